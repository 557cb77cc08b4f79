"""A simulated party: all the calls that one customer, colleague or supervisor has at a time.

Sans-IO: `call`, `hear`, `tick` and `leave` take what happens and the time, and say what is to be done. It knows effects
and events of the phone, and no call machine: a party does what its script says, no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from softphone.core.messages.effects import ArrangeAudio, FollowRedirect, SendReject
from softphone.core.messages.events import (
    DeviceChanged,
    Event,
    Invited,
    LegEvent,
    LegRedirected,
    Registered,
    RegistrationFailed,
    StrangerRefused,
)
from softphone.core.state.audio import SILENCE, AudioPlan, LegAudio, Microphone, Route, Speaker
from softphone.core.values import AccountName, CallId, Instant, LegId
from softphone.simulator.acting import carry_on
from softphone.simulator.noticing import note_of, notice
from softphone.simulator.performance import Doing, Note, Outcome, Part, Performance, Standing, Verdict
from softphone.simulator.script import is_callers
from softphone.simulator.steps import GoodBye, Line, Script

BUSY_HERE = 486


@dataclass(frozen=True, slots=True)
class Party:
    """Who plays which script, how often at a time, and how it is going. `headers` go out with its calls."""

    account: AccountName
    script: Script
    most_calls: int = 1
    headers: tuple[tuple[str, str], ...] = ()
    performances: tuple[Performance, ...] = ()
    plan: AudioPlan = SILENCE
    outcomes: tuple[Outcome, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Whether it has as many calls as it may have."""
        return len(self.performances) >= self.most_calls

    @property
    def has_failed(self) -> bool:
        """Whether any performance so far failed."""
        return any(outcome.verdict is Verdict.FAILED for outcome in self.outcomes)

    @property
    def next_due(self) -> Instant | None:
        """When it has to be woken, if nothing happens before."""
        return min((each.until for each in self.performances if each.until is not None), default=None)


Doings = Sequence[Doing]


@dataclass(slots=True)
class _Round:
    """One round of changes to a party."""

    party: Party
    now: Instant
    doings: list[Doing] = field(default_factory=list)

    def carry_on(self, *performances: Performance) -> None:
        """Let performances go on, in place of what the party knows of them; those that are over leave it."""
        for performance in performances:
            after, doings = carry_on(performance, self.now)
            self.doings += doings
            others = tuple(each for each in self.party.performances if each.part.leg != performance.part.leg)
            if after.is_over and after.outcome is not None:
                self.party = replace(self.party, performances=others, outcomes=(*self.party.outcomes, after.outcome))
            else:
                self.party = replace(self.party, performances=(*others, after))

    def close(self) -> tuple[Party, Doings]:
        """Arrange the audio as it now has to be, and hand everything over."""
        plan = _plan(self.party.performances)
        if plan != self.party.plan:
            self.doings.append(ArrangeAudio(plan))
            self.party = replace(self.party, plan=plan)
        return self.party, self.doings


def call(party: Party, leg: LegId, key: CallId, target: str, now: Instant) -> tuple[Party, Doings]:
    """Let the party make a call by its script; nothing happens while it is busy."""
    turn = _Round(party, now)
    if not party.is_busy:
        part = Part(party.script, leg, party.account, target, key, party.headers)
        turn.carry_on(Performance(part, Standing.READY))
    return turn.close()


def hear(party: Party, event: Event, now: Instant) -> tuple[Party, Doings]:
    """Let the party know what the network reported."""
    turn = _Round(party, now)
    if isinstance(event, Invited):
        _be_called(turn, event)
    elif isinstance(event, LegEvent):
        _be_told(turn, event)
    elif note := _aside(event):
        turn.doings.append(note)
    return turn.close()


def tick(party: Party, now: Instant) -> tuple[Party, Doings]:
    """Let time pass."""
    turn = _Round(party, now)
    turn.carry_on(*party.performances)
    return turn.close()


def leave(party: Party, now: Instant) -> tuple[Party, Doings]:
    """End every call of the party, whatever its script says."""
    turn = _Round(party, now)
    for each in party.performances:
        if each.standing is not Standing.LEAVING and each.outcome is None:
            farewell = replace(each.part, script=(Line(0, GoodBye()),))
            turn.carry_on(replace(each, part=farewell, position=0, is_begun=False, until=None))
    return turn.close()


def _be_called(turn: _Round, event: Invited) -> None:
    name = event.peer.name or event.peer.number or event.peer.uri
    turn.doings.append(Note("offered", event.leg, text=f"a call from {name}"))
    if turn.party.is_busy or is_callers(turn.party.script):
        turn.doings.append(SendReject(event.leg, BUSY_HERE))
    else:
        turn.carry_on(Performance(Part(turn.party.script, event.leg, event.account), Standing.OFFERED))


def _be_told(turn: _Round, event: LegEvent) -> None:
    turn.doings.append(note_of(event))
    if isinstance(event, LegRedirected):
        turn.doings.append(FollowRedirect(event.leg, is_followed=True))
    for each in turn.party.performances:
        if each.part.leg == event.leg:
            turn.carry_on(notice(each, event))


def _aside(event: Event) -> Note | None:
    """Note what concerns no call, where it may explain why a simulation does not work."""
    match event:
        case Registered(account=account):
            return Note("registered", LegId(""), text=f"{account} is registered")
        case RegistrationFailed(account=account, code=code, phrase=phrase):
            return Note("registration failed", LegId(""), text=f"{account}: {phrase}", code=code)
        case StrangerRefused(address=address):
            return Note("stranger refused", LegId(""), text=address)
        case DeviceChanged(use=use, device=device, why=why):
            return Note("device", LegId(""), text=f"{use} is {device}: {why}")
        case _:
            return None


def _plan(performances: Sequence[Performance]) -> AudioPlan:
    """Derive what is heard where: everybody is listened to, and who has something to say is heard."""
    routes: set[Route] = set()
    for each in performances:
        stream = LegAudio(each.part.leg)
        is_talking = each.standing is Standing.TALKING
        if is_talking or (each.standing is Standing.CALLING and each.heard.has_early_audio):
            routes.add(Route(stream, Speaker()))
        if is_talking and each.is_speaking and not each.is_holding:
            routes.add(Route(Microphone(), stream))
    return AudioPlan(frozenset(routes))
