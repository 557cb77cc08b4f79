"""The window of QA engineers: what the phone told its watchers, and what went between it and Salesforce, as rows.

Digits that were pressed are counted, never given away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum, unique
from typing import Any

import msgspec

from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Delivery, Exchange
from softphone.ui.views.language import Language, mark
from softphone.ui.views.rows import Row
from softphone.ui.views.tone import Tone

MOST_ENTRIES = 1000
SECRET = frozenset({"digit", "digits"})


@unique
class Source(StrEnum):
    """Whose entries are wanted."""

    ALL = "all"
    SALESFORCE = "salesforce"
    PHONE = "phone"


SOURCES = {
    Source.ALL: mark("All"),
    Source.SALESFORCE: mark("Salesforce"),
    Source.PHONE: mark("Phone"),
}
DELIVERIES: dict[Delivery, tuple[str, Tone]] = {
    "waiting": (mark("waits for its answer"), Tone.WARN),
    "sent": (mark("sent, not acknowledged"), Tone.WARN),
    "acked": (mark("acknowledged"), Tone.GOOD),
    "failed": (mark("did not reach Salesforce"), Tone.BAD),
    "written_off": (mark("never sent: its page has gone"), Tone.BAD),
    "assumed": (mark("Salesforce learns it by itself"), Tone.PLAIN),
}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that happened. `key` is the same for the same thing when it has got on."""

    key: str
    source: Source
    row: Row
    facts: dict[str, Any]
    at: datetime

    @property
    def whole(self) -> str:
        """All of it, for people to read."""
        return msgspec.json.format(msgspec.json.encode(self.facts), indent=2).decode()


def of_event(event: AnyEvent, zone: tzinfo | None = None) -> LogEntry:
    """Enter what the phone told; without a zone, the time is this machine's."""
    call = " ".join(filter(None, (event.call_id, event.leg_id)))
    detail = ", ".join(filter(None, (f"#{event.seq}", event.origin.value, call)))
    row = Row(str(event.__struct_config__.tag), detail, _time(event.at, zone), icon="events")
    facts = _open_part(msgspec.to_builtins(event))
    return LogEntry(f"{event.at.isoformat()} {event.seq}", Source.PHONE, row, facts, event.at)


def of_exchange(exchange: Exchange, say: Language, zone: tzinfo | None = None) -> LogEntry:
    """Enter what Salesforce asked or was told."""
    is_asked = exchange.kind == "request"
    what = say("Asked") if is_asked else say("Published")
    word, tone = DELIVERIES[exchange.delivery]
    answer = _answer(exchange, say)
    number = "" if exchange.seq is None else f"#{exchange.seq}"
    parts = (what, number, answer, say(word), exchange.call_id or "")
    is_bad = exchange.is_rejected or exchange.kind == "error"
    row = Row(
        text=exchange.name,
        detail=", ".join(filter(None, parts)),
        aside=_time(exchange.at, zone),
        icon="incoming" if is_asked else "outgoing",
        tone=Tone.BAD if is_bad else tone,
    )
    facts = _open_part(msgspec.to_builtins(exchange))
    return LogEntry(f"salesforce {exchange.id}", Source.SALESFORCE, row, facts, exchange.at)


def is_wanted(entry: LogEntry, source: Source, text: str) -> bool:
    """Say whether an entry passes the filter: every word is somewhere in it, names and payload alike."""
    if source not in (Source.ALL, entry.source):
        return False
    if not text.strip():
        return True
    searched = f"{entry.row.spoken} {msgspec.json.encode(entry.facts).decode()}".lower()
    return all(word in searched for word in text.lower().split())


def lines(entries: Iterable[LogEntry]) -> str:
    """Write entries for a file: one in each line."""
    return "".join(f"{msgspec.json.encode(entry.facts).decode()}\n" for entry in entries)


def _answer(exchange: Exchange, say: Language) -> str:
    if exchange.kind != "request" or exchange.answer is None:
        return ""
    if exchange.is_rejected:
        return say("rejected")
    return str(exchange.answer.get("type", "")) if isinstance(exchange.answer, dict) else ""


def _time(at: datetime, zone: tzinfo | None) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}"


def _open_part(told: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    if isinstance(told, dict):
        return {name: _hidden(value) if name in SECRET else _open_part(value) for name, value in told.items()}
    return [_open_part(part) for part in told] if isinstance(told, list) else told


def _hidden(value: Any) -> Any:  # noqa: ANN401 - the same
    return "*" * len(value) if isinstance(value, str) else _open_part(value)
