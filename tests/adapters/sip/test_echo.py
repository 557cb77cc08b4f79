"""Who speaks with somebody at a loudspeaker does not hear themselves come back."""

from pathlib import Path

import numpy as np
import pytest

from softphone.core.messages.effects import SendGoodbye
from softphone.core.messages.events import DeviceChanged, LegEnded
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.spoken import connected
from tests.peers import Sound, hear, silence
from tests.peers.room import HUM_HZ, HUMS_AFTER_S, NAME, build_room
from tests.peers.tones import write_wav
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

LEARNT_AFTER_S, SPOKEN_S = 3, 14
WEAKER_BY_DB = 20


def speech(folder: Path) -> Path:
    """Something like speech: noise of all pitches, in syllables, with pauses."""
    folder.mkdir()
    rate, chance = 8000, np.random.default_rng(7)
    at = np.arange(rate * 60) / rate
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * at), 0, 1) * (np.sin(2 * np.pi * 0.4 * at) > -0.6)
    noise = np.convolve(chance.normal(0, 0.3, len(at)), np.ones(3) / 3, "same")
    return write_wav(folder / "speech.wav", Sound(noise * syllables, rate))


async def heard_by_a_caller(phones: MakePhone, folder: Path, canceller: str) -> Sound:
    """What somebody hears who speaks with an agent at a loudspeaker."""
    heard = folder / "heard.wav"
    audio = {"input": NAME, "output": NAME, "echo": canceller, "noise_suppression": False}
    desk = await phones(f"desk-{canceller}", audio=audio).start()
    far_audio = {"input": f"file:{speech(folder)}", "output": f"file:{heard}", "noise_suppression": False}
    far = await phones(f"far-{canceller}", audio=far_audio).start()
    mine, theirs = await connected(desk, far)
    desk.talk(mine)
    far.talk(theirs)

    def so_far() -> Sound:
        try:
            return hear(heard)
        except (OSError, ValueError):
            return silence(0)

    await until(lambda: so_far().seconds > SPOKEN_S, "the caller has spoken for long enough", within_s=40)
    assert not desk.told(DeviceChanged)
    desk.do(SendGoodbye(mine))
    await far.next(LegEnded)
    return so_far()


def echo_dbfs(heard: Sound) -> float:
    """How loud the echo is, when the canceller has had time to learn the room."""
    return heard.between(LEARNT_AFTER_S, HUMS_AFTER_S - 1).level_dbfs


async def test_an_echo_is_taken_out_of_what_the_microphone_hears(
    phones: MakePhone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in build_room(tmp_path).items():
        monkeypatch.setenv(name, value)

    with_echo = await heard_by_a_caller(phones, tmp_path / "with", "off")
    without = await heard_by_a_caller(phones, tmp_path / "without", "aec3")

    assert echo_dbfs(with_echo) > -50, "there is an echo that could be taken out"
    assert echo_dbfs(without) < echo_dbfs(with_echo) - WEAKER_BY_DB
    assert without.between(HUMS_AFTER_S).hears(HUM_HZ), "who speaks in the room is heard all the same"
