"""One-way audio is noticed, and nothing else is taken for it."""

from dataclasses import replace

from softphone.quality.counters import Totals
from softphone.quality.course import Course
from softphone.quality.flow import Flow
from softphone.quality.readings import Reading


class Line:
    """A leg that is looked at every second."""

    def __init__(self) -> None:
        self.course = Course(0.0)
        self.last = Reading(at=0.0, codec="PCMU")

    def goes_on(self, seconds: int, *, received: int = 50, sent: int = 50, **more: object) -> Flow:
        for _ in range(seconds):
            before = self.last
            self.last = replace(
                before,
                at=before.at + 1,
                received=Totals(before.received.packets + received),
                packets_sent=before.packets_sent + sent,
                **more,  # type: ignore[arg-type]
            )
            self.course.read(self.last)
        return self.course.flow.flow

    def reports(self, lost: int) -> Flow:
        self.last = replace(self.last, sent=Totals(self.last.packets_sent, lost), reports=self.last.reports + 1)
        return self.goes_on(1, sent=0)


def test_a_line_that_carries_both_ways_is_well() -> None:
    assert Line().goes_on(60) is Flow.BOTH


def test_nothing_that_reaches_us_is_noticed_after_three_seconds_and_forgotten_when_it_comes() -> None:
    line = Line()
    assert line.goes_on(2, received=0) is Flow.BOTH
    assert line.goes_on(1, received=0) is Flow.SENT_ONLY
    assert line.goes_on(1) is Flow.BOTH


def test_a_hold_is_no_silence() -> None:
    assert Line().goes_on(60, received=0, is_to_receive=False) is Flow.BOTH


def test_a_far_end_that_says_that_everything_was_lost_gets_nothing() -> None:
    line = Line()
    line.goes_on(5)
    assert line.reports(lost=line.last.packets_sent) is Flow.RECEIVED_ONLY
    line.goes_on(5)
    assert line.reports(lost=250) is Flow.BOTH


def test_a_far_end_that_reports_and_never_about_us_gets_nothing() -> None:
    line = Line()
    assert line.goes_on(19, has_peer_reports=True) is Flow.BOTH
    assert line.goes_on(1, has_peer_reports=True) is Flow.RECEIVED_ONLY
    assert line.goes_on(3, received=0) is Flow.NEITHER


def test_a_far_end_that_never_reports_may_hear_us_well() -> None:
    assert Line().goes_on(300) is Flow.BOTH


def test_nobody_can_miss_what_we_do_not_send() -> None:
    assert Line().goes_on(60, is_to_send=False, has_peer_reports=True) is Flow.BOTH
    assert Line().goes_on(60, sent=0, has_peer_reports=True) is Flow.BOTH
