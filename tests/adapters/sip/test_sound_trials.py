"""Recordings and trials of the microphone share headset and sound card: who has them, and that they are given back."""

import asyncio
from pathlib import Path

import pytest

from softphone.core.messages.events import Invited, StrangerRefused
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.raw_peer import RawPeer
from tests.adapters.sip.remote_phone import RemotePhone
from tests.adapters.sip.test_audio import files, heard
from tests.peers import tone_wav
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

DESK_HZ, RECORDED_HZ = 440, 900
SECONDS = 1.0


async def desk(phones: MakePhone, tmp_path: Path, **audio: object) -> RemotePhone:
    """A phone that speaks a tone, and writes what its headset plays to `desk/heard.wav`."""
    made = await phones("desk", audio=files(tmp_path / "desk", DESK_HZ) | audio).start()
    assert isinstance(made.phone, RemotePhone)
    return made.phone


async def test_a_recording_is_heard_until_it_is_stopped(phones: MakePhone, tmp_path: Path) -> None:
    phone, recording = await desk(phones, tmp_path), tone_wav(tmp_path, RECORDED_HZ, seconds=20)

    assert await phone.ask("play_file", recording) == pytest.approx(20)
    await until(lambda: heard(tmp_path / "desk/heard.wav").hears(RECORDED_HZ), "the recording is heard")
    assert await phone.ask("look", "trial is on")
    await phone.ask("stop_file")

    assert not await phone.ask("look", "trial is on")
    assert await phone.ask("play_file", tmp_path / "gone.wav") == 0.0
    assert await phone.ask("play_and_stop", recording) is None
    assert not await phone.ask("look", "trial is on"), "it was stopped before it could begin"


async def test_a_stranger_who_is_turned_away_does_not_end_a_recording_that_is_heard(
    phones: MakePhone, tmp_path: Path
) -> None:
    audio = files(tmp_path / "desk", DESK_HZ)
    made = await phones("desk", audio=audio, sip={"bind": "0.0.0.0", "trusted": ["127.0.0.2"]}).start()  # noqa: S104 - loopback is a stranger to such a phone
    phone, target = made.phone, made.uri.replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - as above
    assert isinstance(phone, RemotePhone)
    assert await phone.ask("play_file", tone_wav(tmp_path, RECORDED_HZ, seconds=20))
    stranger, friend = await RawPeer.open(), await RawPeer.open("127.0.0.2")

    stranger.invite(target)
    await stranger.next("403 INVITE")
    await made.next(StrangerRefused)
    assert await phone.ask("look", "trial is on")

    friend.invite(target)
    await made.next(Invited)
    assert not await phone.ask("look", "trial is on")
    await stranger.close()
    await friend.close()


async def test_a_recording_that_the_agent_was_told_is_not_played_is_not_played_later_either(
    phones: MakePhone, tmp_path: Path
) -> None:
    phone, recording = await desk(phones, tmp_path), tone_wav(tmp_path, RECORDED_HZ, seconds=20)
    await phone.ask("look", "slow card")

    assert await phone.ask("play_file", recording) is None

    assert not await phone.ask("look", "trial is on")


async def test_a_trial_that_begins_too_late_gives_the_sound_card_back(phones: MakePhone, tmp_path: Path) -> None:
    phone = await desk(phones, tmp_path)
    await phone.ask("look", "slow card")

    assert await phone.try_microphone(SECONDS) is None

    assert not await phone.ask("look", "trial is on")
    await _rests(phone)


async def test_a_trial_without_a_microphone_gives_the_sound_card_back(phones: MakePhone, tmp_path: Path) -> None:
    phone = await desk(phones, tmp_path, input="silence")

    assert await phone.try_microphone(SECONDS) is None

    assert await phone.ask("look", "card is awake"), "it would have been used"
    await _rests(phone)


async def test_what_cannot_be_played_gives_the_sound_card_back(phones: MakePhone, tmp_path: Path) -> None:
    phone, broken = await desk(phones, tmp_path), tone_wav(tmp_path, RECORDED_HZ)
    broken.write_bytes(broken.read_bytes()[:34] + b"\0" * 10 + broken.read_bytes()[44:])

    assert await phone.ask("play_file", broken) is None

    await _rests(phone)


async def test_a_trial_keeps_the_headset_from_a_recording_and_ends_one(phones: MakePhone, tmp_path: Path) -> None:
    phone, recording = await desk(phones, tmp_path), tone_wav(tmp_path, RECORDED_HZ, seconds=20)
    assert await phone.ask("play_file", recording)

    loudest, played = await phone.ask("try_and_play", SECONDS, recording)

    assert loudest > 0
    assert played is None
    assert not await phone.ask("look", "trial is on")


async def _rests(phone: RemotePhone) -> None:
    """Wait until the sound card is let go."""
    for _ in range(150):
        if not await phone.ask("look", "card is awake"):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the sound card is still open")
