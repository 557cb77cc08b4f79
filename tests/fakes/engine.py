"""An engine to put behind the bridge: it notes what it is asked and answers as it is told."""

import asyncio
from datetime import UTC, datetime

from softphone.core.values import CallType, Direction, EndReason, Origin, Role
from softphone.protocol import events
from softphone.protocol.answers import AnyResult, Done
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import Client, PhoneCard
from softphone.protocol.methods import Executable
from softphone.protocol.state import (
    AccountState,
    CallPhase,
    CallState,
    Counters,
    Ending,
    LegPhase,
    LegState,
    MediaState,
    Party,
    State,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ANNA = Party(uri="sip:4711@pbx.example", name="Anna", number="4711")


def a_call(name: str = "call-1", *, phase: CallPhase = CallPhase.RINGING) -> CallState:
    """A call that rings here, with its one leg."""
    leg = LegState(
        leg_id=f"{name}-leg",
        role=Role.INITIAL_CALLER,
        direction=Direction.IN,
        account="office",
        peer=ANNA,
        phase=LegPhase.OFFERED,
        media=MediaState(),
    )
    return CallState(
        call_id=name,
        call_type=CallType.INBOUND,
        direction=Direction.IN,
        phase=phase,
        peer=ANNA,
        started_at=NOON,
        elapsed_s=1.5,
        legs=(leg,),
    )


def started(seq: int = 1, name: str = "call-1") -> events.CallStarted:
    """An event: a call rings."""
    payload = events.OfCall(call=a_call(name))
    return events.CallStarted(seq=seq, at=NOON, origin=Origin.REMOTE, call_id=name, payload=payload)


def ended(seq: int = 2, name: str = "call-1") -> events.Hangup:
    """An event: a call is over."""
    ending = Ending(reason=EndReason.HUNG_UP, by=Origin.REMOTE)
    payload = events.OfEnd(call=a_call(name, phase=CallPhase.ENDED), ending=ending)
    return events.Hangup(seq=seq, at=NOON, origin=Origin.REMOTE, call_id=name, payload=payload)


def registration_changed(account: AccountState, seq: int = 1) -> events.RegistrationChanged:
    """An account's registration is in another state."""
    payload = events.OfAccount(account=account)
    return events.RegistrationChanged(seq=seq, at=NOON, origin=Origin.REMOTE, payload=payload)


class FakeEngine:
    """Implements `BridgeHandler`. What it executes is what `answers` says, else it is just done."""

    def __init__(self) -> None:
        self.journal = "journal-1"
        self.card = PhoneCard(version="1.2.3", sip="sip:agent@127.0.0.1")
        self.seq = 0
        self.sound = Figures(at=NOON)
        self.calls: tuple[CallState, ...] = ()
        self.accounts: tuple[AccountState, ...] = ()
        self.executed: list[tuple[Executable, Client]] = []
        self.answers: dict[type[Executable], AnyResult | Exception] = {}
        self.gate = asyncio.Event()
        self.gate.set()

    async def execute(self, command: Executable, client: Client) -> AnyResult:
        """Note it, wait for the gate, answer."""
        self.executed.append((command, client))
        await self.gate.wait()
        answer = self.answers.get(type(command), Done(seq=self.seq))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def figures(self) -> Figures:
        """Tell the figures that the test has put there."""
        return self.sound

    def snapshot(self) -> State:
        """Tell the calls that the test has put there."""
        counters = Counters(calls=len(self.calls))
        return State(seq=self.seq, at=NOON, calls=self.calls, accounts=self.accounts, counters=counters)
