"""What real calls sound like, as the phone counts it."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine, Message
from tests.peers import Peers

pytestmark = pytest.mark.e2e

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


@pytest.mark.parametrize("codec", ["pcmu", "g722"])
async def test_a_clean_call_is_good_in_both_directions(peers: Peers, codec: str) -> None:
    one, _ = await talking(peers, audio={"codecs": [codec]})
    leg = await figures(one, lambda leg: leg.get("sent") and leg.get("rttMs") is not None)

    assert leg["codec"].lower() == codec
    for direction in (leg["received"], leg["sent"]):
        assert direction["packets"] >= 100
        assert direction["lost"] == 0
        assert direction["mos"] > (4.2 if codec == "pcmu" else 3.7)
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
