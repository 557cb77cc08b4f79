"""Whoever asked for it hears how calls sound, about once a second, and only the latest."""

import asyncio
from typing import cast

import msgspec

from softphone.adapters.bridge.client import BridgeClient
from softphone.adapters.bridge.latest import Latest
from softphone.adapters.bridge.link import Link
from softphone.protocol.answers import Pong
from softphone.protocol.enquiries import Ping
from softphone.protocol.figures import Figures, LegFigures, StreamFigures
from softphone.protocol.greeting import ClientRole
from tests.adapters.bridge.conftest import House
from tests.fakes.engine import NOON
from tests.peers.waiting import until

SOUND = Figures(
    at=NOON, legs=(LegFigures(call_id="c1", leg_id="l1", codec="PCMU", received=StreamFigures(packets=50)),)
)


async def test_figures_go_to_those_who_asked_for_them(house: House) -> None:
    async with (
        await BridgeClient.open_at(house.running, ClientRole.CONSOLE) as desk,
        await BridgeClient.open_at(house.running, ClientRole.DRIVER) as other,
    ):
        await desk.subscribe(figures=True)
        await other.subscribe()
        house.engine.sound = SOUND
        for _ in range(100):
            house.server.measured()

        assert await anext(desk.news()) == SOUND
        await other.ask(Ping(), Pong)
        assert other.heard() == ()
        assert desk.heard() == (), "the same figures are not told twice"


async def test_the_latest_is_told_after_the_pause(house: House) -> None:
    async with await BridgeClient.open_at(house.running, ClientRole.CONSOLE) as desk:
        await desk.subscribe(figures=True)
        house.server.measured()
        await anext(desk.news())
        house.server.measured()
        house.engine.sound = SOUND

        assert await anext(desk.news()) == SOUND


async def test_nobody_is_told_whose_last_figures_still_wait() -> None:
    class SlowLink:
        waiting_bytes = 1

    slow, sent = SlowLink(), []
    latest = Latest(0.001, lambda: [cast("Link", slow)], lambda: b"{}", lambda frame, _: sent.append(frame))
    latest.changed()
    await asyncio.sleep(0.02)
    assert not sent

    slow.waiting_bytes = 0
    await until(lambda: sent, "it is told when there is room")
    latest.stop()
    assert sent == [b"{}"]


def test_figures_are_read_as_they_were_written() -> None:
    assert msgspec.json.decode(msgspec.json.encode(SOUND), type=Figures) == SOUND
