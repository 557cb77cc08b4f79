"""One instant is one moment, until somebody sets the clock."""

import time

import pytest

from softphone.core.values import Instant
from softphone.engine import clock


def test_the_same_instant_is_always_the_same_moment() -> None:
    at = clock.now()

    assert len({clock.wall(at) for _ in range(100)}) == 1


def test_an_instant_is_told_by_the_wall_clock() -> None:
    assert abs(clock.wall(clock.now()).timestamp() - time.time()) < 1


def test_a_clock_that_was_set_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    at = Instant(clock.now())
    before = clock.wall(at)
    hour_later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: hour_later)

    assert 3500 < (clock.wall(at) - before).total_seconds() < 3700

    monkeypatch.undo()
    assert abs((clock.wall(at) - before).total_seconds()) < 1
