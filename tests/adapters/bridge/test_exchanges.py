"""Whoever asked for it hears what Salesforce asks and is told; nobody else does."""

from softphone.adapters.bridge.client import BridgeClient
from softphone.protocol.answers import Pong
from softphone.protocol.enquiries import Ping
from softphone.protocol.exchanges import Exchange
from softphone.protocol.greeting import ClientRole
from tests.adapters.bridge.conftest import House
from tests.fakes.engine import NOON

ASKED = Exchange(id="r1", kind="request", name="dial", at=NOON, delivery="waiting", payload={"a": [1]})


async def test_exchanges_go_to_those_who_asked_for_them(house: House) -> None:
    async with (
        await BridgeClient.open_at(house.running, ClientRole.CONSOLE) as desk,
        await BridgeClient.open_at(house.running, ClientRole.DRIVER) as other,
    ):
        await desk.subscribe(exchanges=True)
        await other.subscribe()

        house.server.exchanged(ASKED)

        assert await anext(desk.news()) == ASKED
        await other.ask(Ping(), Pong)
        assert other.heard() == ()
