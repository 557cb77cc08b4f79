"""The journal in SQLite: each entry is on its way to disk before it is sent, without the loop waiting for the disk.

Numbers are given out of a block that was reserved durably before, so that none comes twice even after a power cut.
May not know how entries reach the file (`journal_writer`), nor what they mean.
"""

import asyncio
import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from softphone.adapters.storage import journal_tables as tables
from softphone.adapters.storage.journal_tables import entry_of, row_of
from softphone.adapters.storage.journal_writer import JournalWriter, Later, loop_later
from softphone.adapters.storage.moments import microseconds
from softphone.core.values import CallId, RequestId
from softphone.engine.ports.storage import Claim, JournalEntry, NewEntry, Notify, Settled

BLOCK = 10_000
"""So many numbers are reserved at once."""

CHUNK = 500
"""So many entries are forgotten before others get their turn."""


class SqliteJournal:
    """A `JournalPort`. Opening it reads the whole file once: do that in a thread, use it in one loop."""

    def __init__(self, path: Path, notify: Notify, later: Later = loop_later) -> None:
        self.last_seq = 0
        self._believed: dict[CallId, int] = {}
        self._writer = JournalWriter(path, notify, later, self._begin)
        self._begin()

    def _begin(self) -> None:
        """Learn what the file holds, and reserve numbers beyond all that were ever given; again when it is replaced."""
        known = dict(self._writer.read(tables.FACTS, ()))
        stored = [seq for (seq,) in self._writer.read(tables.LAST_SEQ, ())]
        self.id = str(known.get("journal") or uuid4())
        self.last_seq = max(self.last_seq, int(known.get("reserved", 0)), *stored)
        self._writer.write(tables.PUT_FACT, ("journal", self.id))
        self._reserved = self.last_seq + BLOCK
        self._writer.write_through(tables.PUT_FACT, ("reserved", self._reserved))
        for call, at_us in self._believed.items():
            self._writer.write(tables.BELIEVE, (call, at_us))
        self._believed |= {CallId(call): at_us for call, at_us in self._writer.read(tables.BELIEVED, ())}

    def append(self, entry: NewEntry) -> int:
        """Keep an entry and give it its number."""
        self.last_seq = seq = self.last_seq + 1
        if not self._writer.write(tables.APPEND, row_of(seq, entry)):
            self._writer.unwritten.entries[seq] = JournalEntry(seq, entry)
        if self._reserved - seq < BLOCK // 2:
            self._reserved = seq + BLOCK
            self._writer.write(tables.PUT_FACT, ("reserved", self._reserved))
        return seq

    def claim(self, request: RequestId, at: datetime) -> Claim | JournalEntry:
        """Note that a request is about to be carried out; anything but `NEW` means that it must not be, again."""
        unwritten = self._writer.unwritten
        stored = map(entry_of, self._writer.read(tables.RESULT_OF, (request,)))
        if result := next(iter(unwritten.joined(stored)), None) or unwritten.result_of(request):
            return result
        if request in unwritten.claims or self._writer.read(tables.CLAIMED, (request,)):
            return Claim.BEGUN
        if not self._writer.write(tables.CLAIM, (request, microseconds(at))):
            unwritten.claims.add(request)
        return Claim.NEW

    def ack(self, seqs: Iterable[int], page: str, at: datetime) -> None:
        """Note that a page instance has handled these entries. Unknown numbers are ignored."""
        known = [seq for seq in seqs if 0 < seq <= self.last_seq]
        if not self._writer.write(tables.ACK, (page, microseconds(at), json.dumps(known))):
            self._settle(known, Settled(page, at))

    def write_off(self, up_to: int, why: str, at: datetime) -> None:
        """Note that the unacked entries up to this number will never be sent (their page is gone)."""
        if not self._writer.write(tables.WRITE_OFF, (why, microseconds(at), up_to)):
            going = [entry.seq for entry in self.unacked() if entry.seq <= up_to]
            self._settle(going, Settled(why, at, is_acked=False))

    def _settle(self, seqs: Iterable[int], how: Settled) -> None:
        """Remember what is not in the file yet; the first word counts."""
        earlier = self._writer.unwritten.settled
        earlier |= {seq: how for seq in seqs if seq not in earlier}

    def unacked(self, after: int = 0, limit: int = 100_000) -> list[JournalEntry]:
        """List the entries still to be handled by a page, oldest first."""
        unwritten = self._writer.unwritten
        stored = map(entry_of, self._writer.read(tables.UNACKED, (after, limit + len(unwritten.settled))))
        joined = unwritten.joined(stored, (entry for seq, entry in unwritten.entries.items() if seq > after))
        return [entry for entry in joined if entry.settled is None][:limit]

    def of_call(self, call: CallId) -> list[JournalEntry]:
        """List everything about one call, oldest first."""
        stored = map(entry_of, self._writer.read(tables.OF_CALL, (call,)))
        waiting = self._writer.unwritten.entries.values()
        return self._writer.unwritten.joined(stored, (entry for entry in waiting if entry.entry.call == call))

    def believe(self, call: CallId, at: datetime) -> None:
        """Note that Salesforce believes in this call from now on; its entries are kept whatever their age."""
        self._believed.setdefault(call, microseconds(at))
        self._writer.write(tables.BELIEVE, (call, microseconds(at)))

    def disbelieve(self, call: CallId) -> None:
        """Note that Salesforce was told, and has handled, that this call is over."""
        self._believed.pop(call, None)
        self._writer.write(tables.DISBELIEVE, (call,))

    @property
    def believed(self) -> frozenset[CallId]:
        """The calls that Salesforce still believes in."""
        return frozenset(self._believed)

    async def prune(self, before: datetime) -> int:
        """Forget older entries, but for believed calls; answers how many went. Others get their turn in between."""
        limit_us, forgotten, seq = microseconds(before), 0, 0
        self._writer.write(tables.FORGET_REQUESTS, (limit_us,))
        while rows := self._writer.read(tables.AGES, (seq, CHUNK)):
            old = [row for row in rows if row[1] < limit_us]
            going = [seq for seq, _, call in old if call not in self._believed]
            self._writer.write(tables.FORGET, (json.dumps(going),))
            forgotten += len(going)
            if len(old) < len(rows):
                break
            seq = rows[-1][0]
            await asyncio.sleep(0)
        return forgotten

    def close(self) -> None:
        """Write what is left, and give back the numbers that were reserved and not used."""
        self._writer.write(tables.PUT_FACT, ("reserved", self.last_seq))
        self._writer.close()
