"""Who hears whom, proven by tones in files: real phones, real RTP."""

import json
import os
import signal
import stat
from pathlib import Path

import pytest

from softphone.core.messages.effects import ArrangeAudio, SendAnswer, SendGoodbye
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DeviceChanged,
    Invited,
    LegEnded,
    RecordingFailed,
    RecordingSaved,
)
from softphone.core.state.audio import (
    SILENCE,
    AudioPlan,
    LegAudio,
    Microphone,
    RecorderAudio,
    Route,
    Speaker,
    Tone,
    ToneAudio,
)
from softphone.core.values import CallId, LegId
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer
from tests.adapters.sip.spoken import Spoken, connected
from tests.peers import Sound, hear, read_wav, silence, tone_wav
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

KEY = CallId("call:1")


def files(folder: Path, hz: int) -> dict[str, str]:
    """A microphone that plays a tone, and a headset that writes what it hears."""
    folder.mkdir(exist_ok=True)
    tone = tone_wav(folder, hz, seconds=1)
    return {"input": f"file:{tone}", "output": f"file:{folder / 'heard.wav'}"}


def heard(path: Path) -> Sound:
    """What a file holds so far; nothing while its writer has not written its header."""
    try:
        return hear(path)
    except (OSError, ValueError):
        return silence(0)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def two_voices(phones: MakePhone, tmp_path: Path, name: str = "one", **sections: object) -> tuple[Spoken, Spoken]:
    one = await phones(name, audio=files(tmp_path / "a", 440) | {"codecs": ["pcmu"]}, **sections).start()
    two = await phones("two", audio=files(tmp_path / "b", 900) | {"codecs": ["pcmu"]}, **sections).start()
    return one, two


def recorded_plan(leg: LegId, call: CallId = KEY, *, is_paused: bool = False) -> AudioPlan:
    """Talk, and record both sides."""
    routes = {Route(Microphone(), LegAudio(leg)), Route(LegAudio(leg), Speaker())}
    if not is_paused:
        routes |= {
            Route(Microphone(), RecorderAudio(call, "agent")),
            Route(LegAudio(leg), RecorderAudio(call, "far")),
        }
    paused = frozenset([call]) if is_paused else frozenset[CallId]()
    return AudioPlan(frozenset(routes), recorders=frozenset([call]), paused=paused)


@pytest.mark.parametrize("codec", ["opus", "g722", "pcma", "pcmu"])
async def test_two_phones_hear_each_other(phones: MakePhone, tmp_path: Path, codec: str) -> None:
    one = await phones("one", audio=files(tmp_path / "a", 440) | {"codecs": [codec]}).start()
    two = await phones("two", audio=files(tmp_path / "b", 900) | {"codecs": [codec]}).start()
    mine, theirs = await connected(one, two)
    one.talk(mine)
    two.talk(theirs)

    await until(lambda: heard(tmp_path / "a/heard.wav").hears(900, for_s=1), "one hears two")
    await until(lambda: heard(tmp_path / "b/heard.wav").hears(440, for_s=1), "two hears one")


async def test_a_microphone_that_is_not_planned_is_not_heard(phones: MakePhone, tmp_path: Path) -> None:
    one, two = await two_voices(phones, tmp_path)
    mine, theirs = await connected(one, two)
    two.talk(theirs)
    one.do(ArrangeAudio(AudioPlan(frozenset({Route(LegAudio(mine), Speaker())}))))
    await until(lambda: heard(tmp_path / "a/heard.wav").hears(900, for_s=1), "one hears two")

    assert heard(tmp_path / "b/heard.wav").heard_s(440) == 0


async def test_a_tone_is_heard_by_the_agent_alone(phones: MakePhone, tmp_path: Path) -> None:
    one = await phones("one", audio=files(tmp_path / "a", 440)).start()
    one.do(ArrangeAudio(AudioPlan(frozenset({Route(ToneAudio(Tone.BUSY), Speaker())}))))

    await until(lambda: heard(tmp_path / "a/heard.wav").hears(425, for_s=1), "the busy tone is heard")


