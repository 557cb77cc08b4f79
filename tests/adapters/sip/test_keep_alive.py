"""The way back through NAT stays open: packets that mean nothing, as often as the account wants."""

import asyncio

import pytest

from softphone.core.messages.effects import Register
from softphone.core.messages.events import Registered
from softphone.core.values import AccountName
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer
from tests.peers import until

pytestmark = pytest.mark.e2e

NAME = AccountName("desk")


class CountingPeer(RawPeer):
    """Counts the packets that hold no message."""

    def __init__(self) -> None:
        super().__init__()
        self.empty = 0

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.empty += not data.strip()
        super().datagram_received(data, addr)


async def test_a_registered_account_keeps_its_way_through_nat_open(phones: MakePhone) -> None:
    _, registrar = await asyncio.get_running_loop().create_datagram_endpoint(CountingPeer, ("127.0.0.1", 0))
    account = {"name": "desk", "uri": "sip:agent@test.example", "registrar": registrar.uri, "keep_alive_s": 1}
    phone = await phones(account=[account], secrets={"desk": "right"}).start()

    phone.do(Register(NAME))
    request = await registrar.next("REGISTER")
    assert registrar.empty == 0
    registrar.reply(request, "200 OK", f"Contact: {request.headers.first('contact')};expires=60")
    await phone.next(Registered)

    await until(lambda: registrar.empty >= 2, "two packets keep the way open")
    assert registrar.empty < 10, "a pause between any two"
    await registrar.close()
