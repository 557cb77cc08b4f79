"""Keeps the history: listens to facts, saves records, answers what calls there were."""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from softphone.core.messages.facts import CallConnected, CallStarted, RecordingKept
from softphone.core.values import CallId, Direction
from softphone.engine.call_book import CallBook, Moment, Noted, cut_short
from softphone.engine.call_record import CallQuality, CallRecord
from softphone.engine.clock import wall
from softphone.engine.ports.storage import ExportForm, HistoryPort, Wanted
from softphone.engine.runner import Announced
from softphone.protocol.answers import Exported, HistoryEntry, HistoryPage, HistoryQuality
from softphone.protocol.enquiries import ExportHistory, History
from softphone.protocol.refusals import Fault, Refused, problem

PIECE = 100
"""So many calls are read and translated at a time: in between, calls and commands have their turn."""
MOST_NAMESAKES = 50
"""So many calls of one name are looked through, newest first."""
SETTLE_S = 0.5


class Archive:
    """Turns what happens into records, and records into answers."""

    def __init__(self, history: HistoryPort) -> None:
        self._history = history
        self._book = CallBook()
        self._catching_up: set[asyncio.Task[None]] = set()

    def listen(self, told: Announced) -> None:
        """Take note of a fact; calls that are over are saved, and of one that goes on what is known of it."""
        moment = Moment(told.at, wall(told.at))
        match told.fact:
            case CallStarted(call=call) | CallConnected(call=call):
                self._history.begin(cut_short(call, moment))
            case RecordingKept() as kept if not self._book.remembers(kept.call_id):
                self._catch_up(kept)
        self._note(self._book.after(told.fact, moment))

    def _catch_up(self, kept: RecordingKept) -> None:
        """A recording that an earlier run had begun is complete: its call is in the history and nowhere else."""
        task = asyncio.create_task(self._add_recording(kept), name=f"recording of {kept.call_id}")
        self._catching_up.add(task)
        task.add_done_callback(self._catching_up.discard)

    async def _add_recording(self, kept: RecordingKept) -> None:
        found = await self._history.page(Wanted(call=kept.call_id, limit=MOST_NAMESAKES))
        record = next((entry for entry in found.records if entry.connected_at is not None), None)
        if record is not None and not record.recording_path:
            self._history.save(replace(record, recording_path=kept.path, recording_s=kept.seconds))

    async def settle(self) -> None:
        """Wait, for a bounded time, until what was learned of earlier calls is written down."""
        if self._catching_up:
            await asyncio.wait(set(self._catching_up), timeout=SETTLE_S)

    def rate(self, call: CallId, quality: CallQuality) -> None:
        """Take note of how a call sounded."""
        self._note(self._book.rated(call, quality))

    def note_stored_mos(self, call: CallId, mos: float) -> None:
        """Take note of the figure that Salesforce has stored for a call."""
        self._note(self._book.stored(call, mos))

    def keep_series(self, call: CallId, name: str, series: bytes) -> None:
        """Keep something beside the record of a call that is over."""
        if record := self._book.ended.get(call):
            self._history.save_series(record, name, series)

    async def series_of(self, call: CallId, name: str, started_at: datetime | None = None) -> bytes | None:
        """Read it back; without a start, of the latest call of that name."""
        record = await self._record(call, started_at)
        return await self._history.series(record, name) if record else None

    async def _record(self, call: str, started_at: datetime | None = None) -> CallRecord | None:
        record = self._book.ended.get(CallId(call))
        if record is not None and started_at in (None, record.started_at):
            return record
        found = await self._history.page(Wanted(call=CallId(call), limit=MOST_NAMESAKES))
        return next((entry for entry in found.records if started_at in (None, entry.started_at)), None)

    def _note(self, noted: Noted) -> None:
        self._book, records = noted
        for record in records:
            self._history.save(record)

    async def export(self, asked: ExportHistory) -> Exported:
        """Write calls into a file; raises `Refused` with the reason where that cannot be."""
        target = Path(asked.path)
        if not target.is_absolute():
            raise Refused(problem(Fault.INVALID_PARAMS, "The file needs its whole path."))
        try:
            calls = await self._history.export(_wanted(asked), ExportForm(asked.form), target)
        except OSError as error:
            raise Refused(problem(Fault.UNAVAILABLE, f"{target} cannot be written: {error.strerror}.")) from None
        return Exported(path=str(target), calls=calls)

    async def page(self, asked: History) -> HistoryPage:
        """Find calls."""
        entries: list[HistoryEntry] = []
        wanted, before = _wanted(asked), asked.before
        while (room := asked.limit - len(entries)) > 0:
            found = await self._history.page(replace(wanted, limit=min(room, PIECE), before=before))
            entries += map(_entry, found.records)
            before = found.next
            if before is None:
                break
        return HistoryPage(entries=tuple(entries), next=before)

    async def recording_of(self, call: str, started_at: datetime | None = None) -> str | None:
        """Where the recording of a call lies, if there is one."""
        record = await self._record(call, started_at)
        return record.recording_path or None if record else None


def _wanted(asked: History | ExportHistory) -> Wanted:
    return Wanted(
        direction={"in": Direction.IN, "out": Direction.OUT}.get(asked.kind),
        is_missed_only=asked.kind == "missed",
        text=asked.text,
        since=asked.since,
        until=asked.until,
    )


def _quality(known: CallQuality) -> HistoryQuality:
    return HistoryQuality(**{name: getattr(known, name) for name in CallQuality.__dataclass_fields__})


_SAME = (
    *("call_type", "direction", "queue_name", "started_at", "connected_at", "is_missed", "ended_at", "interaction_s"),
    *("hold_count", "hold_s", "reason", "code", "phrase", "codec", "encryption"),
)
"""What records and entries have under one name."""


def _entry(record: CallRecord) -> HistoryEntry:
    return HistoryEntry(
        call_id=record.call,
        account=record.account or "",
        uri=record.party.uri,
        name=record.party.name,
        number=record.party.number,
        ringing_s=record.ring_s,
        by=record.ended_by,
        recording=record.recording_path,
        quality=_quality(record.quality) if record.quality else None,
        **{name: getattr(record, name) for name in _SAME},
    )
