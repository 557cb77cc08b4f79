"""What the journal could not write yet, in order, and what a reader has to know of it meanwhile.

May not know the database. Bounded: beyond the limit writes are lost, and counted.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from softphone.adapters.storage.journal_tables import Row
from softphone.core.values import RequestId
from softphone.engine.ports.storage import JournalEntry, Settled

LIMIT = 50_000


@dataclass(slots=True)
class Unwritten:
    """A queue of statements with their values, and the entries, claims and acks among them."""

    writes: deque[tuple[str, Row]] = field(default_factory=deque)
    entries: dict[int, JournalEntry] = field(default_factory=dict)
    claims: set[RequestId] = field(default_factory=set)
    settled: dict[int, Settled] = field(default_factory=dict)
    lost: int = 0

    def add(self, statement: str, values: Row) -> bool:
        """Put a write at the end, unless there are too many."""
        if len(self.writes) >= LIMIT:
            self.lost += 1
            return False
        self.writes.append((statement, values))
        return True

    def done(self) -> None:
        """Take the first write away; when it was the last, readers need nothing from here any more."""
        if self.writes:
            self.writes.popleft()
        if not self.writes and (self.entries or self.claims or self.settled):
            for known in (self.entries, self.claims, self.settled):
                known.clear()

    def joined(self, stored: Iterable[JournalEntry], waiting: Iterable[JournalEntry] = ()) -> list[JournalEntry]:
        """Join entries that are on disk with those that are not, as if all were."""
        entries = {entry.seq: entry for entry in (*stored, *waiting)}
        return [self._settled(entries[seq]) for seq in sorted(entries)]

    def result_of(self, request: RequestId) -> JournalEntry | None:
        """Find a result that is not on disk yet."""
        found = (entry for entry in self.entries.values() if entry.entry.request == request)
        return next(map(self._settled, found), None)

    def _settled(self, entry: JournalEntry) -> JournalEntry:
        return entry if entry.settled else replace(entry, settled=self.settled.get(entry.seq))
