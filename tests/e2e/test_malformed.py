"""Broken SIP of every kind: afterwards the phone answers and completes a call with audio."""

import asyncio
import socket
from itertools import islice

import pytest

from tests.e2e.calls import answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine
from tests.e2e.malformed import broken_messages
from tests.e2e.raw_sip import SDP, answers_options, request
from tests.peers import Peers, until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240)]

PATIENCE = {"no_answer_s": 5, "max_calls": 8, "waiting": "on"}


def sip_port(engine: Engine) -> int:
    return int(engine.desk.settings["sip"]["port"])


async def throw_udp(engine: Engine, seed: int, count: int) -> None:
    """Throw so many broken messages at the SIP port, not faster than the kernel's buffer takes them."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.bind(("127.0.0.1", 0))
        own.setblocking(False)
        source = broken_messages(seed, sip_port(engine), own.getsockname()[1])
        for number, message in enumerate(islice(source, count)):
            own.sendto(message, ("127.0.0.1", sip_port(engine)))
            if number % 20 == 0:
                await asyncio.sleep(0.005)


async def is_sound(engine: Engine, peers: Peers) -> None:
    """Prove that the engine answers at once, has no call left over, and can talk."""
    assert "200" in await answers_options(sip_port(engine))
    await until_idle(engine)
    await engine.status()
    engine.events = await engine.listen_anew()
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()


async def until_idle(engine: Engine) -> None:
    """Wait until nobody rings any more."""
    for _ in range(80):
        if not (await engine.status())["calls"]:
            return
        await asyncio.sleep(0.25)
    raise AssertionError(f"calls are left over: {await engine.status()}")


@pytest.mark.parametrize("seed", [1, 2])
async def test_ten_thousand_broken_messages_over_udp(peers: Peers, seed: int) -> None:
    engine = await engine_at(peers, calls=PATIENCE)

    await throw_udp(engine, seed, 10_000)

    await is_sound(engine, peers)


async def test_broken_messages_during_a_call_do_not_disturb_it(peers: Peers) -> None:
    engine = await engine_at(peers, calls=PATIENCE)
    call = await answered(engine, peers, "bye_received")

    await throw_udp(engine, 3, 2_000)

    await call.is_heard_both_ways()
    await engine.ctl("hangup", call.id)
    await call.far.done()


async def test_broken_streams_over_tcp(peers: Peers) -> None:
    engine = await engine_at(peers, calls=PATIENCE)
    source = broken_messages(4, sip_port(engine), 5060)

    for messages in (list(islice(source, 25)) for _ in range(40)):
        reader, writer = await asyncio.open_connection("127.0.0.1", sip_port(engine))
        writer.writelines(messages)
        await asyncio.sleep(0.01)
        writer.transport.abort()
        reader.feed_eof()

    await is_sound(engine, peers)


async def test_a_message_that_never_ends_over_tcp(peers: Peers) -> None:
    engine = await engine_at(peers)
    half = request("INVITE", sip_port(engine), 5060, body=SDP, transport="TCP")[:200].encode()
    writers = []
    for _ in range(20):
        _, writer = await asyncio.open_connection("127.0.0.1", sip_port(engine))
        writer.write(half)
        writers.append(writer)

    await is_sound(engine, peers)

    for writer in writers:
        writer.transport.abort()


async def test_noise_on_the_audio_ports_does_not_end_a_call(peers: Peers) -> None:
    engine = await engine_at(peers)
    call = await answered(engine, peers, "bye_received")
    await call.is_heard_both_ways()
    first, last = engine.desk.settings["rtp"]["ports"]

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        for number, message in enumerate(islice(broken_messages(5, first, 5060), 2_000)):
            own.sendto(message[:1_400], ("127.0.0.1", first + number % (last - first + 1)))
    await until(lambda: len(call.ear.packets) > 50, "the far end goes on hearing something")

    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()
