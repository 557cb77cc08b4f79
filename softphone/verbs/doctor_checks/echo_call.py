"""Calls an echo service and listens: what came of the call, what came back of the sweeps, and what the network did.

The recording holds what was said beside what came back (see `quality.probe`), so it begins with both.
"""

import asyncio
import tempfile
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from softphone.adapters.sip.phone import PjsuaPhone
from softphone.core.messages.effects import ArrangeAudio, SendGoodbye, SendInvite
from softphone.core.messages.events import Event, LegConnected, LegEnded
from softphone.core.state.audio import AudioPlan, LegAudio, Microphone, Route, Speaker
from softphone.core.values import AccountName, CallId, LegId
from softphone.engine.local_account import with_an_account
from softphone.engine.ports.phone import LegReading, PhoneUnavailable
from softphone.quality.course import Course
from softphone.quality.probe import PERIOD_S, RATE, Heard, heard_in, one_period
from softphone.settings import Settings
from softphone.verbs.doctor_checks.own_phone import own_phone

LEG, CALL = LegId("echo"), CallId("echo")
SWEEPS = 9
"""How often the sweep is said: the far end has reported twice by then, and one that is odd does not count."""

ANSWER_S, TALK_S, GOODBYE_S = 20.0, (SWEEPS + 0.5) * PERIOD_S, 3.0
FULL_SCALE = 32768
UNTOUCHED = {"echo": "off", "noise_suppression": False, "voice_detection": False}
"""What makes speech better would take the sweeps for noise."""

ALL_WAYS = (
    Route(Microphone(), LegAudio(LEG)),
    Route(Microphone(), Speaker()),
    Route(LegAudio(LEG), Speaker()),
)


@dataclass(frozen=True, slots=True)
class EchoCall:
    """What came of it. `failure` says why there was no call, or not to its end; `heard` is None without sound."""

    failure: str = ""
    heard: Heard | None = None
    course: Course | None = None


def call_echo(settings: Settings, target: str) -> EchoCall:
    """Make the call; never raises, and takes no longer than its waits together."""
    with tempfile.TemporaryDirectory(prefix="softphone-echo-") as name:
        folder = Path(name)
        said, recorded = folder / "said.wav", folder / "heard.wav"
        write(said, one_period() * (SWEEPS + 1))  # in one piece: a player takes its time to begin a file again
        settings = with_an_account(settings)
        phone = own_phone(settings, folder, {**UNTOUCHED, "input": f"file:{said}", "output": f"file:{recorded}"})
        failure, course = asyncio.run(_talk(phone, AccountName(settings.accounts[0].name), target))
        return EchoCall(failure, heard_in(read(recorded)) if recorded.exists() else None, course)


async def _talk(phone: PjsuaPhone, account: AccountName, target: str) -> tuple[str, Course | None]:
    """Start the phone, call, stay for the sweeps, and end it all."""
    loop, told = asyncio.get_running_loop(), asyncio.Queue[Event]()
    looks: list[LegReading] = []
    phone.measure(looks.append)

    def post(event: Event) -> None:
        loop.call_soon_threadsafe(told.put_nowait, event)

    try:
        await phone.start(post)
    except PhoneUnavailable as error:
        return str(error), None
    try:
        phone.perform(SendInvite(LEG, account, target, CALL))
        failure = await _until_answered(told)
        if not failure:
            phone.perform(ArrangeAudio(AudioPlan(frozenset(ALL_WAYS))))
            failure = await _stay(told)
        phone.perform(SendGoodbye(LEG))
        await _ended(told, GOODBYE_S)
    finally:
        await phone.stop()
    return failure, _course(looks)


async def _until_answered(told: asyncio.Queue[Event]) -> str:
    """Wait for the answer; say what came instead."""
    try:
        async with asyncio.timeout(ANSWER_S):
            while True:
                match await told.get():
                    case LegConnected():
                        return ""
                    case LegEnded(code=code, phrase=phrase):
                        return f"it was not answered: {code} {phrase}".rstrip()
                    case _:
                        pass
    except TimeoutError:
        return f"it was not answered within {ANSWER_S:g} s"


async def _stay(told: asyncio.Queue[Event]) -> str:
    """Let the sweeps be said; say so where the far end did not stay for them."""
    ended = await _ended(told, TALK_S)
    return f"the far end hung up: {ended.code} {ended.phrase}".rstrip() if ended else ""


async def _ended(told: asyncio.Queue[Event], within_s: float) -> LegEnded | None:
    """Wait for the end of the call, but not for ever."""
    try:
        async with asyncio.timeout(within_s):
            while not isinstance(event := await told.get(), LegEnded):
                pass
    except TimeoutError:
        return None
    return event


def _course(looks: Sequence[LegReading]) -> Course | None:
    """Follow the call through all looks at it."""
    if not looks:
        return None
    course = Course(looks[0].reading.at)
    for look in looks:
        course.read(look.reading)
    return course


def write(path: Path, samples: Sequence[float]) -> None:
    """Write a sound of 16 bits at `RATE`."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(array("h", (round(sample * (FULL_SCALE - 1)) for sample in samples)).tobytes())


def read(path: Path) -> list[float]:
    """Read a recording of 16 bits, at `RATE` or at a multiple of it, of which every so manieth sample is enough."""
    with wave.open(str(path), "rb") as file:
        step = max(1, file.getframerate() // RATE)
        samples = array("h", file.readframes(file.getnframes()))
    return [sample / FULL_SCALE for sample in samples[::step]]