async def test_a_call_that_answers_itself_beeps_first(phones: MakePhone, tmp_path: Path) -> None:
    calls = {"auto_answer": ["127.0.0.1"]}
    one = await phones("one", audio=files(tmp_path / "a", 440), calls=calls).start()
    peer = await RawPeer.open()
    peer.invite(one.uri, "Call-Info: <sip:x>;answer-after=0")
    invited = await one.next(Invited)
    assert invited.tags.wants_auto_answer
    one.do(SendAnswer(invited.leg))
    await peer.next("200 INVITE")

    await until(lambda: heard(tmp_path / "a/heard.wav").hears(1175, for_s=0.1), "it beeps")
    await peer.close()


async def test_a_waiting_call_is_silent_where_the_settings_say_so(phones: MakePhone, tmp_path: Path) -> None:
    quiet = files(tmp_path / "a", 440) | {"call_waiting_tone": False, "tones": "us"}
    one = await phones("one", audio=quiet).start()
    routes = frozenset({Route(ToneAudio(Tone.WAITING), Speaker()), Route(ToneAudio(Tone.BUSY), Speaker())})
    one.do(ArrangeAudio(AudioPlan(routes)))

    await until(lambda: heard(tmp_path / "a/heard.wav").hears(620, for_s=0.8), "the busy tone is heard")
    assert heard(tmp_path / "a/heard.wav").heard_s(440) == 0


async def test_ringing_is_heard_on_the_ringer_only(phones: MakePhone, tmp_path: Path) -> None:
    ring = tmp_path / "ring.wav"
    one = await phones("one", audio=files(tmp_path / "a", 440) | {"ringer": f"file:{ring}"}).start()
    one.do(ArrangeAudio(AudioPlan(is_ringing=True)))
    await until(lambda: heard(ring).hears(950, for_s=0.3), "it rings")
    one.do(ArrangeAudio(SILENCE))

    assert heard(tmp_path / "a/heard.wav").is_silent()


async def test_a_recording_has_the_agent_left_and_the_far_end_right(phones: MakePhone, tmp_path: Path) -> None:
    one, two = await two_voices(phones, tmp_path)
    mine, theirs = await connected(one, two)
    two.talk(theirs)
    one.do(ArrangeAudio(recorded_plan(mine)))
    folder = tmp_path / "one" / "recordings"
    await until(lambda: any(heard(path).hears(900, for_s=1.5) for path in folder.glob("*.far.wav")), "it is written")
    one.do(ArrangeAudio(SILENCE))

    saved = await one.next(RecordingSaved)
    left, right = read_wav(Path(saved.path))
    assert saved.call == KEY
    assert left.hears(440, for_s=1)
    assert left.heard_s(900) == 0
    assert right.hears(900, for_s=1)
    assert right.heard_s(440) == 0
    assert saved.seconds == pytest.approx(len(left.samples) / left.rate, abs=0.05)
    assert mode_of(Path(saved.path)) == mode_of(Path(saved.path).with_suffix(".json")) == 0o600
    assert mode_of(folder) == 0o700
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".wav"]


async def test_a_pause_is_silent_in_the_recording_and_marked_beside_it(phones: MakePhone, tmp_path: Path) -> None:
    one, two = await two_voices(phones, tmp_path)
    mine, theirs = await connected(one, two)
    two.talk(theirs)
    folder = tmp_path / "one" / "recordings"

    def written(seconds: float) -> bool:
        return any(len(heard(path).samples) > seconds * 8000 for path in folder.glob("*.far.wav"))

    one.do(ArrangeAudio(recorded_plan(mine)))
    await until(lambda: written(1.0), "it runs")
    one.do(ArrangeAudio(recorded_plan(mine, is_paused=True)))
    await until(lambda: written(2.5), "time runs on in the pause")
    one.do(ArrangeAudio(recorded_plan(mine)))
    await until(lambda: written(3.5), "it runs again")
    one.do(SendGoodbye(mine))
    one.do(ArrangeAudio(SILENCE))

    saved = await one.next(RecordingSaved)
    _, right = read_wav(Path(saved.path))
    described = json.loads(Path(saved.path).with_suffix(".json").read_text())
    marks = [mark["what"] for mark in described["marks"]]
    assert marks == ["paused", "resumed"]
    paused_at, resumed_at = (mark["at_s"] for mark in described["marks"])
    assert right.between(paused_at + 0.3, resumed_at - 0.3).is_silent()
    assert right.between(resumed_at + 0.3, resumed_at + 0.8).hears(900, for_s=0.3)
    assert described["is_complete"]


