"""The course of a call can be read while it lasts and afterwards."""

import pytest

from softphone.core.values import CallId
from softphone.engine.measuring.courses import NAME, Courses
from softphone.protocol.refusals import Refused
from softphone.quality.counters import Totals
from tests.core.scenes import LEG_A, A
from tests.engine.measuring.test_rating import Rated


class Followed(Rated):
    """A hall whose calls are followed second by second."""

    def __init__(self, *, keeps: bool = True) -> None:
        super().__init__()
        self.courses = Courses(self.archive, keeps=keeps)
        self.gauges.listeners.append(self.courses.see)
        self.listeners = (*self.listeners, self.courses.listen)


async def test_a_call_that_goes_on_shows_its_course_so_far() -> None:
    hall = Followed()
    hall.talks()
    hall.tell()
    hall.looked(seconds=[1, 2, 3], rtt_ms=61.4)
    course = await hall.courses.of_call(A)
    (leg,) = course.legs

    assert (course.call_id, leg.leg_id, leg.codec) == (A, LEG_A, "PCMU")
    assert list(leg.at_s) == [1.0, 2.0, 3.0]
    assert list(leg.received) == [50, 50, 50]
    assert list(leg.lost) == [1, 1, 1]
    assert list(leg.rtt_ms) == [61, 61, 61]
    assert all(mos is not None and 3.9 < mos < 4.5 for mos in leg.mos)
    assert list(leg.mos_there) == [None, None, None]


async def test_a_call_that_is_over_shows_the_same() -> None:
    hall = Followed()
    hall.talks()
    hall.tell()
    hall.looked(seconds=[1, 2, 3], sent=Totals(50, 5), reports=1, rtt_ms=60)
    before = await hall.courses.of_call(A)
    hall.ends()

    assert await hall.courses.of_call(A) == before
    assert await hall.courses.of_call(A, hall.record.started_at) == before
    assert not hall.courses._running


async def test_nothing_is_shown_of_a_call_that_nobody_followed() -> None:
    hall = Followed()

    with pytest.raises(Refused, match="Nothing is kept"):
        await hall.courses.of_call(CallId("nobody"))


async def test_whoever_wants_nothing_kept_keeps_nothing() -> None:
    hall = Followed(keeps=False)
    hall.talks()
    hall.tell()
    hall.looked(seconds=[1, 2, 3])
    hall.ends()
    await hall.courses.settle()

    assert not hall.history.kept_series


async def test_what_another_version_kept_is_refused_and_not_shown_wrong() -> None:
    hall = Followed()
    hall.talks()
    hall.tell()
    hall.looked(seconds=[1])
    record = hall.ends()
    await hall.courses.settle()
    hall.history.kept_series[record.call, record.started_at, NAME] = b"\x01\x02"

    with pytest.raises(Refused, match="cannot be read"):
        await hall.courses.of_call(A)
