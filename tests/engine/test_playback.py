"""A recording is heard in the headset, one at a time, as long as it takes; calls and trials have the headset first."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from softphone.core.messages.facts import CallStarted
from softphone.core.values import Asked, Instant, Origin
from softphone.engine import playback
from softphone.engine.archive import Archive
from softphone.engine.playback import Playback
from softphone.engine.runner import Announced
from softphone.protocol.playback import PlayRecording, StopPlaying
from softphone.protocol.refusals import Refused
from tests.core.scenes import invited, scene
from tests.fakes.records import a_call
from tests.fakes.storage import FakeHistory
from tests.peers.waiting import until

PLAY = PlayRecording(call_id="call-1")


@dataclass
class NotedPlayer:
    """Plays nothing, and notes what; to stop what is stopped changes nothing."""

    seconds: float | None = 60.0
    heard: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    async def play_file(self, file: Path) -> float | None:
        self.heard.append(file.name)
        await asyncio.sleep(0)
        self.meanwhile()
        return self.seconds

    def stop_file(self) -> None:
        if self.heard and self.heard[-1] != "stop":
            self.heard.append("stop")


class Room:
    """A history with a recorded call, and a headset."""

    def __init__(self, recording: str = "/recordings/one.wav") -> None:
        history = FakeHistory()
        history.save(a_call(recording_path=recording))
        self.player = NotedPlayer()
        self.hindrance = ""
        self.told: list[str | None] = []
        self.playback = Playback(Archive(history), self.player, lambda: self.hindrance, self._changed)

    def _changed(self) -> None:
        self.told.append(self.playback.now.call_id if self.playback.now else None)

    async def refusal(self) -> str:
        with pytest.raises(Refused) as refused:
            await self.playback.execute(PLAY)
        return refused.value.problem.message


async def test_a_recording_is_played_shown_and_stopped() -> None:
    room = Room()

    assert (await room.playback.execute(PLAY)).seconds == 60.0
    assert room.playback.now is not None
    assert (room.playback.now.call_id, room.playback.now.seconds) == ("call-1", 60.0)
    await room.playback.execute(StopPlaying())
    await room.playback.execute(StopPlaying())

    assert room.player.heard == ["one.wav", "stop"]
    assert room.told == ["call-1", None]


async def test_it_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playback, "SETTLE_S", 0.0)
    room = Room()
    room.player.seconds = 0.01
    await room.playback.execute(PLAY)

    await until(lambda: room.told == ["call-1", None], "the recording is over")


async def test_another_one_takes_its_place() -> None:
    room = Room()
    await room.playback.execute(PLAY)
    first, second = await asyncio.gather(room.playback.execute(PLAY), room.playback.execute(PLAY))

    assert room.player.heard == ["one.wav", "stop", "one.wav", "stop", "one.wav"]
    assert (first.seconds, second.seconds) == (0.0, 60.0)
    assert room.playback.now is not None
    assert room.told == ["call-1", None, "call-1"]
    room.playback.stop()


async def test_what_is_stopped_before_it_could_begin_is_not_heard_afterwards() -> None:
    room = Room()
    room.player.meanwhile = room.playback.stop

    assert (await room.playback.execute(PLAY)).seconds == 0.0
    assert room.player.heard == ["one.wav", "stop"]
    assert room.playback.now is None
    assert room.told == []


async def test_a_call_ends_it() -> None:
    room = Room()
    await room.playback.execute(PLAY)
    phone = scene()
    phone.happens(invited())
    (started,) = [fact for fact in phone.facts if isinstance(fact, CallStarted)]
    room.playback.listen(Announced(started, Asked(Origin.REMOTE), Instant(1.0), phone.phone))
    assert room.playback.now is None
    assert room.player.heard == ["one.wav", "stop"]


@pytest.mark.parametrize("reason", ["The headset is needed for a call.", "The microphone is being tried."])
async def test_nothing_is_played_while_something_else_needs_the_headset(reason: str) -> None:
    room = Room()
    room.hindrance = reason
    assert await room.refusal() == reason
    assert room.player.heard == []

    room.hindrance = ""
    room.player.meanwhile = lambda: setattr(room, "hindrance", reason)
    assert await room.refusal() == reason
    assert room.player.heard == ["one.wav", "stop"], "what came in between is not disturbed"
    assert room.playback.now is None


@pytest.mark.parametrize(
    ("recording", "seconds", "says"),
    [
        ("", 60.0, "There is no recording of that call."),
        ("/recordings/gone.wav", 0.0, "The recording cannot be played: gone.wav."),
        ("/recordings/one.wav", None, "The headset is needed for a call, or does not answer."),
    ],
)
async def test_what_cannot_be_played_is_refused_with_the_reason(
    recording: str, seconds: float | None, says: str
) -> None:
    room = Room(recording)
    room.player.seconds = seconds

    assert await room.refusal() == says
    assert room.playback.now is None
