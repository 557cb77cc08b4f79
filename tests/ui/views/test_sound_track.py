"""A party's sound second by second: the same from the course of a call as from its figures as they come."""

from softphone.protocol.figures import LatestSecond, LegFigures, StreamFigures
from softphone.protocol.sound_quality import LegCourse
from softphone.protocol.vocabulary import Role
from softphone.ui.views.sound_track import LIVE_S, Beat, Track, track_of
from tests.ui.states import NOON

SECONDS = (
    LatestSecond(received=50, jitter_ms=2.0, mos=4.3, sent=50),
    LatestSecond(received=45, lost=4, discarded=1, jitter_ms=3.0, rtt_ms=40.0, mos=3.9, sent=50),
    LatestSecond(received=50, jitter_ms=2.0, mos=4.3, sent=50, lost_there=15, jitter_there_ms=5.0, mos_there=3.2),
    LatestSecond(mos=None, sent=50, mos_there=3.2),
)


def course(seconds: tuple[LatestSecond, ...] = SECONDS, began: int = 1) -> LegCourse:
    columns = {name: tuple(getattr(one, name) for one in seconds) for name in LatestSecond.__struct_fields__}
    at_s = tuple(float(second) for second in range(began, began + len(seconds)))
    return LegCourse(leg_id="leg", role=Role.INITIAL_CALLER, codec="opus", began_at=NOON, at_s=at_s, **columns)


def told(at_s: float, second: LatestSecond | None) -> LegFigures:
    received = StreamFigures()
    return LegFigures(call_id="call-1", leg_id="leg", seconds=at_s, codec="opus", received=received, latest=second)


def followed(seconds: tuple[LatestSecond, ...]) -> Track:
    track = Track(leg_id="leg")
    for at_s, second in enumerate(seconds, 1):
        track = track.after(told(float(at_s), second))
    return track


def test_a_call_that_was_followed_shows_what_its_course_does() -> None:
    assert followed(SECONDS) == track_of(course())


def test_a_beat_says_what_share_was_lost_and_what_the_far_end_said_last() -> None:
    first, second, third, fourth = track_of(course()).beats

    assert first == Beat(1.0, mos=4.3, loss=0.0, jitter=2.0)
    assert (second.loss, second.loss_there, second.rtt) == (100 * 5 / 49, None, 40.0)
    assert third.loss_there == 10.0, "15 of the 150 packets since the last report"
    assert (fourth.loss_there, fourth.jitter_there, fourth.rtt) == (10.0, 5.0, 40.0), "that stands until the next one"
    assert (fourth.mos, fourth.loss, fourth.jitter) == (None, None, None), "nothing came, so nothing is known"


def test_a_second_that_is_known_or_was_not_measured_changes_nothing() -> None:
    track = track_of(course())

    assert track.after(told(4.04, SECONDS[0])) is track
    assert track.after(told(9.0, None)) is track


def test_of_a_running_call_the_last_minutes_are_kept() -> None:
    track = track_of(course((SECONDS[0],) * 1000)).lately()
    assert track.beats[0].at_s == 1000 - LIVE_S + 1

    later = track.after(told(1001.0, SECONDS[1]))
    assert (later.beats[0].at_s, later.beats[-1].at_s) == (1001 - LIVE_S + 1, 1001.0)
