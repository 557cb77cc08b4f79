"""Nonsense at the bridge while somebody is on the phone: it is refused, counted, and changes nothing."""

import asyncio
import itertools
import json
import random
import re
import socket
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.e2e.calls import answered
from tests.e2e.desks import engine_at
from tests.e2e.engine import TREE, Engine, Message
from tests.peers import Peers

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

MESSAGES, BATCHES, BATCH, VARIANTS = 100_000, 40, 100, 20
UNBOUNDED = {"port": 0, "refusals_per_min": 100_000}
METHODS = sorted(json.loads((TREE / "resources/schema/bridge.json").read_text())["methods"])
ASKED_BY_PAGES = (
    "acceptCall",
    "endCall",
    "mute",
    "hold",
    "dial",
    "sendDigits",
    "setAgentStatus",
    "setAgentConfig",
    "init",
)

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
no_object = scalars | st.lists(values, max_size=3)
unknown = st.dictionaries(st.text(max_size=5), values, max_size=3).map(lambda fields: {**fields, "no such field": 1})
not_methods = values.filter(lambda value: value not in METHODS)
"""Hypothesis draws words from the code under test, too: nobody is to say `shutdown` by chance."""
names = st.uuids().map(str) | st.integers() | st.text(max_size=10)


def orders(methods: st.SearchStrategy[Any], params: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    """Requests that have the right form and ask for nothing that there is."""
    fields = {"jsonrpc": st.just("2.0"), "id": names, "method": methods, "params": params}
    return st.fixed_dictionaries(fields).map(json.dumps)


deep = st.integers(1, 5000).map(lambda depth: "[" * depth)
noise = (
    st.text(max_size=80)
    | st.binary(max_size=80)
    | values.map(json.dumps)
    | deep
    | st.fixed_dictionaries({}, optional={"jsonrpc": values, "id": values, "method": not_methods}).map(json.dumps)
)
for_programs = noise | orders(st.sampled_from(METHODS), unknown | no_object.filter(bool)) | orders(not_methods, values)
for_pages = noise | orders(st.sampled_from(ASKED_BY_PAGES), no_object) | orders(not_methods, values)


def batches(messages: st.SearchStrategy[str | bytes]) -> st.SearchStrategy[list[str | bytes]]:
    """Many messages at once."""
    return st.lists(messages, min_size=BATCH, max_size=BATCH)


by_programs = st.tuples(st.sampled_from(["program", "stranger"]), batches(for_programs))
everybody = by_programs | st.tuples(st.just("page"), batches(for_pages))


def variants(messages: list[str | bytes], dice: random.Random) -> Iterator[str | bytes]:
    """Give every message, and then what becomes of it on bad lines and in bad programs."""
    for message in messages:
        yield message
        for _ in range(VARIANTS - 1):
            yield spoilt(message if isinstance(message, str) else message.decode("latin-1"), dice)


def spoilt(message: str, dice: random.Random) -> str | bytes:
    """Cut a message off, change one letter of it, say it twice at once, wrap it, or send it as binary."""
    at = dice.randrange(len(message) + 1)
    letter = chr(dice.choice((0, 9, 34, 44, 92, 123, 125, 0x7F, 0xE4, 0x1F600, dice.randrange(32, 127))))
    return dice.choice(
        (
            message[:at],
            message[:at] + letter + message[at + 1 :],
            message[:at] + letter + message[at:],
            message + message,
            f"[{message}]",
            f'{{"jsonrpc": "2.0", "id": 1, "method": "x", "params": {message}}}',
            message.encode(),
        )
    )


class Nuisance:
    """Somebody who is in and says nothing but nonsense."""

    def __init__(self, socket: ClientConnection, hello: Message, sign_of_life: Message) -> None:
        self._socket = socket
        self._sign_of_life = sign_of_life
        self._ids = itertools.count()
        self.answers = 0
        answer = self._ask({"method": "hello", "params": hello})
        assert "result" in answer, answer

    def say(self, messages: Iterable[str | bytes]) -> None:
        """Say all that; the phone must go on listening, and answer each with a refusal."""
        for number, message in enumerate(messages, 1):
            self._socket.send(message)
            if number % BATCH == 0:
                self._ask(self._sign_of_life)
        self._ask(self._sign_of_life)

    def _ask(self, message: Message) -> Message:
        identity = f"sign of life {next(self._ids)}"
        self._socket.send(json.dumps({"jsonrpc": "2.0", "id": identity, **message}))
        while (answer := json.loads(self._socket.recv(timeout=30))).get("id") != identity:
            self.answers += "error" in answer
        found: Message = answer
        return found


@contextmanager
def a_socket(engine: Engine, **options: Any) -> Iterator[ClientConnection]:
    """Connect to the bridge."""
    protocol = [Subprotocol("softphone.v1")]
    with connect(engine.hello["bridge"], subprotocols=protocol, compression=None, proxy=None, **options) as found:
        yield found


@contextmanager
def a_program(engine: Engine) -> Iterator[Nuisance]:
    """A driver that has the token."""
    token = json.loads((engine.folder / "runtime/engine.json").read_text())["token"]
    with a_socket(engine) as found:
        hello = {"role": "driver", "instance": "nuisance", "token": token}
        yield Nuisance(found, hello, {"method": "ping"})


@contextmanager
def a_page(engine: Engine) -> Iterator[Nuisance]:
    """A connector page that has its ticket."""
    url = engine.hello["connector"]
    frame = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=frame)) as answer:  # noqa: S310 - it is ours
        (ticket,) = re.findall(r'data-ticket="([^"]+)"', answer.read().decode())
    with a_socket(engine, origin=Origin(url.removesuffix("/connector/"))) as found:
        hello = {"role": "connector", "instance": "nuisance", "ticket": ticket}
        yield Nuisance(found, hello, {"method": "getAgentConfig"})


