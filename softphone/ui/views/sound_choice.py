"""Whose sound can be looked at: the calls that go on, and those that are over."""

from dataclasses import dataclass
from datetime import datetime

from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.enquiries import History
from softphone.protocol.sound_quality import Course
from softphone.protocol.state import CallPhase, CallState
from softphone.protocol.vocabulary import Role
from softphone.ui.views import people, permissions
from softphone.ui.views.history import Reader, when
from softphone.ui.views.language import Language, mark
from softphone.ui.views.mirror import Mirror

PAST_CALLS = 50
ROLES = {
    Role.INITIAL_CALLER: mark("The other end"),
    Role.THIRD_PARTY: mark("Third party"),
    Role.AGENT: mark("Agent"),
    Role.SUPERVISOR: mark("Supervisor"),
}


@dataclass(frozen=True, slots=True)
class CallChoice:
    """A call. `entry` is what is known of one that is over; without it, the call goes on."""

    call_id: str
    title: str
    entry: HistoryEntry | None = None

    @property
    def course(self) -> Course:
        """How to ask for its course."""
        return Course(call_id=self.call_id, started_at=self.entry.started_at if self.entry else None)

    def is_same(self, other: "CallChoice | None") -> bool:
        """Tell whether it is that call, be it over meanwhile or not."""
        if other is None or self.call_id != other.call_id:
            return False
        return _start(self) == _start(other) or None in (self.entry, other.entry)


def asked() -> History:
    """Ask for the calls that are over."""
    return History(limit=PAST_CALLS)


def choices(mirror: Mirror, page: HistoryPage, reader: Reader) -> tuple[CallChoice, ...]:
    """List the calls, those that go on first; of calls that nobody answered there is nothing to hear."""
    say, region = reader.say, reader.region
    running = tuple(
        CallChoice(call.call_id, say("Now: {name}", name=people.title_of(call.peer, say, region)))
        for call in sorted(mirror.calls, key=lambda call: not call.has_focus)
        if call.phase is CallPhase.CONNECTED
    )
    over = (entry for entry in page.entries if entry.connected_at is not None)
    return (*running, *(choice_of(entry, reader) for entry in over))


def choice_of(entry: HistoryEntry, reader: Reader) -> CallChoice:
    """Offer a call that is over."""
    return CallChoice(entry.call_id, _title(entry, reader), entry)


@dataclass(frozen=True, slots=True)
class Offer:
    """The calls to choose from, and the one that is shown."""

    choices: tuple[CallChoice, ...] = ()
    shown: CallChoice | None = None


def offer(choices: tuple[CallChoice, ...], shown: CallChoice | None, *, is_following: bool) -> Offer:
    """Show the one that matters, where nobody has chosen one; the chosen one over its end, and until it is known."""
    if is_following or shown is None:
        return Offer(choices, choices[0] if choices else None)
    same = next((choice for choice in choices if choice.is_same(shown)), None)
    return Offer(choices, same) if same else Offer((shown, *choices), shown)


def party_names(call: CallState | None, legs: tuple[tuple[str, Role], ...], say: Language) -> tuple[str, ...]:
    """Name the parties of a call: by name while it goes on, by what they were afterwards."""
    known = {leg.leg_id: people.title_of(leg.peer, say) for leg in permissions.parties(call)} if call else {}
    return tuple(known.get(leg_id) or say(ROLES[role]) for leg_id, role in legs)


def _title(entry: HistoryEntry, reader: Reader) -> str:
    name = people.title_of(entry, reader.say, reader.region) or reader.say("Unknown")
    return f"{when(entry, reader)}  {name}"


def _start(choice: CallChoice) -> datetime | None:
    return choice.entry.started_at if choice.entry else None
