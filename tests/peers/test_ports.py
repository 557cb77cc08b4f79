"""Ports that nobody else has."""

import socket
from collections.abc import Iterator

import pytest

from tests.peers.ports import BLOCK, MOST_BLOCKS, Ports


@pytest.fixture
def own() -> Iterator[Ports]:
    ports = Ports()
    yield ports
    ports.close()


def test_two_processes_never_get_the_same_port(own: Ports) -> None:
    other = Ports()
    mine = {own.one() for _ in range(60)}
    theirs = {other.one() for _ in range(60)}
    other.close()

    assert not mine & theirs


def test_several_ports_are_neighbours_and_begin_evenly(own: Ports) -> None:
    own.one()

    several = own.several(7)

    assert len(several) == 7
    assert several[0] % 2 == 0


def test_ports_begin_again_rather_than_take_all_there_are(own: Ports) -> None:
    taken = [own.several(BLOCK)[0] for _ in range(MOST_BLOCKS * 2)]

    assert len(set(taken)) == MOST_BLOCKS


def test_a_port_that_is_still_in_use_is_passed_over(own: Ports) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", own.one()))

        rounds = [own.one() for _ in range(MOST_BLOCKS * BLOCK // 2)]

        assert held.getsockname()[1] not in rounds