def speak_as_a_stranger(engine: Engine, messages: list[str | bytes]) -> None:
    """Say things without ever being let in; at the first of them the phone hangs up."""
    with a_socket(engine) as found:
        try:
            for message in messages:
                found.send(message)
            while True:
                found.recv(timeout=30)
        except ConnectionClosed:
            pass


SURE: tuple[str, list[str | bytes]] = (
    "program",
    [
        "{",
        "[]",
        '{"jsonrpc": "2.0", "id": 1, "method": "no_such_method"}',
        '{"jsonrpc": "2.0", "id": 2, "method": "dial", "params": {"target": 5}}',
        b"\x00",
    ],
)
"""One of each kind, whatever chance brings."""


def nonsense() -> list[tuple[str, list[str | bytes]]]:
    """Think of much nonsense, and of who is to say it."""
    found: list[tuple[str, list[str | bytes]]] = []

    @settings(max_examples=BATCHES, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(everybody)
    def keep(saying: tuple[str, list[str | bytes]]) -> None:
        found.append(saying)

    keep()
    return [SURE, *found]


def fuzz(engine: Engine, sayings: list[tuple[str, list[str | bytes]]]) -> dict[str, int]:
    """Say at least so many messages; answers how many were listened to, by who said them."""
    said, dice = {"program": 0, "page": 0, "stranger": 0}, random.Random(1)
    with ExitStack() as stack:
        program, page = stack.enter_context(a_program(engine)), stack.enter_context(a_page(engine))
        for who, messages in itertools.cycle(sayings):
            if who == "stranger":
                for message in messages:
                    speak_as_a_stranger(engine, [message, *(spoilt(str(message), dice) for _ in range(4))])
                said[who] += len(messages)
            else:
                (page if who == "page" else program).say(variants(messages, dice))
                said[who] += VARIANTS * len(messages)
            if sum(said.values()) >= MESSAGES:
                return said
    raise AssertionError


def unmoved(state: Message) -> Message:
    """What of the state must not change by itself."""
    calls = [
        {key: call[key] for key in ("callId", "phase", "isMuted", "isHeld", "recording")} for call in state["calls"]
    ]
    return {"calls": calls, "agent": state["agent"], "accounts": state["accounts"]}


async def test_a_hundred_thousand_messages_of_nonsense_leave_a_call_alone(peers: Peers) -> None:
    sayings = nonsense()
    engine = await engine_at(peers, bridge=UNBOUNDED)
    call = await answered(engine, peers, "bye_received")
    before = await engine.status()

    said = await asyncio.to_thread(fuzz, engine, sayings)

    after = await engine.status()
    assert sum(said.values()) >= MESSAGES, said
    assert unmoved(after) == unmoved(before)
    refused = after["counters"]["refusals"]
    assert refused.keys() >= {"parse_error", "invalid_request", "unknown_method", "invalid_params", "binary_frame"}
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()


async def test_crowds_half_open_sockets_and_huge_frames_leave_a_call_alone(peers: Peers) -> None:
    engine = await engine_at(peers, bridge=UNBOUNDED)
    call = await answered(engine, peers, "bye_received")
    port = int(engine.hello["bridge"].split(":")[2].split("/")[0])
    half = (b"", b"GET", b"GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % port, b"\x16\x03\x01\x02\x00")

    def crowd() -> None:
        with ExitStack() as stack:
            for number in range(500):
                one = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
                one.settimeout(5)
                try:
                    one.sendall(half[number % len(half)])
                except ConnectionError:
                    continue

    def shout() -> None:
        for _ in range(20):
            with a_program(engine) as program, pytest.raises(ConnectionClosed):
                program.say(["x" * (10 << 20)])

    await asyncio.to_thread(crowd)
    await asyncio.to_thread(shout)

    refused = (await engine.status())["counters"]["refusals"]
    assert refused["too_many_connections"] > 400
    assert refused["frame_too_large"] == 20
    await call.is_heard_both_ways()
    await engine.ctl("hangup")
    await call.is_over()
