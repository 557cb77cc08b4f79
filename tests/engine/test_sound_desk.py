"""What is asked about sound, and how it is answered."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from softphone.engine.ports.sound import SoundCard, SoundSetup, SoundUse, Use
from softphone.engine.sound_desk import READ_AGAIN_AFTER_S, SoundDesk
from softphone.protocol import sound as told
from softphone.protocol.refusals import Refused
from softphone.protocol.sound import PlayTone, ReadMeters, SetLevel, ShowSound, TryMicrophone, UseDevices

HEADSET = SoundCard("usb-1", "Headset", is_input=False, is_output=True)
SETUP = SoundSetup((HEADSET,), (SoundUse("output", "usb-1", ("usb-1", "default"), 0.0),))


@dataclass
class NotedSound:
    """A sound port that notes what it is asked, and answers with what a test put there."""

    setup: SoundSetup | None = SETUP
    loudness: Mapping[Use, float] = field(default_factory=dict)
    is_free: bool = True
    asked: list[object] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def sound(self) -> SoundSetup | None:
        self.asked.append("sound")
        return self.setup

    async def use_devices(self, use: Use, wishes: tuple[str, ...]) -> None:
        self.asked.append((use, wishes))

    def set_level(self, use: Use, level_db: float) -> None:
        self.asked.append((use, level_db))

    async def meters(self) -> Mapping[Use, float]:
        self.asked.append("meters")
        await self.gate.wait()
        return self.loudness

    async def play_tone(self, use: Use) -> bool:
        self.asked.append(("tone", use))
        return self.is_free

    async def try_microphone(self, seconds: float) -> float | None:
        self.asked.append(("try", seconds))
        await self.gate.wait()
        return 0.25 if self.is_free else None


async def test_a_wish_is_carried_out_before_it_is_answered_with_how_it_is_then() -> None:
    port = NotedSound()
    desk = SoundDesk(port)

    chosen = await desk.execute(UseDevices(use="output", devices=("usb-1", "default")))
    levelled = await desk.execute(SetLevel(use="input", level_db=-6))
    shown = await desk.execute(ShowSound())

    assert port.asked == [("output", ("usb-1", "default")), "sound", ("input", -6), "sound", "sound"]
    assert chosen == levelled == shown
    assert shown == told.SoundSetup(
        cards=(told.SoundCard(identity="usb-1", description="Headset", is_input=False, is_output=True),),
        uses=(told.SoundUse(use="output", device="usb-1", wished=("usb-1", "default"), level_db=0.0),),
    )


async def test_devices_that_do_not_answer_are_a_refusal() -> None:
    with pytest.raises(Refused) as refused:
        await SoundDesk(NotedSound(setup=None)).execute(ShowSound())

    assert refused.value.type == "unavailable"


async def test_a_meter_is_read_once_for_all_who_look_at_the_same_time() -> None:
    port = NotedSound(loudness={"input": 0.5})
    time_s = 0.0
    desk = SoundDesk(port, clock=lambda: time_s)

    first, second = (asyncio.ensure_future(desk.execute(ReadMeters())) for _ in range(2))
    await asyncio.sleep(0)
    time_s = 10 * READ_AGAIN_AFTER_S
    third = asyncio.ensure_future(desk.execute(ReadMeters()))
    await asyncio.sleep(0)
    port.gate.set()

    assert {await first, await second, await third} == {told.Meters(input=0.5, output=0.0)}
    assert port.asked == ["meters"]
    await desk.execute(ReadMeters())
    assert port.asked == ["meters", "meters"]


async def test_who_looks_no_more_leaves_the_meter_to_the_others() -> None:
    port = NotedSound(loudness={"output": 1.0})
    desk = SoundDesk(port)
    impatient, patient = (asyncio.ensure_future(desk.execute(ReadMeters())) for _ in range(2))
    await asyncio.sleep(0)
    impatient.cancel()
    port.gate.set()

    assert await patient == told.Meters(output=1.0)


async def test_a_microphone_is_tried_by_one_at_a_time() -> None:
    port = NotedSound()
    desk = SoundDesk(port, quieten=lambda: port.asked.append(("quiet", desk.is_trying)))

    first = asyncio.ensure_future(desk.execute(TryMicrophone(seconds=2)))
    await asyncio.sleep(0)
    assert port.asked == [("quiet", True), ("try", 2)], "what is played ends first, and nothing new begins"
    with pytest.raises(Refused, match="already"):
        await desk.execute(TryMicrophone())
    port.gate.set()

    assert await first == await desk.execute(TryMicrophone(seconds=2)) == told.MicrophoneTried(loudest=0.25)
    assert not desk.is_trying


async def test_nothing_is_tried_while_a_call_needs_the_devices() -> None:
    port = NotedSound(is_free=False)
    port.gate.set()
    desk = SoundDesk(port)

    for attempt in (desk.execute(TryMicrophone()), desk.execute(PlayTone(use="ringer"))):
        with pytest.raises(Refused, match="needed for a call"):
            await attempt
