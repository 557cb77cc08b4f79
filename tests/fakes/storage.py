"""Journal and history in memory, as simple as their ports allow: for tests of what stands on them."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from softphone.core.values import CallId, RequestId
from softphone.engine.call_export import exported
from softphone.engine.call_record import CallRecord
from softphone.engine.call_search import is_wanted
from softphone.engine.ports.storage import Claim, ExportForm, HistoryPage, JournalEntry, NewEntry, Settled, Wanted


class FakeJournal:
    """A `JournalPort` that is a list."""

    def __init__(self) -> None:
        self.id = "fake"
        self.last_seq = 0
        self.entries: list[JournalEntry] = []
        self.claims: dict[RequestId, datetime] = {}
        self.believed: frozenset[CallId] = frozenset()
        self.is_closed = False

    def append(self, entry: NewEntry) -> int:
        self.last_seq += 1
        self.entries.append(JournalEntry(self.last_seq, entry))
        return self.last_seq

    def claim(self, request: RequestId, at: datetime) -> Claim | JournalEntry:
        results = [entry for entry in self.entries if entry.entry.request == request]
        if results:
            return results[0]
        if request in self.claims:
            return Claim.BEGUN
        self.claims[request] = at
        return Claim.NEW

    def ack(self, seqs: Iterable[int], page: str, at: datetime) -> None:
        self._settle(set(seqs), Settled(page, at))

    def write_off(self, up_to: int, why: str, at: datetime) -> None:
        self._settle(set(range(up_to + 1)), Settled(why, at, is_acked=False))

    def _settle(self, seqs: set[int], how: Settled) -> None:
        self.entries = [
            replace(entry, settled=how) if entry.seq in seqs and entry.settled is None else entry
            for entry in self.entries
        ]

    def unacked(self, after: int = 0, limit: int = 100_000) -> list[JournalEntry]:
        return [entry for entry in self.entries if entry.settled is None and entry.seq > after][:limit]

    def of_call(self, call: CallId) -> list[JournalEntry]:
        return [entry for entry in self.entries if entry.entry.call == call]

    def believe(self, call: CallId, at: datetime) -> None:
        del at
        self.believed |= {call}

    def disbelieve(self, call: CallId) -> None:
        self.believed -= {call}

    async def prune(self, before: datetime) -> int:
        kept = [entry for entry in self.entries if entry.entry.at >= before or entry.entry.call in self.believed]
        forgotten = len(self.entries) - len(kept)
        self.entries = kept
        self.claims = {request: at for request, at in self.claims.items() if at >= before}
        return forgotten

    def close(self) -> None:
        self.is_closed = True


class FakeHistory:
    """A `HistoryPort` that is a list."""

    def __init__(self) -> None:
        self.records: dict[tuple[CallId, datetime], CallRecord] = {}
        self.going_on: dict[CallId, CallRecord] = {}
        self.kept_series: dict[tuple[CallId, datetime, str], bytes] = {}
        self.is_closed = False

    def save(self, record: CallRecord) -> None:
        self.going_on.pop(record.call, None)
        self.records[record.call, record.started_at] = record

    def begin(self, record: CallRecord) -> None:
        self.going_on[record.call] = record

    def save_series(self, record: CallRecord, name: str, series: bytes) -> None:
        self.records.setdefault((record.call, record.started_at), record)
        self.kept_series[record.call, record.started_at, name] = series

    async def settle(self) -> bool:
        return True

    def _newest(self, wanted: Wanted) -> list[CallRecord]:
        found = [record for record in self.records.values() if is_wanted(wanted, record)]
        return sorted(found, key=lambda record: record.started_at, reverse=True)

    async def page(self, wanted: Wanted) -> HistoryPage:
        """`before` counts here the records that were shown already, from the end."""
        found = self._newest(wanted)
        start = 0 if wanted.before is None else len(found) - wanted.before
        end = start + wanted.limit
        return HistoryPage(tuple(found[start:end]), len(found) - end if end < len(found) else None)

    async def series(self, record: CallRecord, name: str) -> bytes | None:
        return self.kept_series.get((record.call, record.started_at, name))

    async def export(self, wanted: Wanted, form: ExportForm, target: Path) -> int:
        records = self._newest(wanted)
        await asyncio.to_thread(_write, target, "".join(exported(records, form)))
        return len(records)

    async def prune(self, before: datetime, keep_series: int) -> int:
        old = [name for name, record in self.records.items() if record.started_at < before]
        for name in old:
            del self.records[name]
        with_series = {name[:2] for name in self.kept_series if name[:2] in self.records}
        latest = sorted(with_series, key=lambda name: name[1], reverse=True)[:keep_series]
        self.kept_series = {name: blob for name, blob in self.kept_series.items() if name[:2] in latest}
        return len(old)

    async def close(self) -> None:
        self.is_closed = True


def _write(target: Path, text: str) -> None:
    target.write_text(text, encoding="utf-8", newline="")
    target.chmod(0o600)
