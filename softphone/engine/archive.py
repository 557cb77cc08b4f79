"""Keeps the history: listens to facts, saves records, answers what calls there were."""

from softphone.core.values import CallId, Direction
from softphone.engine.call_book import CallBook, Moment
from softphone.engine.call_record import CallRecord
from softphone.engine.clock import wall
from softphone.engine.runner import Told
from softphone.engine.storage_ports import HistoryPort, Wanted
from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.enquiries import History


class Archive:
    """Turns what happens into records, and records into answers."""

    def __init__(self, history: HistoryPort) -> None:
        self._history = history
        self._book = CallBook()

    def listen(self, told: Told) -> None:
        """Take note of a fact; calls that are over are saved."""
        self._book, records = self._book.after(told.fact, Moment(told.at, wall(told.at)))
        for record in records:
            self._history.save(record)

    async def page(self, asked: History) -> HistoryPage:
        """Find calls."""
        found = await self._history.page(
            Wanted(
                direction={"in": Direction.IN, "out": Direction.OUT}.get(asked.kind),
                is_missed_only=asked.kind == "missed",
                text=asked.text,
                since=asked.since,
                until=asked.until,
                limit=asked.limit,
                before=asked.before,
            )
        )
        return HistoryPage(entries=tuple(map(_entry, found.records)), next=found.next)

    async def recording_of(self, call: str) -> str | None:
        """Where the recording of a call lies, if there is one."""
        record = self._book.ended.get(CallId(call))
        if record is None:
            found = await self._history.page(Wanted(text=call, limit=10))
            record = next((entry for entry in found.records if entry.call == call), None)
        return record.recording_path or None if record else None


def _entry(record: CallRecord) -> HistoryEntry:
    return HistoryEntry(
        call_id=record.call,
        call_type=record.call_type,
        direction=record.direction,
        account=record.account or "",
        uri=record.party.uri,
        name=record.party.name,
        number=record.party.number,
        queue_name=record.queue_name,
        started_at=record.started_at,
        connected_at=record.connected_at,
        ended_at=record.ended_at,
        ringing_s=record.ring_s,
        interaction_s=record.interaction_s,
        hold_count=record.hold_count,
        hold_s=record.hold_s,
        reason=record.reason,
        by=record.ended_by,
        code=record.code,
        phrase=record.phrase,
        codec=record.codec,
        encryption=record.encryption,
        recording=record.recording_path,
    )
