"""Who hears whom after a leg got a new peer: proven by tones, with the recording going on, encrypted, and on hold."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from softphone.core.messages.effects import (
    ArrangeAudio,
    SendAnswer,
    SendAttendedTransfer,
    SendGoodbye,
    SendHold,
    SendTransfer,
)
from softphone.core.messages.events import (
    HoldConfirmed,
    Invited,
    LegEnded,
    MediaChanged,
    PeerReplaced,
    RecordingSaved,
)
from softphone.core.state.audio import SILENCE
from softphone.core.values import LegId
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.spoken import Spoken, connected
from tests.adapters.sip.test_audio import files, heard, recorded_plan
from tests.peers import read_wav
from tests.peers.waiting import until

pytestmark = pytest.mark.e2e

HZ = {"one": 440, "two": 900, "three": 1300}


async def three_voices(phones: MakePhone, tmp_path: Path, **account: Any) -> dict[str, Spoken]:
    """Start three phones that say a tone each; an account is described for all of them."""
    described = {"name": "desk", "uri": "sip:desk@127.0.0.1", **account}
    made = {}
    for name, hz in HZ.items():
        audio = files(tmp_path / f"{name}-sound", hz) | {"codecs": ["pcmu"]}
        made[name] = await phones(name, audio=audio, account=[described]).start()
    return made


def hears(tmp_path: Path, name: str, hz: int, for_s: float = 1.0) -> Callable[[], bool]:
    return lambda: heard(tmp_path / f"{name}-sound/heard.wav").hears(hz, for_s=for_s)


async def transferred(voices: dict[str, Spoken]) -> tuple[LegId, LegId]:
    """One calls two, and transfers it to three; answers with the legs of two and three."""
    one, two, three = voices.values()
    mine, moving = await connected(one, two)
    one.do(SendTransfer(mine, three.uri))
    arrived = (await three.next(Invited)).leg
    three.do(SendAnswer(arrived))
    await two.next(PeerReplaced)
    return moving, arrived


async def test_the_recording_of_a_moved_leg_goes_on_with_the_new_peer(phones: MakePhone, tmp_path: Path) -> None:
    voices = await three_voices(phones, tmp_path)
    one, two, three = voices.values()
    mine, moving = await connected(one, two)
    one.talk(mine)
    two.do(ArrangeAudio(recorded_plan(moving)))
    await until(hears(tmp_path, "two", HZ["one"]), "two hears one")
    one.do(SendTransfer(mine, three.uri))
    arrived = (await three.next(Invited)).leg
    three.do(SendAnswer(arrived))
    three.talk(arrived)
    await until(hears(tmp_path, "two", HZ["three"]), "two hears three")
    await until(hears(tmp_path, "three", HZ["two"]), "three hears two")
    two.do(SendGoodbye(moving))
    two.do(ArrangeAudio(SILENCE))

    left, right = read_wav(Path((await two.next(RecordingSaved)).path))
    assert left.heard_s(HZ["two"]) > 2
    assert right.hears(HZ["one"], for_s=1)
    assert right.hears(HZ["three"], for_s=1)
    assert len(two.told(RecordingSaved)) == 1


@pytest.mark.parametrize("keying", ["sdes", "dtls"])
async def test_a_moved_leg_is_encrypted_anew(phones: MakePhone, tmp_path: Path, keying: str) -> None:
    voices = await three_voices(phones, tmp_path, srtp="mandatory", srtp_keying=[keying])
    moving, arrived = await transferred(voices)
    voices["two"].talk(moving)
    voices["three"].talk(arrived)

    await until(hears(tmp_path, "two", HZ["three"]), "two hears three")
    await until(hears(tmp_path, "three", HZ["two"]), "three hears two")
    assert "AES" in voices["two"].told(MediaChanged)[-1].media.encryption


async def test_a_moved_leg_that_was_held_is_silent_until_it_is_resumed(phones: MakePhone, tmp_path: Path) -> None:
    voices = await three_voices(phones, tmp_path)
    one, two, three = voices.values()
    mine, moving = await connected(one, two)
    two.do(SendHold(moving, is_held=True))
    await two.next(HoldConfirmed)
    one.do(SendTransfer(mine, three.uri))
    arrived = (await three.next(Invited)).leg
    three.do(SendAnswer(arrived))
    await three.next(MediaChanged, lambda event: event.media.is_held_by_peer)
    assert heard(tmp_path / "three-sound/heard.wav").heard_s(HZ["two"]) == 0
    two.do(SendHold(moving, is_held=False))
    assert not (await two.next(HoldConfirmed)).is_held
    two.talk(moving)
    three.talk(arrived)

    await until(hears(tmp_path, "three", HZ["two"]), "three hears two")


async def test_after_an_attended_transfer_the_two_others_hear_each_other_alone(
    phones: MakePhone, tmp_path: Path
) -> None:
    voices = await three_voices(phones, tmp_path)
    one, two, three = voices.values()
    mine, second = await connected(one, two)
    other, third = await connected(one, three, "other")
    one.talk(mine, other)
    two.talk(second)
    three.talk(third)
    await until(hears(tmp_path, "three", HZ["one"]), "three hears one")
    one.do(SendAttendedTransfer(mine, other))
    await one.next(LegEnded)
    await one.next(LegEnded)

    await until(hears(tmp_path, "three", HZ["two"]), "three hears two")
    await until(hears(tmp_path, "two", HZ["three"]), "two hears three")
