"""Who may keep a socket at all: users, floods and crowds."""

import asyncio
import os
import socket
import sys

import pytest
from hypothesis import given, strategies as st
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus
from websockets.frames import CloseCode
from websockets.protocol import State

from softphone.adapters.bridge import proc_sockets, sock_diag
from softphone.adapters.bridge.backlog import Backlog, framed
from softphone.adapters.bridge.client import BridgeClient
from softphone.adapters.bridge.peer_user import is_ours
from softphone.adapters.bridge.tally import Tally
from softphone.protocol.greeting import ClientRole
from tests.adapters.bridge.conftest import House, a_client, a_driver, a_house
from tests.adapters.bridge.test_page_sessions import a_page_that_is_in
from tests.peers.waiting import until

TABLE = b"""  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:4313 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1065 1 00000000dcee41d7
   1: 0100007F:9508 0100007F:4313 01 00000000:00000000 00:00000000 00000000  1001        0 1066 1 00000000dcee41d8
   2: 0100007F:4313 0100007F:9508 01 00000000:00000000 00:00000000 00000000  1000        0 1067 1 00000000dcee41d9
"""
TABLE6 = b"""  sl  local_address                         remote_address                        st tx_queue ...
   0: 0000000000000000FFFF00000100007F:9509 0000000000000000FFFF00000100007F:4313 01 00000000:00000000 00:00000000 \
00000000  1002        0 1068 1 00000000dcee41da
"""
OURS, PEER, PEER6 = 0x4313, 0x9508, 0x9509


def test_the_tables_name_the_user_of_the_other_end_however_it_writes_the_address() -> None:
    assert proc_sockets.owner(PEER, OURS, (TABLE,)) == 1001
    assert proc_sockets.owner(PEER6, OURS, (TABLE, TABLE6)) == 1002
    assert proc_sockets.owner(PEER6, OURS, (TABLE,)) is None
    assert proc_sockets.owner(1, OURS, (TABLE, TABLE6)) is None


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_kernel_and_the_tables_agree_about_our_own_connections(family: socket.AddressFamily) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket(family) as client:
        port = server.getsockname()[1]
        client.connect(("127.0.0.1" if family is socket.AF_INET else "::ffff:127.0.0.1", port))
        peer, address = server.accept()
        with peer:
            assert sock_diag.owner(address[1], port) == os.geteuid()
            assert proc_sockets.owner(address[1], port, proc_sockets.read_tables()) == os.geteuid()
            assert is_ours(address[1], port)
        assert sock_diag.owner(port, port) is None


@pytest.mark.parametrize("message", [b"", b"\0" * 8, b"\0" * 40, sock_diag.question(1, 2)])
def test_an_answer_of_the_kernel_that_is_none_is_no_answer(message: bytes) -> None:
    with pytest.raises(sock_diag.Unanswered):
        sock_diag.understood(message, 1, 2)


def unanswered(*_: object) -> int | None:
    raise sock_diag.Unanswered


@pytest.mark.parametrize(
    ("tables", "peer", "verdict"),
    [
        ((TABLE,), PEER, False),
        ((TABLE.replace(b"1001", b"%d" % os.geteuid()),), PEER, True),
        ((TABLE.replace(b"4313 0100007F:9508", b"4313 0100007F:0777"),), 0x777, False),
        ((TABLE,), 0x778, True),
        ((), PEER, True),
    ],
    ids=["another user", "our user", "our end alone", "not even our end", "no tables"],
)
def test_without_the_kernel_the_tables_decide_and_silence_is_no_refusal(
    tables: tuple[bytes, ...], peer: int, verdict: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sock_diag, "owner", unanswered)
    monkeypatch.setattr(proc_sockets, "read_tables", lambda: tables)

    assert is_ours(peer, OURS) is verdict


def test_where_there_is_no_such_socket_family_the_kernel_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_NETLINK")

    with pytest.raises(sock_diag.Unanswered):
        sock_diag.owner(1, 2)


async def test_a_process_of_another_user_is_dropped_unheard(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.server._guard.gate, "_is_ours", lambda *_: False)
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)

    assert await received(reader) == b""
    assert house.server.refusals == {"foreign_user": 1}
    writer.close()


AS_NOBODY = """
import os, socket, sys
os.setuid(65534)
client = socket.socket()
client.settimeout(5)
client.connect(("127.0.0.1", int(sys.argv[1])))
client.sendall(b"GET /healthz HTTP/1.1\\r\\nHost: 127.0.0.1:" + sys.argv[1].encode() + b"\\r\\n\\r\\n")
try:
    sys.exit(0 if not client.recv(100) else 1)
except ConnectionResetError:
    sys.exit(0)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
async def test_a_real_process_of_another_user_is_dropped_unheard(house: House) -> None:
    stranger = await asyncio.create_subprocess_exec(sys.executable, "-c", AS_NOBODY, str(house.port))

    assert await stranger.wait() == 0
    assert house.server.refusals == {"foreign_user": 1}


async def received(reader: asyncio.StreamReader) -> bytes:
    """Everything until the end, however it comes."""
    try:
        return await asyncio.wait_for(reader.read(), 5)
    except ConnectionResetError:
        return b""


async def knock(house: House, request: bytes = b"") -> bytes:
    """Connect, say something, and hear what comes until the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    try:
        writer.write(request)
        return await received(reader)
    finally:
        writer.close()


