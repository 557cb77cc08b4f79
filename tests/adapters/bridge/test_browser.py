"""The rules of access against a real browser: what other pages try, and what the phone's own page may do."""

import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, Playwright

from softphone.core.state.registration import RegistrationState
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.state import AccountState
from tests.adapters.bridge.conftest import House, a_house
from tests.page.fixtures import playing, profile, site
from tests.page.lightning import CHROMIUM, FLAGS
from tests.peers.waiting import until

__all__ = ["playing", "profile", "site"]
pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

OURS, EVIL = "https://myorg.lightning.force.com", "https://evil.example.com"
SCRIPT = """
const { ticket } = document.documentElement.dataset;
const socket = new WebSocket(`ws://${location.host}/bridge`, "softphone.v1");
const hello = { role: "connector", instance: "page-1", ticket };
socket.onopen = () => socket.send(JSON.stringify({ jsonrpc: "2.0", id: "1", method: "hello", params: hello }));
socket.onmessage = ({ data }) => parent.postMessage(JSON.parse(data), "*");
new Worker("/connector/ticker.js").onmessage = ({ data }) => parent.postMessage({ ticker: data }, "*");
"""
FRAME = """([url, name, more]) => new Promise((done) => {
    window.heard = [];
    addEventListener("message", ({ data }) => window.heard.push(data));
    const frame = Object.assign(document.createElement(name), { onload: done, onerror: done });
    for (const [key, value] of Object.entries(more)) frame.setAttribute(key, value);
    frame.setAttribute(name === "object" ? "data" : "src", url);
    document.body.append(frame);
    setTimeout(done, 2000);
})"""
LOAD_SCRIPT = """(url) => new Promise((done) => {
    const script = document.createElement("script");
    script.onload = () => done("loaded");
    script.onerror = () => done("refused");
    script.src = url;
    document.head.append(script);
})"""
FETCH = """([url, mode]) => fetch(url, { mode, credentials: "include" }).then(
    async (answer) => `${answer.type} ${await answer.text()}`, () => "refused")"""
SOCKET = """(url) => new Promise((done) => {
    const socket = new WebSocket(url, "softphone.v1");
    socket.onopen = () => done("open");
    socket.onclose = () => done("refused");
})"""
PLAY = """([url, at]) => new Promise((done) => {
    const audio = new Audio(url);
    audio.onerror = () => done({ error: audio.error.message });
    audio.ontimeupdate = () => audio.currentTime > at && done({ length: audio.duration });
    audio.muted = true;
    audio.onloadedmetadata = () => {
        audio.currentTime = at;
        audio.play().catch((error) => done({ error: `${error}` }));
    };
})"""


@pytest.fixture(autouse=True)
def scripts(built: Path) -> None:
    """The page of these tests says to its parent what became of it."""
    (built / "connector4.js").write_text(SCRIPT)
    (built / "ticker.js").write_text("postMessage('ticks');")


@asynccontextmanager
async def a_tab(profile: BrowserContext, origin: str, site: int) -> AsyncIterator[Page]:
    page = await profile.new_page()
    await page.goto(f"{origin}:{site}")
    yield page
    await page.close()


def page_of(house: House) -> str:
    return f"http://127.0.0.1:{house.port}/connector/"


def a_phone(site: int) -> Any:
    return a_house(parents=(f"{OURS}:{site}",))


