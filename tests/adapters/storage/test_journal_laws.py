"""Whatever is done to the journal in SQLite, in whatever order, it says what a plain list would say."""

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from softphone.adapters.storage.journal import SqliteJournal
from softphone.core.values import CallId, RequestId
from tests.fakes.records import NOON, event, result
from tests.fakes.storage import FakeJournal

CALLS = st.sampled_from(["a", "b", "c"]).map(CallId)
REQUESTS = st.sampled_from(["r", "s", "t"]).map(RequestId)
PAGES = st.sampled_from(["page-1", "page-2"])


class TwoJournals(RuleBasedStateMachine):
    """One that is a list, and one in a file that another program locks now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.db"
        self.waiting: list[Callable[[], None]] = []
        self.plain, self.real = FakeJournal(), self.open()
        self.other: sqlite3.Connection | None = None

    def open(self) -> SqliteJournal:
        return SqliteJournal(self.path, lambda _: None, lambda _, what: self.waiting.append(what))

    @rule(call=CALLS)
    def append_an_event(self, call: CallId) -> None:
        entry = event(self.plain.last_seq, call=call)
        assert self.real.append(entry) == self.plain.append(entry)

    @rule(request=REQUESTS)
    def answer(self, request: RequestId) -> None:
        known = self.plain.claim(request, NOON)
        assert self.real.claim(request, NOON) == known
        entry = result(request)
        assert self.real.append(entry) == self.plain.append(entry)

    @rule(request=REQUESTS)
    def claim(self, request: RequestId) -> None:
        assert self.real.claim(request, NOON) == self.plain.claim(request, NOON)

    @rule(seqs=st.lists(st.integers(0, 12), max_size=4), page=PAGES)
    def ack(self, seqs: list[int], page: str) -> None:
        self.real.ack(seqs, page, NOON)
        self.plain.ack(seqs, page, NOON)

    @rule(up_to=st.integers(0, 12))
    def write_off(self, up_to: int) -> None:
        self.real.write_off(min(up_to, self.plain.last_seq), "gone", NOON)
        self.plain.write_off(min(up_to, self.plain.last_seq), "gone", NOON)

    @rule(call=CALLS, is_believed=st.booleans())
    def believe(self, call: CallId, is_believed: bool) -> None:
        for journal in (self.plain, self.real):
            if is_believed:
                journal.believe(call, NOON + timedelta(seconds=1))
            else:
                journal.disbelieve(call)

    @precondition(lambda self: self.other is None)
    @rule()
    def lock(self) -> None:
        self.other = sqlite3.connect(self.path, isolation_level=None)
        self.other.execute("BEGIN IMMEDIATE")

    @precondition(lambda self: self.other is not None)
    @rule()
    def unlock(self) -> None:
        assert self.other
        self.other.close()
        self.other = None

    @precondition(lambda self: self.waiting)
    @rule()
    def try_again(self) -> None:
        self.waiting.pop(0)()

    @precondition(lambda self: self.other is None)
    @rule()
    def reopen(self) -> None:
        self.real.close()
        self.real = self.open()

    @rule(after=st.integers(0, 8), limit=st.integers(1, 5))
    def read_some(self, after: int, limit: int) -> None:
        assert self.real.unacked(after, limit) == self.plain.unacked(after, limit)

    @invariant()
    def both_say_the_same(self) -> None:
        assert self.real.unacked() == self.plain.unacked()
        assert self.real.believed == self.plain.believed
        assert self.real.last_seq == self.plain.last_seq
        assert self.real.of_call(CallId("call-1")) == self.plain.of_call(CallId("call-1"))

    def teardown(self) -> None:
        if self.other:
            self.other.close()
        self.real.close()
        self.folder.cleanup()


TestTwoJournals = TwoJournals.TestCase
TestTwoJournals.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
