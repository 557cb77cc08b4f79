"""Who may use the connector page, where it may run, and what it shows."""

import pytest
from playwright.async_api import BrowserContext, expect

from tests.core.scenes import A, invited
from tests.fakes.connector_engine import ConnectorEngine
from tests.page.lightning import Lightning, tab
from tests.peers.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def test_the_ticket_leaves_no_trace_in_the_page(engine: ConnectorEngine, salesforce: Lightning) -> None:
    await salesforce.load(engine.url)
    await salesforce.hears("CONNECTOR_READY")

    frame = salesforce.page.frames[1]
    assert "data-ticket" not in await frame.content()
    ticket = engine.heard[0]["params"]["ticket"]
    assert ticket not in await frame.evaluate("JSON.stringify([localStorage, sessionStorage])")


async def test_a_page_in_a_tab_of_its_own_does_nothing(engine: ConnectorEngine, profile: BrowserContext) -> None:
    page = await profile.new_page()
    await page.goto(engine.url)

    await expect(page.get_by_role("status")).to_contain_text("works inside Salesforce only")
    assert engine.heard == []


async def test_a_foreign_page_cannot_put_the_phone_in_a_frame(
    engine: ConnectorEngine, profile: BrowserContext, site: int
) -> None:
    page = await profile.new_page()
    await page.goto(f"https://evil.example.com:{site}")
    await page.evaluate("([url, config]) => load(url, config)", [engine.url, {}])

    assert await page.evaluate("told") == []
    assert engine.heard == []


async def test_without_a_list_the_phone_is_asked_about_salesforce(
    engine: ConnectorEngine, salesforce: Lightning
) -> None:
    engine.parents = ""
    await salesforce.load(engine.url)

    await salesforce.hears("CONNECTOR_READY")
    assert [said["params"] for said in engine.heard if said["method"] == "admit"] == [{"origin": salesforce.origin}]


async def test_without_a_list_a_refused_salesforce_is_told_so_and_hears_nothing(
    engine: ConnectorEngine, salesforce: Lightning
) -> None:
    engine.parents, engine.admits = "", False
    await salesforce.load(engine.url)

    await salesforce.shows("not one of your company's Salesforce pages")
    await salesforce.hears_nothing_more()


async def test_a_ticket_that_was_used_asks_for_a_reload(engine: ConnectorEngine, salesforce: Lightning) -> None:
    await salesforce.load(engine.url)
    await salesforce.hears("CONNECTOR_READY")
    engine.sessions.clear()
    await engine.stop()
    await engine.start()

    await salesforce.shows("Reload this tab")


async def test_another_tab_in_charge_is_said_and_can_be_taken_over(
    engine: ConnectorEngine, salesforce: Lightning
) -> None:
    engine.is_in_charge = False
    await salesforce.load(engine.url)
    await salesforce.hears("CONNECTOR_READY")
    await salesforce.shows("Another tab is in charge")

    await salesforce.page.frame_locator("iframe").get_by_role("button", name="Take over here").click()

    await salesforce.hears("LOGIN_RESULT", "CONNECTOR_READY")
    await salesforce.shows("Phone connected")


async def test_a_page_hosted_elsewhere_is_confirmed_once_and_then_lets_salesforce_in(
    engine: ConnectorEngine, profile: BrowserContext, site: int
) -> None:
    async with tab(profile, site) as salesforce:
        await salesforce.load(f"https://vendor.example.com:{site}/hosted/?{engine.port}")
        await salesforce.shows("Confirm 1234 at the phone")
        engine.is_paired = True
        await salesforce.hears("CONNECTOR_READY")
    secrets = {said["params"]["pairing"] for said in engine.heard if said["method"] == "hello"}
    assert len(secrets) == 1

    async with tab(profile, site) as again:
        await again.load(f"https://vendor.example.com:{site}/hosted/?{engine.port}")
        await again.hears("CONNECTOR_READY")
    assert {said["params"]["pairing"] for said in engine.heard if said["method"] == "hello"} == secrets


async def test_a_browser_that_keeps_nothing_is_no_reason_not_to_work(
    engine: ConnectorEngine, strict_profile: BrowserContext, site: int
) -> None:
    async with tab(strict_profile, site) as salesforce:
        await salesforce.load(engine.url)
        await salesforce.hears("CONNECTOR_READY")
        engine.happens(invited())
        await salesforce.hears("CALL_STARTED")

        await salesforce.reload(engine.url)

        (ready,) = await salesforce.hears("CONNECTOR_READY")
        assert ready["payload"]["callInProgress"]["callId"] == A


async def test_a_page_that_is_open_before_the_phone_starts_is_ready_twice(
    engine: ConnectorEngine, salesforce: Lightning, site: int
) -> None:
    engine.is_paired = True
    engine.parents = salesforce.origin
    await engine.stop()
    await salesforce.load(f"https://vendor.example.com:{site}/hosted/?{engine.port}")
    await salesforce.shows("LoopbackNetworkAllowedForUrls")
    await salesforce.hears_nothing_more()
    await engine.start()

    await until(lambda: engine.heard, "a hello")
    await salesforce.hears("CONNECTOR_READY")


async def test_the_view_names_its_versions_and_can_be_read_in_the_dark(
    engine: ConnectorEngine, salesforce: Lightning
) -> None:
    await salesforce.load(engine.url)
    await salesforce.hears("CONNECTOR_READY")
    frame = salesforce.page.frame_locator("iframe")

    await expect(frame.get_by_role("status")).to_have_text("Phone connected")
    await expect(frame.locator(".versions")).to_contain_text("Phone 0.0-fake. Page 0.1.0, base connector 4.8.10")
    grounds = []
    for scheme in ("light", "dark"):
        await salesforce.page.emulate_media(color_scheme=scheme)
        grounds.append(await frame.locator(".softphone").evaluate("(it) => getComputedStyle(it).backgroundColor"))
    assert grounds[0] != grounds[1]
