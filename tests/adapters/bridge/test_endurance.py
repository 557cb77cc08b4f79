"""What the bridge bears: nonsense by the thousand, clients that fall silent, storms of events."""

import asyncio
import base64
import json
import random

from hypothesis import HealthCheck, given, settings, strategies as st

from softphone.protocol.answers import Done
from softphone.protocol.commands import Dial
from tests.adapters.bridge.conftest import House, a_client, a_driver, a_house
from tests.fakes.engine import a_call, started
from tests.peers.waiting import until


async def upgraded(house: House) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a WebSocket by hand; whoever holds it answers no ping."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    key = base64.b64encode(random.randbytes(16)).decode()
    writer.write(
        f"GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: softphone.v1\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def frame(text: str) -> bytes:
    """One masked text frame, its mask being zero."""
    data = text.encode()
    return (
        b"\x81"
        + (bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big"))
        + (bytes(4) + data)
    )


def call(identity: int, method: str, **params: object) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": identity, "method": method, "params": params})


async def test_a_client_that_answers_no_ping_is_let_go_even_with_its_socket_full() -> None:
    async with a_house(heartbeat_s=1, max_queue=100_000) as house:
        token = house.running.token
        _, writer = await upgraded(house)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(frame(call(1, "hello", role="driver", instance="i", token=token)) + frame(call(2, "subscribe")))
        await until(lambda: any(link.wants_events for link in house.server._links), "it has subscribed")
        for seq in range(1, 8001):
            house.tell(started(seq))
        (link,) = house.server._links
        assert link.waiting_bytes

        await until(lambda: house.server.clients == 0, "the silent client is let go", within_s=8)
        writer.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=300) | st.text(max_size=100), max_size=40))
def test_nonsense_on_the_wire_changes_nothing_for_others(messages: list[bytes | str]) -> None:
    async def fuzz() -> None:
        async with a_house() as house, a_driver(house) as driver:
            await driver.ask("subscribe")
            _, writer = await upgraded(house)
            for message in messages:
                writer.write(message if isinstance(message, bytes) else frame(message))
            async with a_driver(house) as stubborn:
                for message in messages:
                    await stubborn.send(message)
                assert "result" in await stubborn.ask("ping", 99)
            house.tell(started(1))
            assert (await driver.next())["params"]["seq"] == 1
            assert house.engine.executed == []
            writer.transport.abort()

    asyncio.run(fuzz())


async def test_thousands_of_messages_in_a_row_are_answered_in_order(house: House) -> None:
    house.engine.answers[Dial] = Done(seq=1, call=a_call())
    async with a_driver(house) as driver:
        for block in range(40):
            identities = range(block * 50, block * 50 + 50)
            for identity in identities:
                await driver.send(call(identity, "dial", target="1"))
            assert [(await driver.next())["id"] for _ in identities] == list(identities)

    assert len(house.engine.executed) == 2000


async def test_a_storm_of_events_reaches_several_clients_whole(house: House) -> None:
    async def collect(count: int) -> list[int]:
        async with a_client(house, max_queue=10_000) as client:
            await client.hello()
            await client.ask("subscribe")
            ready.append(client)
            return [(await client.next())["params"]["seq"] for _ in range(count)]

    ready: list[object] = []
    collecting = [asyncio.ensure_future(collect(3000)) for _ in range(3)]
    await until(lambda: len(ready) == 3, "all have subscribed")
    for seq in range(1, 3001):
        house.tell(started(seq))
        if seq % 100 == 0:
            await asyncio.sleep(0)

    assert await asyncio.gather(*collecting) == [list(range(1, 3001))] * 3
