"""How a leg sounded as a whole, just now, and at its worst."""

from collections.abc import Iterable

import pytest
from hypothesis import given, strategies as st

from softphone.quality.counters import Totals
from softphone.quality.course import Course
from softphone.quality.readings import Reading
from softphone.quality.spans import Span


def course(lost_in_each_second: Iterable[int], codec: str = "PCMU") -> Course:
    """So many of 50 packets are lost in each second."""
    course, came, lost = Course(0.0), 0, 0
    for at, missing in enumerate(lost_in_each_second, start=1):
        came, lost = came + 50 - missing, lost + missing
        course.read(Reading(at=float(at), codec=codec, received=Totals(came, lost, loss_periods=lost)))
    return course


def test_a_clean_line_is_as_good_as_the_codec_from_its_first_second_on() -> None:
    clean = course([0])

    for judged in (clean.now(), clean.overall(), clean.worst):
        assert judged.received is not None
        assert judged.received.mos == pytest.approx(4.38, abs=0.03)
        assert judged.sent is None, "the far end has said nothing"


def test_just_now_follows_what_happens_and_the_whole_remembers_it() -> None:
    mended = course([0] * 20 + [25] * 10 + [0] * 10)
    now, overall, worst = mended.now().received, mended.overall().received, mended.worst.received

    assert now
    assert overall
    assert worst
    assert worst.mos < overall.mos < now.mos
    assert worst.loss_percent == pytest.approx(50)
    assert now.loss_percent == 0


def test_the_worst_stretch_of_a_short_call_is_the_call() -> None:
    short = course([0, 10, 0])

    assert short.worst == short.overall()


def test_the_far_ends_last_word_stands_until_the_next() -> None:
    leg = Course(0.0)
    heard = Reading(at=5.0, codec="PCMU", packets_sent=250, sent=Totals(250, 50), reports=1)
    leg.read(heard)
    for at in range(6, 30):
        leg.read(Reading(at=float(at), codec="PCMU", packets_sent=50 * at, sent=Totals(50 * at, 50), reports=1))

    assert (said := leg.now().sent) is not None
    assert said.loss_percent == pytest.approx(20)


def test_nobody_judges_a_codec_that_nobody_measured() -> None:
    assert course([0], codec="homegrown").overall().worse is None
    assert Course(0.0).now().worse is None


def test_an_empty_span_has_no_opinion() -> None:
    assert (Span().heard(), Span().heard_there(), Span().rtt_ms, Span().buffer_ms) == (None, None, None, 0.0)


@given(st.lists(st.integers(0, 50), min_size=10, max_size=60))
def test_the_worst_is_never_better_than_the_whole(lost: list[int]) -> None:
    leg = course(lost)
    whole, worst = leg.overall().received, leg.worst.received

    assert whole
    assert worst
    assert 1 <= worst.mos <= 4.5
    assert worst.mos <= whole.mos + 0.3, "bursts are judged by their own stretch, so the two differ a little"
