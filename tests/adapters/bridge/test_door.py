"""Who may come in over HTTP, tried on the real socket: each rule of access has a test that fails without it."""

import asyncio
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from softphone.adapters.bridge.door import HEADERS
from tests.adapters.bridge.conftest import House, a_client, a_driver, a_house
from tests.peers.waiting import until

UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Protocol": "softphone.v1",
}


async def http(
    house: House, path: str = "/healthz", method: str = "GET", *lines: str, **headers: str
) -> tuple[int, str]:
    """Send a request as it is written here; give the status and everything that came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    named = {"Host": f"127.0.0.1:{house.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    written = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items() if value), *lines]
    writer.write("\r\n".join([*written, "", ""]).encode())
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
    writer.close()
    text = head.decode()
    return int(text.split()[1]), text


def upgrade(**changes: str) -> dict[str, str]:
    return {**UPGRADE, **changes}


async def test_the_health_page_answers_with_every_protecting_header(house: House) -> None:
    status, head = await http(house)

    assert status == 200
    assert all(f"{name}: {value}" in head for name, value in HEADERS.items())
    assert "access-control" not in head.lower()
    assert "server:" not in head.lower()
    assert house.server.refusals == {}


async def test_refusals_carry_the_protecting_headers_too(house: House) -> None:
    _, head = await http(house, "/nothing", Origin="https://evil.example")

    assert all(f"{name}: {value}" in head for name, value in HEADERS.items())
    assert "access-control" not in head.lower()


async def test_both_names_of_this_machine_are_hosts(house: House) -> None:
    assert (await http(house, Host=f"localhost:{house.port}"))[0] == 200


@pytest.mark.parametrize("path", ["/healthz", "/bridge", "/connector/", "/"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
async def test_a_rebound_name_reaches_nothing(path: str, host: str, house: House) -> None:
    status, _ = await http(house, path, Host=host.format(port=house.port), **UPGRADE)

    assert status == 421
    assert house.server.refusals == {"wrong_host": 1}


async def test_two_hosts_are_none(house: House) -> None:
    status, _ = await http(house, "/healthz", "GET", "Host: evil.example")

    assert status == 421


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "get"])
async def test_only_get_is_a_request(method: str, house: House) -> None:
    status, head = await http(house, "/bridge", method, Access_Control_Request_Method="GET")

    assert status == 405
    assert "access-control" not in head.lower()


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/bridge/", "/bridge?x=1", "/healthz/..", "http://evil.example/bridge"]
)
async def test_there_is_nothing_elsewhere(path: str, house: House) -> None:
    assert (await http(house, path))[0] == 404


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:{port}",
        "http://localhost:{port}.evil.example",
        "file://",
    ],
)
@pytest.mark.parametrize("path", ["/healthz", "/bridge"])
async def test_a_foreign_page_is_turned_away(path: str, origin: str, house: House) -> None:
    status, _ = await http(house, path, **upgrade(Origin=origin.format(port=house.port)))

    assert status == 403
    assert house.server.refusals == {"foreign_origin": 1}


async def test_two_origins_are_foreign(house: House) -> None:
    ours = f"http://127.0.0.1:{house.port}"

    assert (await http(house, "/bridge", "GET", "Origin: null", **upgrade(Origin=ours)))[0] == 403


@pytest.mark.parametrize("origin", ["http://127.0.0.1:{port}", "http://localhost:{port}", "https://vendor.example"])
async def test_our_own_page_and_allowed_ones_reach_the_bridge_but_do_not_become_drivers(origin: str) -> None:
    async with (
        a_house(pages=("https://vendor.example",)) as house,
        a_client(house, origin=origin.format(port=house.port)) as page,
    ):
        answer = await page.hello()

    assert answer["error"]["data"]["type"] == "forbidden_role"


@pytest.mark.parametrize("token", [None, "wrong"])
async def test_a_native_client_needs_the_token(token: str | None, house: House) -> None:
    async with a_client(house) as client:
        answer = await client.hello(token=token)
        await client.connection.wait_closed()

    assert answer["error"]["data"]["type"] == "wrong_token"
    assert client.connection.close_code == 1008
    assert house.server.refusals == {"wrong_token": 1}


async def test_the_subprotocol_is_part_of_the_handshake(house: House) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await connect(house.url, compression=None)

    assert refused.value.response.status_code == 400
    assert house.server.refusals == {"bad_handshake": 1}


async def test_nothing_is_compressed(house: House) -> None:
    async with connect(house.url, subprotocols=[Subprotocol("softphone.v1")], compression="deflate") as client:
        assert client.response is not None
        assert "Sec-WebSocket-Extensions" not in client.response.headers


async def test_who_never_says_hello_is_sent_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.adapters.bridge.listening.HELLO_S", 0.05)
    async with a_client(house) as client:
        await asyncio.wait_for(client.connection.wait_closed(), 5)

    assert client.connection.close_code == 1008
    assert house.server.refusals == {"no_hello": 1}


async def test_a_frame_that_is_too_large_ends_the_connection_and_is_counted(house: House) -> None:
    async with a_driver(house) as driver:
        driver.connection.transport.write(b"\x81\xff" + (10 << 20).to_bytes(8, "big") + b"mask")
        await driver.connection.wait_closed()

    assert driver.connection.close_code == 1009
    await until(lambda: house.server.refusals == {"frame_too_large": 1}, "it is counted")


async def test_bad_messages_are_counted_by_reason_and_nothing_changes(house: House) -> None:
    bad: list[Any] = ["{", b"\x00", [], {"jsonrpc": "2.0", "id": 1, "method": "dance"}]
    async with a_driver(house) as driver:
        for message in bad:
            await driver.send(message)
        answer = await driver.ask("ping", 9)

    assert "result" in answer
    counted = {"parse_error": 1, "binary_frame": 1, "invalid_request": 1, "unknown_method": 1}
    assert house.server.refusals == counted
    assert house.engine.executed == []


async def test_there_are_never_more_clients_than_allowed() -> None:
    async with a_house(max_clients=2) as house, a_driver(house) as first, a_driver(house):
        with pytest.raises(InvalidStatus) as refused:
            async with a_client(house):
                pass
        assert refused.value.response.status_code == 503
        assert "result" in await first.ask("ping")
        assert house.server.refusals == {"too_many_connections": 1}