async def test_a_recording_that_a_crash_interrupted_is_playable_and_finished_at_the_next_start(
    phones: MakePhone, tmp_path: Path
) -> None:
    one, two = await two_voices(phones, tmp_path)
    mine, theirs = await connected(one, two)
    two.talk(theirs)
    one.do(ArrangeAudio(recorded_plan(mine)))
    folder = tmp_path / "one" / "recordings"
    await until(lambda: any(heard(path).hears(900, for_s=2) for path in folder.glob("*.far.wav")), "it is written")
    pid = one.phone.process.pid  # type: ignore[attr-defined]
    os.kill(pid, signal.SIGKILL)

    again = phones("one", audio=files(tmp_path / "a", 440))
    await again.start()

    saved = await again.next(RecordingSaved)
    _, right = read_wav(Path(saved.path))
    assert saved.call == KEY
    assert right.hears(900, for_s=1)


TOO_LONG_FOR_PJSIP = f"{'one' * 60}/{'one' * 60}"


@pytest.mark.parametrize("name", ["one", TOO_LONG_FOR_PJSIP], ids=["folder", "file"])
async def test_a_recording_that_cannot_be_written_is_told_and_leaves_nothing_and_the_call_goes_on(
    phones: MakePhone, tmp_path: Path, name: str
) -> None:
    one, two = await two_voices(phones, tmp_path, name)
    folder = tmp_path / name / "recordings"
    if name == "one":
        folder.write_text("in the way")
    mine, theirs = await connected(one, two)
    two.talk(theirs)
    one.do(ArrangeAudio(recorded_plan(mine)))

    assert (await one.next(RecordingFailed)).call == KEY
    assert not folder.is_dir() or list(folder.iterdir()) == []
    await until(lambda: heard(tmp_path / "a/heard.wav").hears(900, for_s=0.5), "one hears two all the same")


async def test_silence_on_the_wire_is_told_with_what_is_known_and_its_end_too(
    phones: MakePhone, tmp_path: Path
) -> None:
    one, two = await two_voices(phones, tmp_path, rtp={"no_audio_after_s": 1})
    mine, theirs = await connected(one, two)
    one.talk(mine)
    two.talk(theirs)
    pid = two.phone.process.pid  # type: ignore[attr-defined]
    os.kill(pid, signal.SIGSTOP)
    try:
        stopped = await one.next(AudioStopped)
    finally:
        os.kill(pid, signal.SIGCONT)

    assert stopped.leg == mine
    assert stopped.silent_s >= 1
    assert "packets sent to 127.0.0.1:" in stopped.known
    assert (await one.next(AudioResumed)).leg == mine


async def test_a_device_that_is_not_there_is_replaced_and_told(phones: MakePhone, tmp_path: Path) -> None:
    missing = {"input": "file:/nowhere/at/all.wav", "output": ["No Such Headset", f"file:{tmp_path / 'heard.wav'}"]}
    one = await phones("one", audio=missing).start()
    two = await phones("two").start()

    changed = [await one.next(DeviceChanged), await one.next(DeviceChanged)]
    assert {(event.use, event.device) for event in changed} == {
        ("input", "silence"),
        ("output", f"file:{tmp_path / 'heard.wav'}"),
    }
    assert all(event.why for event in changed)
    mine, _ = await connected(one, two)
    one.do(SendGoodbye(mine))
    await one.next(LegEnded)
