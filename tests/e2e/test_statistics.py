"""What real calls sound like, as the phone counts it."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine, Message
from tests.peers import Peers

pytestmark = pytest.mark.e2e

ENOUGH_PACKETS = 100
REPORT_WITHIN_S = 20.0
"""PJSIP reports about every five seconds."""


async def talking(peers: Peers, **settings: Any) -> tuple[Engine, Engine]:
    """Two engines in a call with each other."""
    one = await engine_at(peers, 440, name="one", **settings)
    two = await engine_at(peers, 900, name="two", **settings)
    await one.ctl("dial", two.uri)
    await two.event("CALL_STARTED")
    await two.ctl("answer")
    await one.event("CALL_CONNECTED")
    await two.event("CALL_CONNECTED")
    return one, two


async def figures(engine: Engine, are_enough: Callable[[Message], object] = bool) -> Message:
    """Look at the figures of its only leg until they say enough."""
    deadline = time.monotonic() + REPORT_WITHIN_S
    legs: list[Message] = []
    while time.monotonic() < deadline:
        legs = (await engine.ctl("stats")).result["legs"]
        if legs and are_enough(legs[0]):
            return dict(legs[0])
        await asyncio.sleep(0.5)
    pytest.fail(f"the figures never said enough; last {legs}")


def has_lasted(leg: Message) -> bool:
    """Whether both directions are known, and for long enough to be judged; the first report may come early."""
    is_known = leg.get("sent") is not None and leg.get("rttMs") is not None
    return is_known and min(leg["received"]["packets"], leg["sent"]["packets"]) >= ENOUGH_PACKETS


@pytest.mark.parametrize("codec", ["pcmu", "g722"])
async def test_a_clean_call_is_good_in_both_directions(peers: Peers, codec: str) -> None:
    one, _ = await talking(peers, audio={"codecs": [codec]})
    leg = await figures(one, has_lasted)

    assert leg["codec"].lower() == codec
    for direction in (leg["received"], leg["sent"]):
        assert direction["packets"] >= ENOUGH_PACKETS
        assert direction["lost"] == 0
        assert direction["mos"] > 3, direction
    course = (await one.ctl("course", leg["callId"])).result["legs"][0]
    best = max(mos for mos in course["mos"] if mos is not None)
    assert best > (4.2 if codec == "pcmu" else 3.7), "whenever this machine kept up"
    assert leg["rttMs"] < 50
    assert leg["localAddress"].startswith("127.0.0.1:")
    assert leg["remoteAddress"].startswith("127.0.0.1:")


async def test_a_hold_does_not_make_the_phone_forget_what_it_has_counted(peers: Peers) -> None:
    one, _ = await talking(peers)
    before = await figures(one, lambda leg: leg["received"]["packets"] >= 100)
    await one.ctl("hold")
    await one.event("HOLD_TOGGLE")
    await one.ctl("resume")
    await one.event("HOLD_TOGGLE")
    after = await figures(one, lambda leg: leg["received"]["packets"] >= before["received"]["packets"] + 100)

    assert after["seconds"] > before["seconds"]
    assert after["received"]["packets"] <= 50 * after["seconds"] + 60, "and nothing was counted twice"
    assert after["packetsSent"] >= before["packetsSent"]
    assert after["packetsSent"] <= 50 * after["seconds"] + 60


async def test_a_call_is_kept_with_its_figures_and_its_course(peers: Peers) -> None:
    one, two = await talking(peers)
    call = (await figures(one, has_lasted))["callId"]
    so_far = (await one.ctl("course", call)).result["legs"][0]
    await two.ctl("hangup")
    await one.event("HANGUP")
    (entry,) = (await one.ctl("history")).result["entries"]
    (leg,) = (await one.ctl("course", call)).result["legs"]

    assert entry["quality"]["mos"] > 3, "whatever this machine was busy with"
    assert entry["quality"]["worstMos"] <= entry["quality"]["mos"] + 0.1
    assert entry["quality"]["rttMs"] < 50
    assert leg["atS"][: len(so_far["atS"])] == so_far["atS"]
    assert len(leg["atS"]) >= len(so_far["atS"])
    assert sum(leg["received"]) >= ENOUGH_PACKETS
    assert max(mos for mos in leg["mos"] if mos is not None) > 4.2

    target = one.folder / "calls.json"
    await one.ctl("export-history", str(target), "--form", "json")
    (exported,) = json.loads(target.read_text())
    assert exported["quality"]["mos"] == pytest.approx(entry["quality"]["mos"])


async def test_a_line_that_is_worse_than_the_settings_want_is_an_alarm(peers: Peers) -> None:
    one, two = await talking(peers, quality={"alarm_mos": 4.5, "alarm_after_s": 2})

    alarm = await one.event("QUALITY_ALARM", within_s=REPORT_WITHIN_S)
    await two.event("QUALITY_ALARM", within_s=REPORT_WITHIN_S)

    assert alarm["payload"]["isBad"] is True
    assert alarm["payload"]["below"] == 4.5
    assert 1 <= alarm["payload"]["mos"] < 4.5
    assert "sounds bad" in (await one.ctl("logs")).out


async def test_figures_can_be_followed(peers: Peers) -> None:
    one, _ = await talking(peers)
    said = await one.ctl("stats", "--watch", "--count", "3", "--interval", "0.2", json_out=False)

    assert len([line for line in said.out.splitlines() if "MOS" in line]) == 3


async def test_a_line_on_which_nothing_reaches_us_is_named(peers: Peers) -> None:
    one = await engine_at(peers, 440, name="one")
    ear = await peers.rtp()
    far = await peers.sipp("offered ring answer bye_received", media_port=ear.port)
    await one.ctl("dial", far.uri)
    await one.event("CALL_CONNECTED")

    silent = await figures(one, lambda leg: leg["flow"] == "sent_only")
    said = await one.ctl("stats", json_out=False)
    await one.ctl("hangup")

    assert silent["received"]["packets"] == 0
    assert silent["received"].get("mos") is None, "silence is no opinion"
    assert "ONE WAY: nothing reaches us" in said.out
