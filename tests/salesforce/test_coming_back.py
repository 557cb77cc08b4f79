"""Reloads, dropped sockets, engines that start again, two tabs: with the real engine and a real browser."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Playwright

from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.page.lightning import Lightning, chromium, open_chromium, open_tab, tab
from tests.peers import Peers
from tests.peers.ports import Ports
from tests.salesforce.phone import ENDED, ENDED_UNSEEN, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]


async def reload(phone: Phone) -> None:
    """The agent presses F5."""
    await phone.salesforce.reload(phone.url)


async def test_a_reload_while_it_rings(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.rings("answered bye_received")

    await reload(phone)
    (ready,) = await salesforce.hears("CONNECTOR_READY")
    await salesforce.says("AGENT_AVAILABLE", isAvailable=True)
    (replayed,) = await salesforce.hears("CALL_STARTED")
    await phone.asks("ACCEPT_CALL", call)

    await salesforce.hears("CALL_CONNECTED")
    assert ready["payload"]["callInProgress"]["callId"] == call.id
    assert replayed["payload"]["isReplayedCall"] is True
    await salesforce.hears_nothing_more()


async def test_a_reload_while_held_and_muted(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("reinvited:recvonly bye_received")
    await phone.asks("MUTE", call)
    await salesforce.hears("MUTE_TOGGLE")
    await phone.asks("HOLD", call)
    await salesforce.hears("HOLD_TOGGLE")

    await reload(phone)
    await salesforce.hears("CONNECTOR_READY")
    await salesforce.says("AGENT_AVAILABLE", isAvailable=True)

    (replayed,) = await salesforce.hears("CALL_CONNECTED")
    assert replayed["payload"]["callInfo"]["isMuted"] is True
    assert replayed["payload"]["callInfo"]["isOnHold"] is True
    await salesforce.hears_nothing_more()


async def test_a_call_that_ends_while_the_page_is_away_is_told_afterwards(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("wait:1000 bye")
    await salesforce.page.goto("about:blank")
    await phone.engine.event("HANGUP")

    await salesforce.page.goto(salesforce.origin)
    await salesforce.load(phone.url)

    _, ended, _ = await salesforce.hears("CONNECTOR_READY", *ENDED_UNSEEN)
    assert ended["payload"][0]["callId"] == call.id
    await salesforce.hears_nothing_more()


async def test_a_call_that_nobody_saw_is_never_told(peers: Peers, salesforce: Lightning, base: str) -> None:
    phone = await phone_at(peers, salesforce, base)
    await salesforce.page.goto("about:blank")
    caller = await peers.sipp("invite ringing wait:300 cancel", phone.engine.uri)
    await caller.done()
    await phone.engine.event("HANGUP")

    await salesforce.page.goto(salesforce.origin)
    await salesforce.load(phone.url)

    await salesforce.hears("CONNECTOR_READY")
    await salesforce.hears_nothing_more()


async def test_an_engine_that_is_killed_in_a_call_tells_its_end_when_it_is_back(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    port = int(phone.engine.hello["connector"].split(":")[2].split("/")[0])
    call = await phone.talks("wait:60000 bye")
    await phone.engine.shut_down(signal.SIGKILL)
    await salesforce.shows("The phone is not connected")

    settings = {**phone.engine.desk.settings, "bridge": {"port": port, "parents": [salesforce.origin]}}
    phone.engine.desk.settings = settings
    phone.engine = await peers.started(Engine(phone.engine.desk))

    await salesforce.shows("Phone connected")
    ended, *_ = await ends(salesforce)
    assert ended["payload"][0]["callId"] == call.id


async def test_an_engine_that_is_killed_with_three_in_a_call_ends_it_for_all_of_them(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    call = await phone.talks("reinvited:recvonly reinvited:sendrecv wait:60000 bye")
    third = await phone.called("offered ring answer wait:60000 bye")
    await phone.engine.ctl("consult", third.uri)
    await salesforce.hears("PARTICIPANT_ADDED", "PARTICIPANT_CONNECTED")
    await phone.engine.ctl("merge")
    await salesforce.hears("HOLD_TOGGLE")

    await phone.crashes()

    ended, *_ = await ends(salesforce)
    legs = [(leg["callId"], leg["state"], leg["reason"]) for leg in ended["payload"]]
    assert legs == [(call.id, "ended", "ended")] * 2


async def ends(salesforce: Lightning) -> list[dict[str, Any]]:
    """Wait for an end, with or without after-call work."""
    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'HANGUP')", timeout=30_000)
    events = await salesforce.told()
    assert [event["type"] for event in events] in (["HANGUP"], list(ENDED_UNSEEN))
    return events


def kill(profile: Path) -> None:
    """Kill a browser: the process that was started on this profile, and with it all of its own."""
    named = f"--user-data-dir={profile}".encode()
    lines = ((int(file.parent.name), file.read_bytes().split(b"\0")) for file in Path("/proc").glob("[0-9]*/cmdline"))
    (browser,) = [pid for pid, line in lines if named in line and not any(b"--type=" in word for word in line)]
    os.kill(browser, signal.SIGKILL)


async def test_a_call_outlives_the_browser_and_is_there_in_a_new_one(
    peers: Peers, playing: Playwright, tmp_path: Path, site: int, base: str
) -> None:
    folder = tmp_path / "browser"
    context = await open_chromium(playing, folder)
    phone = await phone_at(peers, await open_tab(context, site), base)
    call = await phone.talks("reinvited:recvonly reinvited:sendrecv bye_received")
    await phone.asks("HOLD", call)
    await phone.salesforce.hears("HOLD_TOGGLE")
    async with context.expect_event("close"):
        kill(folder)

    async with chromium(playing, folder) as context, tab(context, site) as phone.salesforce:
        await phone.opens()
        await phone.salesforce.says("AGENT_AVAILABLE", isAvailable=True)
        (replayed,) = await phone.salesforce.hears("CALL_CONNECTED")
        assert replayed["payload"]["callInfo"]["isOnHold"] is True
        await phone.asks("RESUME", call)
        await phone.salesforce.hears("HOLD_TOGGLE")
        await call.is_heard_both_ways()
        await phone.asks("END_CALL", call)
        await phone.salesforce.hears(*ENDED)
        await phone.salesforce.hears_nothing_more()


async def test_a_page_hosted_elsewhere_that_is_open_before_the_phone_runs(
    peers: Peers, ports: Ports, salesforce: Lightning, base: str, site: int
) -> None:
    port, vendor = ports.one(), f"https://vendor.example.com:{site}"
    await salesforce.load(f"{vendor}/listed/?{port}{base.replace('?', '&')}")
    (alone,) = await salesforce.hears("CONNECTOR_READY")
    await salesforce.shows("The phone is not connected")

    bridge = {"port": port, "parents": [salesforce.origin], "pages": [vendor]}
    phone = Phone(
        await peers.started(Engine(desk(peers, "engine", 440, bridge=bridge, agent={"wrap_up": "infinite"}))),
        salesforce,
        peers,
        base,
    )
    await salesforce.shows("Confirm this page at the phone")
    (question,) = (await phone.engine.status())["page"]["questions"]
    await salesforce.shows(question.split()[1])
    await phone.engine.ctl("approve", question)

    _, ready = await salesforce.hears("LOGIN_RESULT", "CONNECTOR_READY")
    assert alone["payload"]["callInProgress"] is ready["payload"]["callInProgress"] is None
    assert alone["payload"]["agentConfig"]["SELECTED_PHONE"]["type"] == "DESK_PHONE"
    assert ready["payload"]["agentConfig"]["SELECTED_PHONE"]["number"] == "softphone"
    await phone.talks("wait:200 bye")
    await salesforce.hears(*ENDED)


async def test_one_of_two_tabs_is_in_charge_and_the_other_can_take_over(
    peers: Peers, salesforce: Lightning, base: str, profile: BrowserContext, site: int
) -> None:
    phone = await phone_at(peers, salesforce, base)
    async with tab(profile, site) as second:
        await second.load(phone.url)
        await second.hears("CONNECTOR_READY")
        await second.shows("Another tab")
        call = await phone.rings("wait:8000 cancel")
        await second.hears_nothing_more()

        await second.page.frame_locator("iframe").get_by_role("button", name="Take over here").click()

        _, ready = await second.hears("LOGIN_RESULT", "CONNECTOR_READY")
        assert ready["payload"]["callInProgress"]["callId"] == call.id
        await salesforce.shows("Another tab")
        await phone.engine.ctl("decline")
        await second.hears("HANGUP")
        await salesforce.hears_nothing_more()

        await salesforce.page.frame_locator("iframe").get_by_role("button", name="Take over here").click()

        await salesforce.hears("LOGIN_RESULT", "CONNECTOR_READY")
        await second.shows("Another tab")
        await phone.rings("wait:200 cancel")
        await salesforce.hears("HANGUP")
        await second.hears_nothing_more()


async def test_while_the_agent_is_offline_calls_are_not_told_and_afterwards_they_are(
    peers: Peers, salesforce: Lightning, base: str
) -> None:
    phone = await phone_at(peers, salesforce, base)
    offline = {"statusId": "0", "isOffline": "true"}
    await salesforce.says("SET_AGENT_STATUS", agentStatus="Offline", statusInfo=offline)
    await salesforce.hears("SET_AGENT_STATUS_RESULT")
    call = await peers.sipp("invite ringing wait:4000 cancel", phone.engine.uri)
    await phone.engine.event("CALL_STARTED")
    await salesforce.hears_nothing_more()

    online = {"statusId": "0N5", "isOffline": "false"}
    await salesforce.says("SET_AGENT_STATUS", agentStatus="Online", statusInfo=online)
    await salesforce.hears("SET_AGENT_STATUS_RESULT")
    await salesforce.says("AGENT_AVAILABLE", isAvailable=True)

    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'CALL_STARTED')", timeout=30_000)
    assert (await salesforce.names()).count("CALL_STARTED") == 1
    await call.stop()
