"""Names are looked up all at once, and nobody waits long for a name server that does not answer."""

import threading
from collections.abc import Iterator
from ipaddress import IPv4Address

import pytest

from softphone.adapters.sip.network.addresses import IpAddress
from softphone.adapters.sip.network.names import Names
from tests.peers.waiting import until

HERE, THERE = (IPv4Address("192.0.2.1"),), (IPv4Address("192.0.2.2"),)
PATIENCE_S = 10


class NameServer:
    """Knows some names, and answers when it may."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[IpAddress, ...]] = {"pbx.example": HERE, "proxy.example": THERE}
        self.asked: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    def find(self, host: str) -> tuple[IpAddress, ...]:
        self.asked.append(host)
        self.may_answer.wait(PATIENCE_S)
        return self.known.get(host, ())


@pytest.fixture
def server() -> Iterator[NameServer]:
    server = NameServer()
    yield server
    server.may_answer.set()


def test_a_name_means_what_the_name_server_says_and_an_address_itself(server: NameServer) -> None:
    names = Names(server.find, PATIENCE_S)
    names.look_up(["pbx.example", "proxy.example", "pbx.example", "nobody.example"])

    assert names.addresses("pbx.example") == HERE
    assert names.addresses("proxy.example") == THERE
    assert names.addresses("nobody.example") == ()
    assert names.addresses("192.0.2.2") == THERE
    assert sorted(server.asked) == ["nobody.example", "pbx.example", "proxy.example"]


def test_a_name_keeps_its_addresses_while_it_cannot_be_resolved(server: NameServer) -> None:
    names = Names(server.find, PATIENCE_S)
    names.look_up(["pbx.example"])
    server.known.clear()
    names.look_up(["pbx.example"])

    assert names.addresses("pbx.example") == HERE

    server.known["pbx.example"] = THERE
    names.look_up(["pbx.example"])

    assert names.addresses("pbx.example") == THERE


async def test_an_answer_that_comes_late_is_known_then_and_not_asked_for_twice(server: NameServer) -> None:
    server.may_answer.clear()
    names = Names(server.find, patience_s=0.01)
    names.look_up(["pbx.example"])
    names.look_up(["pbx.example"])

    assert names.addresses("pbx.example") == ()
    assert server.asked == ["pbx.example"]

    server.may_answer.set()

    await until(lambda: names.addresses("pbx.example") == HERE, "the late answer is known")


async def test_a_late_answer_is_told_once_and_one_in_time_is_not(server: NameServer) -> None:
    told: list[str] = []
    punctual = Names(server.find, PATIENCE_S)
    punctual.when_late(lambda: told.append("in time"))
    punctual.look_up(["pbx.example"])
    late = Names(server.find, patience_s=0.01)
    late.when_late(lambda: told.append("late" if late.addresses("pbx.example") == HERE else "not yet"))
    server.may_answer.clear()
    late.look_up(["pbx.example", "nobody.example"])
    assert late.unknown(["192.0.2.2", "pbx.example", "pbx.example"]) == ["pbx.example"]
    server.may_answer.set()

    await until(lambda: told == ["late"], "what is known late is told, when it is known")
    late.look_up(["pbx.example", "nobody.example"])
    assert told == ["late"], "nothing is news in what is known already, nor in a name that nobody has"


async def test_an_answer_that_came_before_anybody_listened_is_told_to_who_does(server: NameServer) -> None:
    told: list[int] = []
    server.may_answer.clear()
    names = Names(server.find, patience_s=0.01)
    names.look_up(["pbx.example"])
    server.may_answer.set()
    await until(lambda: names.addresses("pbx.example") == HERE, "the late answer is known")

    names.when_late(lambda: told.append(1))

    assert told == [1]
