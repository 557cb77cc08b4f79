"""Everything a page is told: numbered, kept before it is sent, and once it is acked part of what Salesforce believes.

May not know which page is in charge; it is told when something may be sent.
"""

from collections.abc import Callable, Iterator

import msgspec

from softphone.connector.calls import PhoneCall
from softphone.connector.publications import Publication
from softphone.connector.told import Beliefs
from softphone.core.values import CallId, RequestId
from softphone.engine.clock import now, wall
from softphone.engine.pages import kept as keeping
from softphone.engine.pages.kept import Kept, KeptError, KeptEvent, KeptRejection, KeptResult
from softphone.engine.pages.traffic import Traffic
from softphone.engine.ports.storage import EntryKind, JournalEntry, JournalPort, NewEntry

MOST_PENDING = 50_000
"""A page that is gone for so long is not waited for any more."""

BY_REPLAY = "replay"
"""Who acked what no page was sent: the base connector found it when it asked for active calls."""


class Outgoing:
    """The messages to pages, and what has become of them."""

    def __init__(self, journal: JournalPort) -> None:
        self.journal = journal
        self.beliefs = Beliefs()
        self._pending: dict[int, Kept] = {}
        self.listeners: list[Callable[[Kept], None]] = []
        self.traffic = Traffic()
        self._recover()

    def keep(self, kept: Kept) -> int:
        """Write a message down and give it its number, before anybody sees it."""
        seq = self._write_down(kept)
        if len(self._pending) < MOST_PENDING:
            self._pending[seq] = kept
        return seq

    @property
    def has_pending(self) -> bool:
        """Whether anything has not been acked yet."""
        return bool(self._pending)

    @property
    def unheard(self) -> Iterator[Kept]:
        """What no page has dealt with yet, in order."""
        return iter(tuple(self._pending.values()))

    def legs_believed(self, call: CallId) -> tuple[PhoneCall, ...]:
        """The legs that Salesforce will show of a call when it has heard what is under way."""
        beliefs = self.beliefs
        for kept in self._pending.values():
            if keeping.call_of(kept) == call:
                beliefs = keeping.believed_after(beliefs, kept)
        known = beliefs.calls.get(call)
        return known.legs if known else ()

    def pending(self, after: int = 0) -> Iterator[tuple[int, Kept]]:
        """The messages that no page has acked, in order."""
        return ((seq, kept) for seq, kept in tuple(self._pending.items()) if seq > after)

    def revive(self, entry: JournalEntry) -> Kept:
        """An answer is given again: until it is acked, it counts as not heard."""
        kept = keeping.read(entry.entry.payload)
        if entry.settled is None or not entry.settled.is_acked:
            self._pending[entry.seq] = kept
        return kept

    def settle(self, seq: int, page: str, *, is_dispatched: bool) -> Kept | None:
        """A page has dealt with a message; answers with it, the first time."""
        self.journal.ack((seq,), page, wall(now()))
        kept = self._pending.pop(seq, None)
        if kept is not None:
            self.traffic.settled((seq,), "acked" if is_dispatched else "failed", page)
        if kept is not None and is_dispatched:
            self._believe(keeping.believed_after(self.beliefs, kept))
            for listener in self.listeners:
                listener(kept)
        return kept

    def settle_up_to(self, seq: int, page: str) -> None:
        """A page has dealt with everything up to a number, although its acks were lost."""
        for number, _ in self.pending():
            if number <= seq:
                self.settle(number, page, is_dispatched=True)

    def write_off(self, why: str) -> None:
        """The page that was to deal with what is pending will not come back."""
        if self._pending:
            self.journal.write_off(max(self._pending), why, wall(now()))
            self.traffic.settled(tuple(self._pending), "written_off", why)
            self._pending.clear()

    def assume(self, told: Publication) -> None:
        """Salesforce learns this by itself, from what the base connector replays. It is kept like what is sent."""
        kept = keeping.publication(told)
        seq = self._write_down(kept)
        self.journal.ack((seq,), BY_REPLAY, wall(now()))
        self.traffic.settled((seq,), "assumed", BY_REPLAY)
        self._believe(keeping.believed_after(self.beliefs, kept))

    def replayed(self) -> None:
        """Salesforce has been told what goes on, as the base connector tells it: each party by itself."""
        self._believe(self.beliefs.told_apart())

    def _write_down(self, kept: Kept) -> int:
        kind = EntryKind.EVENT if isinstance(kept, KeptEvent | KeptError) else EntryKind.RESULT
        request = RequestId(kept.request) if isinstance(kept, KeptResult | KeptRejection) else None
        entry = NewEntry(kind, _title(kept), keeping.encode(kept), wall(now()), keeping.call_of(kept), request)
        seq = self.journal.append(entry)
        self.traffic.kept(seq, kept, entry.at)
        return seq

    def _believe(self, beliefs: Beliefs) -> None:
        before, after = set(self.beliefs.calls), set(beliefs.calls)
        for call in after - before:
            self.journal.believe(call, wall(now()))
        for call in before - after:
            self.journal.disbelieve(call)
        self.beliefs = beliefs

    def _recover(self) -> None:
        """After a restart: what Salesforce believes, and what it was still to hear, is in the journal."""
        beliefs = self.beliefs
        for call in self.journal.believed:
            for entry in self.journal.of_call(call):
                kept = _read(entry)
                if kept and entry.settled and entry.settled.is_acked:
                    beliefs = keeping.believed_after(beliefs, kept)
        self.beliefs = beliefs
        for entry in self.journal.unacked():
            if kept := _read(entry):
                self._pending[entry.seq] = kept
                self.traffic.kept(entry.seq, kept, entry.entry.at)


def _read(entry: JournalEntry) -> Kept | None:
    try:
        return keeping.read(entry.entry.payload)
    except msgspec.DecodeError:
        return None


def _title(kept: Kept) -> str:
    match kept:
        case KeptEvent(event=event) | KeptError(event=event):
            return event
        case KeptResult(type=name):
            return name
        case KeptRejection():
            return "rejection"
