"""Conversations as facts carry them, and a book that is told one fact after the other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from softphone.core.messages.facts import CallConnected, CallEnded, CallStarted, Fact
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Alerting, Hold, Leg, Offered, Over, Talking
from softphone.core.values import (
    AccountName,
    CallId,
    CallType,
    Direction,
    Ending,
    EndReason,
    Instant,
    LegId,
    Origin,
    Peer,
    Role,
)
from softphone.engine.call_book import CallBook, Moment
from softphone.engine.call_record import CallQuality, CallRecord

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
HUNG_UP = Ending(EndReason.HUNG_UP, Origin.REMOTE, 200, "OK")
ANNA = Peer("sip:4930@pbx.example", "Anna", "+4930")


def moment(seconds: float) -> Moment:
    """So many seconds after noon; the monotonic clock began some other time."""
    return Moment(Instant(1000 + seconds), NOON + timedelta(seconds=seconds))


def ringing(name: str = "call-1", direction: Direction = Direction.IN) -> Conversation:
    leg = Leg(
        LegId(f"leg-{name}"),
        Role.INITIAL_CALLER,
        direction,
        AccountName("main"),
        ANNA,
        Offered() if direction is Direction.IN else Alerting(),
    )
    return Conversation(CallId(name), CallType.INBOUND, moment(0).instant, (leg,))


def with_leg(call: Conversation, **changes: object) -> Conversation:
    return call.with_leg(replace(call.initial, **changes))  # type: ignore[arg-type]


def talking(call: Conversation, since: float) -> Conversation:
    return with_leg(call, phase=Talking(moment(since).instant))


def held(call: Conversation, hold: Hold = Hold.ON) -> Conversation:
    return with_leg(call, hold=hold)


def over(call: Conversation, ending: Ending = HUNG_UP) -> Conversation:
    return with_leg(call, phase=Over(ending, call.connected_at))


class Story:
    """Tells a book one fact after the other, and keeps what it writes."""

    def __init__(self) -> None:
        self.book = CallBook()
        self.records: list[CallRecord] = []

    def tell(self, seconds: float, fact: Fact) -> None:
        self.book, records = self.book.after(fact, moment(seconds))
        self.records += records

    def rate(self, call: str, quality: CallQuality) -> None:
        self.book, records = self.book.rated(CallId(call), quality)
        self.records += records

    def call(self, name: str = "call-1") -> CallRecord:
        """A call of a minute that was answered after four seconds."""
        call = ringing(name)
        self.tell(0, CallStarted(call, call.initial.id))
        call = talking(call, 4)
        self.tell(4, CallConnected(call, call.initial.id))
        self.tell(64, CallEnded(over(call), HUNG_UP))
        return self.records[-1]
