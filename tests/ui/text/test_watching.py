"""The view follows a phone: as lines where nobody looks, as a screen with keys where somebody does."""

import asyncio
import io
import os
import pty
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from softphone.adapters.bridge.client import BridgeClient
from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.adapters.bridge.server import BridgeServer
from softphone.protocol.commands import AnswerCall
from softphone.protocol.events import AnyEvent
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.settings.sections.network import BridgeSettings
from softphone.ui.text import terminal, watching
from softphone.ui.text.rows import Row, Tone
from softphone.ui.text.screen import Size
from softphone.ui.text.watching import Watcher
from tests.fakes.engine import FakeEngine, a_call, ended, started
from tests.fakes.pages import FakePages
from tests.peers.waiting import until

TOKEN = "of-one-test"  # noqa: S105 - of a bridge that lives for one test


class Scene:
    """A watcher in front of a bridge with a fake engine behind it."""

    def __init__(self, server: BridgeServer, engine: FakeEngine, phone: BridgeClient) -> None:
        self.server, self.engine = server, engine
        self.out = io.StringIO()
        self.watcher = Watcher(phone, self.out, lambda event: f"{type(event).__name__}\x1b!", "the phone")

    @property
    def shown(self) -> str:
        return self.out.getvalue()

    def tell(self, event: AnyEvent) -> None:
        self.engine.seq = event.seq
        self.server.broadcast(event)

    async def shows(self, text: str) -> None:
        await until(lambda: text in self.shown, f"{text!r} is shown")


@asynccontextmanager
async def scene() -> AsyncIterator[Scene]:
    engine = FakeEngine()
    server = BridgeServer(BridgeSettings(port=0), TOKEN)
    url = await server.start(engine, FakePages())
    running = RunningEngine(pid=1, bridge=url, token=TOKEN, version="1")
    try:
        async with await BridgeClient.open_at(running, ClientRole.CONSOLE) as phone:
            yield Scene(server, engine, phone)
    finally:
        await server.stop()


async def test_where_nobody_looks_every_event_is_a_clean_line() -> None:
    async with scene() as the:
        the.engine.calls = (a_call(),)
        watching_ = asyncio.create_task(the.watcher.watch())
        await the.shows("RINGING")
        the.watcher.place("Petra")
        the.tell(started(1))
        the.tell(ended(2))
        await the.shows("Hangup")
        the.watcher.stop()
        await watching_

    lines = the.shown.splitlines()
    assert lines[0] == "the phone"
    assert lines[2:] == ["can be called: Petra", "CallStarted\N{MIDDLE DOT}!", "Hangup\N{MIDDLE DOT}!"]


async def test_the_view_ends_with_the_engine() -> None:
    async with scene() as the:
        watching_ = asyncio.create_task(the.watcher.watch())
        await the.shows("the phone")

        await the.server.stop()

        await asyncio.wait_for(watching_, 5)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Give a person a terminal: what is written to the returned end are keys pressed."""
    person, program = pty.openpty()
    with os.fdopen(program, "r") as keys:
        monkeypatch.setattr("sys.stdin", keys)
        monkeypatch.setattr(watching, "is_interactive", lambda _: True)
        monkeypatch.setattr(watching, "size", lambda: Size(200, 30))
        yield person
        monkeypatch.undo()
    os.close(person)


async def test_a_person_answers_with_a_key_and_leaves_with_another(keyboard: int) -> None:
    async with scene() as the:
        the.engine.calls = (a_call(),)
        the.engine.answers[AnswerCall] = Refused(problem(Fault.UNAVAILABLE, "The line is gone."))
        watching_ = asyncio.create_task(the.watcher.watch())
        await the.shows("RINGING")
        os.write(keyboard, b"\x1b[A")
        os.write(keyboard, b"a")
        await the.shows("The line is gone.")
        os.write(keyboard, b"q")
        await asyncio.wait_for(watching_, 5)

    assert [command for command, _ in the.engine.executed] == [AnswerCall(call_id="call-1")]
    assert the.shown.endswith("\x1b[?1049l")


def test_a_screen_is_drawn_over_the_one_before() -> None:
    text = terminal.drawn([Row("one", Tone.LOUD), Row("two")])

    assert text.startswith("\x1b[H")
    assert text.count("\x1b[K") == 2
    assert "\x1b[1;33mone" in text


def test_a_pipe_is_not_somebody_who_looks() -> None:
    assert not terminal.is_interactive(io.StringIO())
    assert terminal.size().columns > 0
