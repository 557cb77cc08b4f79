"""Looking around again: one look at a time, never forgotten, never waited for."""

import logging
import threading

import pytest

from softphone.adapters.sip.network.lookout import Lookout

WITHIN_S = 5


def test_what_is_seen_is_told_and_whether_anybody_knows_of_a_change() -> None:
    told: list[tuple[str, bool]] = []
    seen = threading.Semaphore(0)

    def found(sight: str, has_changed: bool) -> None:
        told.append((sight, has_changed))
        seen.release()

    lookout = Lookout(lambda: "the harbour", found)
    lookout.refresh()
    assert seen.acquire(timeout=WITHIN_S)
    lookout.refresh(has_changed=True)
    assert seen.acquire(timeout=WITHIN_S)

    assert told == [("the harbour", False), ("the harbour", True)]


def test_being_asked_during_a_look_means_one_more_look_after_it() -> None:
    looks: list[bool] = []
    may_end, begun, done = threading.Event(), threading.Event(), threading.Semaphore(0)

    def look() -> None:
        begun.set()
        may_end.wait(WITHIN_S)

    def found(_: None, has_changed: bool) -> None:
        looks.append(has_changed)
        done.release()

    lookout = Lookout(look, found)
    lookout.refresh()
    assert begun.wait(WITHIN_S)
    lookout.refresh(has_changed=True)
    lookout.refresh()
    may_end.set()

    assert done.acquire(timeout=WITHIN_S)
    assert done.acquire(timeout=WITHIN_S)
    assert looks == [False, True]


def test_a_look_that_fails_is_told_and_does_not_end_the_looking(caplog: pytest.LogCaptureFixture) -> None:
    begun, seen = threading.Event(), threading.Event()
    outcomes = iter([OSError("no more files"), None])

    def look() -> None:
        error = next(outcomes)
        begun.set()
        if error:
            raise error

    lookout = Lookout(look, lambda *_: seen.set())
    with caplog.at_level(logging.WARNING):
        lookout.refresh()
        assert begun.wait(WITHIN_S)
        lookout.refresh()
        assert seen.wait(WITHIN_S)

    assert "no more files" in caplog.text
