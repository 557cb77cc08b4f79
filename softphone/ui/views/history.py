"""The calls there were, as rows. Which of them are asked for is said by a kind and a text."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal

from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.enquiries import History
from softphone.protocol.vocabulary import Direction, EndReason
from softphone.ui.views import people
from softphone.ui.views.callees import of_call
from softphone.ui.views.language import Language, mark
from softphone.ui.views.rows import Page, Row
from softphone.ui.views.times import clock
from softphone.ui.views.tone import Tone

CALLS_AT_ONCE = 50
Kind = Literal["all", "missed", "in", "out"]
KINDS: dict[Kind, str] = {
    "all": mark("All"),
    "missed": mark("Missed"),
    "in": mark("Incoming"),
    "out": mark("Outgoing"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom times and numbers are written. Without a zone, times are those of this machine."""

    say: Language
    today: date
    region: str | None = None
    zone: tzinfo | None = None


def asked(kind: Kind, text: str, before: int | None) -> History:
    """Ask for the next calls."""
    return History(kind=kind, text=text, before=before, limit=CALLS_AT_ONCE)


def calls(page: HistoryPage, reader: Reader) -> Page:
    """Show a page of the history."""
    return Page(tuple(_row(entry, reader) for entry in page.entries), page.next)


def _row(entry: HistoryEntry, reader: Reader) -> Row:
    number = people.number_of(entry, reader.say, reader.region)
    name = people.isolated(people.name_of(entry))
    icon, tone = _mark(entry)
    recorded = reader.say("recorded") if entry.recording else ""
    details = (number if name else "", people.clean(entry.queue_name), _how(entry, reader.say), recorded)
    return Row(
        text=name or number or reader.say("Unknown"),
        detail=", ".join(filter(None, details)),
        aside=when(entry, reader),
        icon=icon,
        tone=tone,
        callee=of_call(entry),
        about=entry,
    )


def _mark(entry: HistoryEntry) -> tuple[str, Tone]:
    if entry.is_missed:
        return "missed", Tone.BAD
    return ("incoming" if entry.direction is Direction.IN else "outgoing"), Tone.PLAIN


def _how(entry: HistoryEntry, say: Language) -> str:
    if entry.connected_at is not None:
        return clock((entry.ended_at - entry.connected_at).total_seconds())
    if entry.is_missed:
        return say("Missed call")
    match entry.reason:
        case EndReason.DECLINED:
            return say("Declined")
        case EndReason.ANSWERED_ELSEWHERE:
            return say("Answered elsewhere")
        case _:
            return say("Not connected")


def when(entry: HistoryEntry, reader: Reader) -> str:
    """Give the time of day, and the date of any other day."""
    local = entry.started_at.astimezone(reader.zone)
    return f"{local:%H:%M}" if local.date() == reader.today else f"{local:%Y-%m-%d %H:%M}"