async def test_the_customers_salesforce_can_frame_the_page_and_it_gets_in(profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        await tab.evaluate(FRAME, [page_of(house), "iframe", {}])
        await tab.wait_for_function("heard.length === 3", timeout=10_000)
        heard = await tab.evaluate("heard")

    assert {"ticker": "ticks"} in heard
    assert [said["result"]["session"] for said in heard if "result" in said] == ["secret"]
    assert house.server.refusals == {}


@pytest.mark.parametrize("origin", [EVIL, "https://other.lightning.force.com"])
async def test_a_foreign_parent_shows_nothing_and_nothing_runs(origin: str, profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, origin, site) as tab:
        await tab.evaluate(FRAME, [page_of(house), "iframe", {}])

        assert await tab.evaluate("heard") == []
        assert "ticket" not in await tab.frames[1].content()
    assert house.pages.hellos == []


async def test_a_foreign_frame_within_our_salesforce_shows_nothing_either(profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        await tab.evaluate(FRAME, [f"{EVIL}:{site}", "iframe", {}])
        await tab.frames[1].evaluate(FRAME, [page_of(house), "iframe", {}])

        assert await tab.frames[1].evaluate("heard") == []
    assert house.pages.hellos == []


@pytest.mark.parametrize("name", ["object", "embed"])
async def test_nothing_but_a_frame_shows_the_page(name: str, profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        await tab.evaluate(FRAME, [page_of(house), name, {}])

        assert await tab.evaluate("heard") == []
        assert house.server.refusals == {"not_framed": 1}


async def test_a_sandboxed_frame_has_no_origin_and_gets_nothing(profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        await tab.evaluate(FRAME, [page_of(house), "iframe", {"sandbox": "allow-scripts"}])

        assert await tab.evaluate("heard") == []
    assert house.pages.hellos == []


@pytest.mark.parametrize("origin", [OURS, EVIL])
@pytest.mark.parametrize("mode", ["cors", "no-cors"])
async def test_no_other_page_can_read_the_html(mode: str, origin: str, profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, origin, site) as tab:
        read = await tab.evaluate(FETCH, [page_of(house), mode])
        reason = await until(lambda: house.server.refusals, "it is counted")

    assert read == "refused"
    assert reason == {"not_framed" if mode == "no-cors" else "foreign_origin": 1}


@pytest.mark.parametrize("origin", [OURS, EVIL])
@pytest.mark.parametrize("name", ["", "connector4.js", "ticker.js"])
async def test_no_other_page_can_load_it_as_a_script(
    name: str, origin: str, profile: BrowserContext, site: int
) -> None:
    async with a_phone(site) as house, a_tab(profile, origin, site) as tab:
        assert await tab.evaluate(LOAD_SCRIPT, page_of(house) + name) == "refused"

    assert house.server.refusals == {"foreign_reader" if name else "not_framed": 1}


@pytest_asyncio.fixture(loop_scope="session")
async def old_profile(playing: Playwright) -> AsyncIterator[BrowserContext]:
    """A browser that lets every page reach this machine, as all did before they began to ask."""
    flags = [*FLAGS, "--no-sandbox", "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets"]
    browser = await playing.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield await browser.new_context(ignore_https_errors=True)
    await browser.close()


async def test_a_name_that_an_attacker_rebinds_to_this_machine_is_not_our_host(
    old_profile: BrowserContext, site: int
) -> None:
    async with a_phone(site) as house, a_tab(old_profile, EVIL, site) as tab:
        rebound = f"http://rebound.example.com:{house.port}"
        await tab.route(f"{rebound}/attack", lambda route: route.fulfill(body="before", content_type="text/html"))
        await tab.goto(f"{rebound}/attack")

        assert "not the host" in await tab.evaluate(FETCH, [f"{rebound}/connector/", "same-origin"])
        await tab.evaluate(FRAME, [f"{rebound}/connector/", "iframe", {}])
        assert await tab.evaluate(LOAD_SCRIPT, f"{rebound}/connector/connector4.js") == "refused"
        assert await tab.evaluate(SOCKET, f"ws://rebound.example.com:{house.port}/bridge") == "refused"
        assert await tab.evaluate("heard") == []

    assert set(house.server.refusals) == {"wrong_host"}
    assert house.pages.hellos == []


async def test_a_tab_of_its_own_says_where_the_page_works(profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        shown = await tab.goto(page_of(house))

        assert shown is not None
        assert shown.status == 403
        assert "works inside Salesforce only" in await tab.inner_text("body")
        assert "ticket" not in await tab.content()


async def test_a_window_that_a_page_opens_is_a_tab_of_its_own(profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, EVIL, site) as tab:
        async with tab.expect_popup() as opening:
            await tab.evaluate("(url) => void open(url)", page_of(house))
        popup = await opening.value
        await popup.wait_for_load_state()

        assert "ticket" not in await popup.content()
        assert house.server.refusals == {"not_framed": 1}
        await popup.close()


@pytest.mark.parametrize("origin", [OURS, EVIL])
async def test_no_other_page_has_a_socket(origin: str, profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, origin, site) as tab:
        assert await tab.evaluate(SOCKET, house.url) == "refused"

    assert house.server.refusals == {"foreign_origin": 1}


async def test_salesforce_can_play_a_long_recording_that_comes_in_parts(
    profile: BrowserContext, site: int, tmp_path: Path
) -> None:
    file = tmp_path / "call.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(4 * 16_000 * 400))
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        played = await tab.evaluate(PLAY, [house.server.lend(file, 60), 399])

        assert played == {"length": 400}
        assert house.server.refusals == {}


async def test_the_agent_logs_in_within_salesforce(profile: BrowserContext, site: int) -> None:
    async with a_phone(site) as house, a_tab(profile, OURS, site) as tab:
        office = AccountState(name="office", uri="sip:4711@pbx.example", state=RegistrationState.REGISTERED)
        house.engine.accounts = (office,)
        said: list[str] = []
        tab.on("console", lambda line: said.append(line.text))
        await tab.evaluate(FRAME, [f"http://127.0.0.1:{house.port}/login/", "iframe", {}])
        frame = tab.frame_locator("iframe")
        await frame.get_by_label("SIP password").fill("between us")
        await frame.get_by_role("button", name="Log in").click()
        await frame.get_by_role("status").filter(has_text="You are logged in").wait_for(timeout=10_000)

        assert await frame.get_by_label("Account").inner_text() == "office (sip:4711@pbx.example)"
        assert await frame.get_by_label("SIP password").input_value() == ""
        assert "ticket" not in await tab.frames[1].content()
    ((command, _),) = house.engine.executed
    assert command == KeepSecret(account="office", password="between us")  # noqa: S106 - of nobody
    assert house.pages.logins == 1
    assert said == []
