"""What every journal does, the simple one of the tests and the one that is used."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from softphone.adapters.storage.journal import SqliteJournal
from softphone.core.values import CallId, RequestId
from softphone.engine.ports.storage import Claim, JournalEntry, JournalPort, Settled, StorageNotice
from tests.fakes.records import NOON, event, result
from tests.fakes.storage import FakeJournal


@pytest.fixture(params=["fake", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[JournalPort]:
    notices: list[StorageNotice] = []
    made: JournalPort = FakeJournal() if request.param == "fake" else SqliteJournal(tmp_path / "j.db", notices.append)
    yield made
    made.close()
    assert notices == []


def seqs(entries: list[JournalEntry]) -> list[int]:
    return [entry.seq for entry in entries]


def test_numbers_grow_by_one(journal: JournalPort) -> None:
    assert [journal.append(event(n)) for n in range(3)] == [1, 2, 3]
    assert journal.last_seq == 3


def test_what_was_appended_is_read_back_as_it_was(journal: JournalPort) -> None:
    wanted = event(7, at=NOON + timedelta(microseconds=123_457))
    journal.append(wanted)

    assert journal.unacked() == [JournalEntry(1, wanted, None)]


def test_an_acked_entry_is_not_sent_again(journal: JournalPort) -> None:
    for number in range(4):
        journal.append(event(number))
    journal.ack([1, 3], "page-1", NOON)

    assert seqs(journal.unacked()) == [2, 4]
    assert journal.of_call(CallId("call-1"))[0].settled == Settled("page-1", NOON)


def test_the_first_ack_counts(journal: JournalPort) -> None:
    journal.append(event())
    journal.ack([1], "page-1", NOON)
    journal.ack([1], "page-2", NOON + timedelta(seconds=1))

    assert journal.of_call(CallId("call-1"))[0].settled == Settled("page-1", NOON)


def test_acks_for_entries_that_nobody_made_are_ignored(journal: JournalPort) -> None:
    journal.ack([5, -1, 2**62], "page-1", NOON)

    assert journal.append(event()) == 1
    assert seqs(journal.unacked()) == [1]


def test_unacked_entries_come_in_pieces(journal: JournalPort) -> None:
    for number in range(5):
        journal.append(event(number))

    assert seqs(journal.unacked(after=1, limit=2)) == [2, 3]


def test_what_is_written_off_is_not_sent_and_not_called_acked(journal: JournalPort) -> None:
    for number in range(3):
        journal.append(event(number))
    journal.ack([1], "page-1", NOON)
    journal.write_off(2, "page gone", NOON)

    assert seqs(journal.unacked()) == [3]
    assert [entry.settled and entry.settled.is_acked for entry in journal.of_call(CallId("call-1"))] == [
        True,
        False,
        None,
    ]


def test_a_request_is_new_once(journal: JournalPort) -> None:
    assert journal.claim(RequestId("r1"), NOON) is Claim.NEW
    assert journal.claim(RequestId("r1"), NOON) is Claim.BEGUN
    assert journal.claim(RequestId("r2"), NOON) is Claim.NEW


def test_a_request_that_was_answered_brings_its_result(journal: JournalPort) -> None:
    journal.claim(RequestId("r1"), NOON)
    answer = result("r1")
    journal.append(answer)

    assert journal.claim(RequestId("r1"), NOON) == JournalEntry(1, answer, None)


def test_entries_of_one_call_are_found(journal: JournalPort) -> None:
    journal.append(event(1, call="a"))
    journal.append(event(2, call="b"))
    journal.append(event(3, call=None))
    journal.append(event(4, call="a"))

    assert seqs(journal.of_call(CallId("a"))) == [1, 4]


def test_calls_are_believed_until_salesforce_knows_better(journal: JournalPort) -> None:
    journal.believe(CallId("a"), NOON)
    journal.believe(CallId("b"), NOON)
    journal.believe(CallId("a"), NOON)
    journal.disbelieve(CallId("a"))
    journal.disbelieve(CallId("unknown"))

    assert journal.believed == {CallId("b")}


async def test_old_entries_are_forgotten_but_not_those_of_believed_calls(journal: JournalPort) -> None:
    journal.append(event(1, call="old"))
    journal.append(event(2, call="believed"))
    journal.append(event(3, call=None))
    journal.append(event(4, call="new", at=NOON + timedelta(days=1)))
    journal.believe(CallId("believed"), NOON)

    assert await journal.prune(NOON + timedelta(hours=1)) == 2
    assert seqs(journal.unacked()) == [2, 4]


async def test_forgotten_numbers_are_not_given_again(journal: JournalPort) -> None:
    journal.append(event())
    await journal.prune(NOON + timedelta(days=1))

    assert journal.append(event()) == 2


async def test_a_request_is_forgotten_with_its_time(journal: JournalPort) -> None:
    journal.claim(RequestId("r1"), NOON)
    await journal.prune(NOON + timedelta(days=1))

    assert journal.claim(RequestId("r1"), NOON) is Claim.NEW
