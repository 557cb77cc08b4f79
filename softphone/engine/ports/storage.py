"""What the engine keeps, in its own words: the journal of what Salesforce was told, and the history of calls.

Storage never stops a call. A port that cannot write goes on from memory, says so once by its `Notify`, and writes what
it still has when it can again. Nothing here raises for a full disk or a damaged file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from pathlib import Path
from typing import Protocol

from softphone.core.values import CallId, Direction, RequestId
from softphone.engine.call_record import CallRecord


@unique
class Trouble(StrEnum):
    """What can be wrong with a store."""

    DAMAGED = "damaged"
    NEWER = "newer"
    FULL = "full"
    UNAVAILABLE = "unavailable"
    LOST = "lost"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class StorageNotice:
    """A store has a fault, or is well again (`Trouble.OVER`). `path` is the file that people may want to look at."""

    store: str
    trouble: Trouble
    says: str
    path: str = ""


Notify = Callable[[StorageNotice], None]
"""Told of every fault once, not at every write. May be called from any thread and never blocks."""


@unique
class EntryKind(StrEnum):
    """What a journal entry was for the page."""

    EVENT = "event"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something that is about to be sent. `payload` is the JSON that goes out; `request` is set for a result."""

    kind: EntryKind
    type: str
    payload: bytes
    at: datetime
    call: CallId | None = None
    request: RequestId | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Why an entry need not be sent any more: the page instance that acked it, or the reason it was written off."""

    by: str
    at: datetime
    is_acked: bool = True


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Something that was sent, or was to be."""

    seq: int
    entry: NewEntry
    settled: Settled | None = None


@unique
class Claim(StrEnum):
    """What the journal knows of a request that has no result: nothing, or that somebody began to carry it out."""

    NEW = "new"
    BEGUN = "begun"


class JournalPort(Protocol):
    """All that a connector page was or is to be told, numbered. All but `prune` is cheap enough to call inline."""

    @property
    def id(self) -> str:
        """Name this journal. A replaced one has another name, and its entries are others."""

    @property
    def last_seq(self) -> int:
        """The number given last; 0 when there was none. Numbers grow and are never given twice, gaps may occur."""

    def append(self, entry: NewEntry) -> int:
        """Keep an entry and give it its number."""

    def claim(self, request: RequestId, at: datetime) -> Claim | JournalEntry:
        """Note that a request is about to be carried out; anything but `NEW` means that it must not be, again."""

    def ack(self, seqs: Iterable[int], page: str, at: datetime) -> None:
        """Note that a page instance has handled these entries. Unknown numbers are ignored."""

    def write_off(self, up_to: int, why: str, at: datetime) -> None:
        """Note that the unacked entries up to this number will never be sent (their page is gone)."""

    def unacked(self, after: int = 0, limit: int = 100_000) -> list[JournalEntry]:
        """List the entries still to be handled by a page, oldest first."""

    def of_call(self, call: CallId) -> list[JournalEntry]:
        """List everything about one call, oldest first."""

    def believe(self, call: CallId, at: datetime) -> None:
        """Note that Salesforce believes in this call from now on; its entries are kept whatever their age."""

    def disbelieve(self, call: CallId) -> None:
        """Note that Salesforce was told, and has handled, that this call is over."""

    @property
    def believed(self) -> frozenset[CallId]:
        """The calls that Salesforce still believes in."""

    async def prune(self, before: datetime) -> int:
        """Forget older entries, but for believed calls; answers how many went."""

    def close(self) -> None:
        """Write what is left. Nothing is kept afterwards."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records somebody wants to see, newest first. `before` is the `next` of the page before this one."""

    direction: Direction | None = None
    is_missed_only: bool = False
    text: str = ""
    call: CallId | None = None
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 50
    before: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some records, newest first. `next` is where the following page begins, None when there is none."""

    records: tuple[CallRecord, ...]
    next: int | None = None


@unique
class ExportForm(StrEnum):
    """The forms that records can be given away in."""

    CSV = "csv"
    JSON = "json"


class HistoryPort(Protocol):
    """Records of calls. Reading and writing happen elsewhere: the caller's loop never waits for a disk."""

    def save(self, record: CallRecord) -> None:
        """Keep a record soon; one with the same call and start replaces the one before."""

    def begin(self, record: CallRecord) -> None:
        """Keep soon what is to be said of a call that goes on: it is a record when the next run begins without another.

        Nobody finds it before, and `save` with the same call takes its place.
        """

    def save_series(self, record: CallRecord, name: str, series: bytes) -> None:
        """Keep a time series beside a record, soon; `name` says which."""

    async def settle(self) -> bool:
        """Wait until everything saved so far is on disk; answers whether it is."""

    async def page(self, wanted: Wanted) -> HistoryPage:
        """Find records."""

    async def series(self, record: CallRecord, name: str) -> bytes | None:
        """Read a time series back."""

    async def export(self, wanted: Wanted, form: ExportForm, target: Path) -> int:
        """Write all wanted records (the limit is not used) into a new file for this user only; answers how many.

        Raises OSError with its reason when the file cannot be written; then no file is left.
        """

    async def prune(self, before: datetime, keep_series: int) -> int:
        """Forget older records, and the series of all but the latest calls; answers how many records went."""

    async def close(self) -> None:
        """Write what is left and let go of the file."""