async def test_a_flood_of_refused_connections_is_dropped_unheard_and_nobody_else_notices() -> None:
    async with a_house(refusals_per_min=20) as house, a_driver(house) as driver:
        for _ in range(20):
            assert b"421" in await knock(house, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        for _ in range(50):
            assert await knock(house, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") == b""

        assert "result" in await driver.ask("ping")
        assert house.server.refusals == {"wrong_host": 20, "flood": 50}
        async with a_driver(house) as newcomer:
            assert "result" in await newcomer.ask("ping")


async def test_guessing_tokens_is_a_flood_too() -> None:
    async with a_house(refusals_per_min=5) as house:
        for _ in range(5):
            async with a_client(house) as client:
                await client.hello(token="guessed")  # noqa: S106 - a wrong one
                await client.connection.wait_closed()

        with pytest.raises(InvalidMessage):
            async with a_client(house):
                pass
        assert house.server.refusals == {"wrong_token": 5, "flood": 1}


async def test_who_shows_the_token_at_the_door_is_heard_while_others_guess_it() -> None:
    async with a_house(refusals_per_min=5) as house:
        for _ in range(5):
            async with a_client(house) as client:
                await client.hello(token="guessed")  # noqa: S106 - a wrong one
                await client.connection.wait_closed()

        async with await BridgeClient.open_at(house.running, ClientRole.DRIVER) as phone:
            assert phone.welcome.phone.version == "1.2.3"
        async with a_page_that_is_in(house) as page:
            assert page.connection.state is State.OPEN


async def test_a_crowd_that_says_nothing_is_bounded() -> None:
    async with a_house(max_clients=4) as house:
        crowd = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(20)]
        await until(lambda: house.server.refusals.get("too_many_connections") == 16, "the rest of the crowd is dropped")
        async with a_driver(house) as driver:
            assert "result" in await driver.ask("ping")
            for _, writer in crowd:
                writer.close()
            await until(lambda: len(house.server._guard.gate._strangers) == 0, "the crowd has gone")
            assert "result" in await driver.ask("ping", 2)


async def test_more_clients_than_are_allowed_are_refused_politely() -> None:
    async with a_house(max_clients=2) as house, a_driver(house), a_driver(house):
        with pytest.raises(InvalidStatus, match="503"):
            async with a_client(house):
                pass
        assert house.server.refusals == {"too_many_connections": 1}


async def test_two_who_knock_at_once_do_not_share_the_last_place() -> None:
    async with a_house(max_clients=2) as house, a_driver(house), a_client(house) as one, a_client(house) as other:
        assert "result" in await one.hello()
        with pytest.raises(ConnectionClosed) as closed:
            await other.hello()

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == CloseCode.TRY_AGAIN_LATER


async def test_what_can_be_fetched_is_given_during_a_flood() -> None:
    async with a_house(refusals_per_min=5) as house:
        for _ in range(8):
            await knock(house, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")

        asked = f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n\r\n"
        assert (await knock(house, asked.encode())).endswith(b"ok\n")


@pytest.mark.parametrize(
    "request_",
    [
        b"\x00\xff" * 100 + b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500,
        b"GET /" + b"x" * 100_000,
    ],
)
async def test_what_is_no_http_is_closed_and_hurts_nobody(request_: bytes, house: House) -> None:
    async with a_driver(house) as driver:
        await knock(house, request_)

        assert "result" in await driver.ask("ping")


@given(st.lists(st.tuples(st.integers(0, 200_000), st.floats(0, 1)), max_size=60), st.integers(1, 20))
def test_a_backlog_counts_exactly_the_messages_that_were_not_taken_whole(
    sent: list[tuple[int, float]], most: int
) -> None:
    backlog, ends, written, waiting = Backlog(most), list[int](), 0, 0
    for size, taken in sent:
        written += framed(size)
        ends.append(written)
        waiting = int((waiting + framed(size)) * (1 - taken))
        left = sum(end > written - waiting for end in ends)
        assert backlog.is_bearable(size, waiting) == (left <= most and waiting <= 16 << 20)


@given(st.lists(st.integers(0, 300), max_size=80).map(sorted), st.integers(1, 20))
def test_a_flood_is_so_many_refusals_in_one_minute(times: list[int], most: int) -> None:
    tally = Tally(most)
    for at in times:
        tally.turn_away("why", at)

    now = times[-1] if times else 0
    recent = sum(at > now - 60 for at in times)
    assert tally.is_flooded(now) == (recent >= most)
    assert tally.counts.get("why", 0) == len(times)
    assert not tally.is_flooded(now + 60)


def test_a_mere_mistake_is_counted_and_makes_no_flood() -> None:
    tally = Tally(1)
    tally.note("parse_error")

    assert not tally.is_flooded(0)
    assert tally.counts == {"parse_error": 1}
