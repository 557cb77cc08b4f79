"""The log is written beside the calls: nobody waits for the disk, nothing is lost without being counted."""

import gc
import logging
import threading
import weakref
from collections.abc import Iterator

import pytest

from softphone.adapters.storage import scribe as scribe_module
from softphone.adapters.storage.scribe import Scribe

PATIENCE_S = 10


class SlowDisk(logging.Handler):
    """Writes nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.is_writing, self.may_write = threading.Event(), threading.Event()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.is_writing.set()
        self.may_write.wait(PATIENCE_S)
        self.lines.append(record.getMessage())


class Call:
    """Something that must go when it is over."""

    def ring(self) -> None:
        raise NotImplementedError


@pytest.fixture
def disk() -> SlowDisk:
    return SlowDisk()


@pytest.fixture
def scribe(disk: SlowDisk) -> Iterator[Scribe]:
    scribe = Scribe()
    yield scribe
    disk.may_write.set()
    scribe.stop()


@pytest.fixture
def log(scribe: Scribe, disk: SlowDisk) -> logging.Logger:
    logger = logging.Logger("nobody else hears it")  # noqa: LOG001 - so nobody has to take it back
    logger.addHandler(scribe.writes_with(disk))
    return logger


def test_whoever_logs_does_not_wait_and_the_order_stays(log: logging.Logger, scribe: Scribe, disk: SlowDisk) -> None:
    for number in range(100):
        log.info("entry %d", number)
    assert disk.lines == []

    disk.may_write.set()
    scribe.settle()

    assert disk.lines == [f"entry {number}" for number in range(100)]


def test_an_entry_says_what_was_so_when_it_was_logged(log: logging.Logger, scribe: Scribe, disk: SlowDisk) -> None:
    calls = ["one"]
    log.info("calls: %s", calls)
    calls.append("two")

    disk.may_write.set()
    scribe.settle()

    assert disk.lines == ["calls: ['one']"]


def test_an_entry_that_waits_keeps_no_call_alive(log: logging.Logger, disk: SlowDisk) -> None:
    call = Call()
    gone = weakref.ref(call)
    try:
        call.ring()
    except NotImplementedError:
        log.exception("about %r", call)
    assert disk.is_writing.wait(PATIENCE_S)
    del call
    gc.collect()

    assert gone() is None


def test_entries_that_the_disk_is_too_slow_for_are_counted(
    log: logging.Logger, scribe: Scribe, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scribe_module, "MOST_WAITING", 3)
    log.info("being written")
    assert disk.is_writing.wait(PATIENCE_S)
    for number in range(5):
        log.info("entry %d", number)
    disk.may_write.set()
    scribe.settle()

    log.info("later")
    scribe.settle()

    assert disk.lines[:-1] == ["being written", "entry 0", "entry 1", "entry 2"]
    assert disk.lines[-1].splitlines() == ["later", "(2 entries before this one were left out: the disk is too slow)"]


def test_a_disk_that_never_answers_holds_up_the_end_only_for_a_while(
    log: logging.Logger, scribe: Scribe, disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scribe_module, "LAST_WORDS_S", 0.01)
    log.info("never written")
    assert disk.is_writing.wait(PATIENCE_S)

    scribe.settle()
    scribe.stop()

    assert disk.lines == []


def test_who_sees_only_what_matters_gets_no_details(log: logging.Logger, scribe: Scribe, disk: SlowDisk) -> None:
    people = SlowDisk()
    people.setLevel(logging.WARNING)
    people.may_write.set()
    disk.may_write.set()
    log.addHandler(scribe.writes_with(people))

    log.info("a detail")
    log.warning("a matter")
    scribe.settle()

    assert disk.lines == ["a detail", "a matter"]
    assert people.lines == ["a matter"]
