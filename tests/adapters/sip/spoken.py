"""A phone in a test's hands: it notes every event, and a test waits for the one it needs."""

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

from softphone.core.messages.effects import ArrangeAudio, SendAnswer, SendInvite, SipEffect
from softphone.core.messages.events import Event, Invited, LegConnected, LegEnded
from softphone.core.state.audio import AudioPlan, LegAudio, Microphone, Route, Speaker
from softphone.core.values import AccountName, CallId, LegId
from softphone.engine.ports.phone import LegReading, PhonePort
from softphone.engine.ports.sound import SoundPort
from tests.peers.waiting import until

E = TypeVar("E")
ACCOUNT = AccountName("local")


class AudiblePhone(PhonePort, SoundPort, Protocol):
    """A phone whose sound can be asked about."""


class Spoken:
    """One phone, all it has told, and what it is told to do."""

    def __init__(self, phone: AudiblePhone, account: AccountName = ACCOUNT) -> None:
        self.phone = phone
        self.sound: SoundPort = phone
        self.account = account
        self.events: list[Event] = []
        self.readings: list[LegReading] = []
        self.story: list[Event | LegReading] = []
        self.uri = ""
        self._seen = 0

    async def start(self) -> "Spoken":
        loop = asyncio.get_running_loop()

        def note(told: Event | LegReading) -> None:
            self.story.append(told)
            if isinstance(told, LegReading):
                self.readings.append(told)
            else:
                self.events.append(told)

        def post(event: Event) -> None:
            loop.call_soon_threadsafe(note, event)

        def measured(reading: LegReading) -> None:
            loop.call_soon_threadsafe(note, reading)

        self.phone.measure(measured)
        self.uri = await self.phone.start(post)
        return self

    async def stop(self) -> None:
        await self.phone.stop()

    def do(self, effect: SipEffect) -> None:
        self.phone.perform(effect)

    def told(self, kind: type[E], leg: LegId | None = None) -> list[E]:
        """All events of a kind so far."""
        found = [event for event in self.events if isinstance(event, kind)]
        return [event for event in found if leg is None or getattr(event, "leg", None) == leg]

    async def next(self, kind: type[E], accept: Callable[[E], bool] = lambda _: True, *, within_s: float = 10.0) -> E:
        """Wait for the next event of a kind that has not been waited for."""

        def find() -> tuple[int, E] | None:
            for index, event in enumerate(self.events[self._seen :], start=self._seen):
                if isinstance(event, kind) and accept(event):
                    return index, event
            return None

        found = await until(find, f"{kind.__name__}; told so far: {self.events[self._seen :]}", within_s=within_s)
        assert found is not None
        self._seen = found[0] + 1
        return found[1]

    def call(self, target: str, leg: str = "out", key: str = "key") -> LegId:
        """Begin a call."""
        self.do(SendInvite(LegId(leg), self.account, target, CallId(key)))
        return LegId(leg)

    def talk(self, *legs: LegId) -> None:
        """Let these legs and the agent hear each other."""
        routes = [Route(Microphone(), LegAudio(leg)) for leg in legs] + [
            Route(LegAudio(leg), Speaker()) for leg in legs
        ]
        self.do(ArrangeAudio(AudioPlan(frozenset(routes))))


async def connected(caller: Spoken, called: Spoken, leg: str = "out") -> tuple[LegId, LegId]:
    """Let one phone call another, and the other answer."""
    mine = caller.call(called.uri, leg, f"key-{leg}")
    theirs = (await called.next(Invited)).leg
    called.do(SendAnswer(theirs))
    await called.next(LegConnected)
    await caller.next(LegConnected)
    return mine, theirs


def endings(phone: Spoken, leg: LegId) -> list[LegEnded]:
    """Every end that was told of a leg; there must be one."""
    return phone.told(LegEnded, leg)
