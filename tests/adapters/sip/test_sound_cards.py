"""Real sound devices of a sound server: the right ones are opened, replaced when they go, and taken back."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from softphone.core.messages.effects import ArrangeAudio, SendGoodbye
from softphone.core.messages.events import DeviceChanged, LegEnded
from softphone.core.state.audio import SILENCE, AudioPlan
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.pulse import HEADSET, MICROPHONE, ROOM, Pulse, heard, heard_so_far
from tests.adapters.sip.spoken import Spoken, connected
from tests.peers import tone_wav
from tests.peers.waiting import staying

pytestmark = pytest.mark.e2e


@pytest.fixture
async def pulse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pulse]:
    found = await Pulse(tmp_path / "pulse").ready()
    monkeypatch.setenv("PULSE_SERVER", found.server)
    yield found
    await found.stop()


@pytest.fixture
async def far(phones: MakePhone, tmp_path: Path) -> Spoken:
    """Somebody to talk to, who hums."""
    tone = tone_wav(tmp_path, 900, seconds=1)
    return await phones("far", audio={"input": f"file:{tone}", "output": f"file:{tmp_path / 'far.wav'}"}).start()


def audio(**more: Any) -> dict[str, Any]:
    return {"input": MICROPHONE, "output": HEADSET, "ringer": ROOM, "echo": "off", **more}


async def test_a_call_goes_through_the_headset_both_ways(
    phones: MakePhone, pulse: Pulse, far: Spoken, tmp_path: Path
) -> None:
    pulse.speak(tone_wav(tmp_path, 440, seconds=20))
    file = pulse.listen("headset")
    desk = await phones("desk", audio=audio(noise_suppression=False)).start()
    mine, theirs = await connected(desk, far)
    desk.talk(mine)
    far.talk(theirs)

    await heard(file, 900)
    await heard(tmp_path / "far.wav", 440)
    assert not desk.told(DeviceChanged)


async def test_it_rings_in_the_room_and_not_in_the_headset(phones: MakePhone, pulse: Pulse) -> None:
    room, headset = pulse.listen("room"), pulse.listen("headset")
    desk = await phones("desk", audio=audio()).start()
    desk.do(ArrangeAudio(AudioPlan(is_ringing=True)))
    await heard(room, 950, for_s=0.2)
    desk.do(ArrangeAudio(SILENCE))

    await staying(lambda: not heard_so_far(headset, 950), "the headset is quiet", for_s=0.5)
    assert not any(event.use == "ringer" for event in desk.told(DeviceChanged))


async def test_an_idle_phone_does_not_listen_to_the_room(phones: MakePhone, pulse: Pulse, far: Spoken) -> None:
    desk = await phones("desk", audio=audio()).start()
    assert not await pulse.is_listened_to()

    mine, _ = await connected(desk, far)
    desk.talk(mine)
    await until_heard(pulse, is_heard=True)
    desk.do(SendGoodbye(mine))
    desk.do(ArrangeAudio(SILENCE))
    await desk.next(LegEnded)
    await until_heard(pulse, is_heard=False)


async def test_a_headset_that_is_unplugged_in_a_call_is_replaced_and_taken_back(
    phones: MakePhone, pulse: Pulse, far: Spoken
) -> None:
    desk = await phones("desk", audio=audio(output=["Other_Headset", HEADSET])).start()
    first = await desk.next(DeviceChanged)
    assert (first.use, first.device, first.wished) == ("output", HEADSET, "Other_Headset")
    mine, theirs = await connected(desk, far)
    desk.talk(mine)
    far.talk(theirs)

    module = await pulse.say(
        "load-module", "module-null-sink", "sink_name=other", "sink_properties=device.description=Other_Headset"
    )
    assert (await desk.next(DeviceChanged)).device == "Other_Headset"
    await heard(pulse.listen("other"), 900)
    await pulse.say("unload-module", module)
    back = await desk.next(DeviceChanged)

    assert (back.device, back.wished) == (HEADSET, "Other_Headset")
    assert back.why
    await heard(pulse.listen("headset"), 900)
    assert not desk.told(LegEnded)


async def test_devices_are_listed_by_what_people_call_them(phones: MakePhone, pulse: Pulse) -> None:
    desk = await phones("desk", audio=audio()).start()
    setup = await desk.sound.sound()

    assert pulse.process.exit_code is None
    assert setup is not None
    assert {HEADSET, ROOM, MICROPHONE} <= {card.description for card in setup.cards}
    assert next(card for card in setup.cards if card.identity == "mic").is_input


async def test_a_phone_that_was_set_up_without_sound_finds_the_headset_it_is_given_in_a_call(
    phones: MakePhone, pulse: Pulse, far: Spoken
) -> None:
    file = pulse.listen("headset")
    desk = await phones("desk", audio=audio(input="silence", output="null", ringer="null")).start()
    mine, theirs = await connected(desk, far)
    desk.talk(mine)
    far.talk(theirs)

    await desk.sound.use_devices("output", (HEADSET,))

    await heard(file, 900)
    assert (await desk.next(DeviceChanged)).device == HEADSET


@pytest.mark.parametrize("death", [signal.SIGTERM, signal.SIGKILL])
async def test_a_sound_server_that_dies_in_a_call_leaves_the_call_alone(
    phones: MakePhone, pulse: Pulse, far: Spoken, death: signal.Signals
) -> None:
    desk = await phones("desk", audio=audio()).start()
    mine, _ = await connected(desk, far)
    desk.talk(mine)
    await until_heard(pulse, is_heard=True)

    pulse.process.signal(death)

    assert (await desk.next(DeviceChanged)).device in ("silence", "null")
    desk.do(SendGoodbye(mine))
    await desk.next(LegEnded)


async def until_heard(pulse: Pulse, *, is_heard: bool) -> None:
    """Wait until a program listens to the microphone, or none does."""
    for _ in range(100):
        if await pulse.is_listened_to() is is_heard:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("the microphone is " + ("closed" if is_heard else "open"))
