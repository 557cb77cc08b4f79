"""What Salesforce is told about the sound of a call, and what it makes of it."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from softphone.connector.reports import PageSums, Untold
from softphone.connector.statistics import AudioStats, AudioStatsElement, StatsInfo
from softphone.quality.counters import Interval
from softphone.quality.readings import Second

SECOND = Second(at=1.0, seconds=1.0, codec="PCMU")
HEARD = replace(SECOND, received=Interval(packets=48, lost=2, discarded=3), rtt_ms=80.6, buffer_ms=39.5)
BOTH = replace(HEARD, sent=Interval(packets=200, lost=50, jitter_ms=12.4))


def told(*seconds: Second) -> tuple[Untold, AudioStatsElement | None]:
    untold = Untold()
    for second in seconds:
        untold = untold.plus(second)
    return untold.told()


def test_numbers_are_whole_and_of_the_interval() -> None:
    untold, element = told(HEARD, BOTH)

    assert element == AudioStatsElement(
        input_channel_stats=StatsInfo(
            packets_count=250, packets_lost=50, jitter_buffer_millis=25, round_trip_time_millis=81
        ),
        output_channel_stats=StatsInfo(
            packets_count=100, packets_lost=4, jitter_buffer_millis=40, round_trip_time_millis=81
        ),
    )
    assert untold.told() == (untold, None), "and nothing is told twice"


def test_nothing_is_told_before_the_first_report_and_nothing_is_lost_by_waiting() -> None:
    silent = replace(HEARD, rtt_ms=None)
    untold, nothing = told(silent, silent)
    _, element = untold.plus(BOTH).told()

    assert nothing is None
    assert element is not None
    assert element.output_channel_stats is not None
    assert element.output_channel_stats.packets_count == 150


def test_a_direction_in_which_nothing_was_to_come_is_left_out() -> None:
    _, element = told(replace(BOTH, received=Interval()))
    assert element is not None
    assert element.output_channel_stats is None

    _, element = told(HEARD)
    assert element is not None
    assert element.input_channel_stats is None

    assert told(replace(SECOND, rtt_ms=80.0))[1] is None


SECONDS = st.builds(
    lambda came, lost, sent, rtt: replace(
        SECOND,
        received=Interval(packets=came, lost=lost),
        sent=Interval(packets=sent) if sent is not None else None,
        rtt_ms=rtt,
    ),
    st.integers(0, 60),
    st.integers(0, 60),
    st.none() | st.integers(0, 300),
    st.none() | st.floats(0, 3000),
)


@given(st.lists(st.tuples(SECONDS, st.booleans()), max_size=40))
def test_whatever_is_told_when_every_packet_is_told_once(seconds: list[tuple[Second, bool]]) -> None:
    untold, output, sent = Untold(), 0, 0
    for second, is_due in [*seconds, (BOTH, True)]:
        untold, element = untold.plus(second), None
        if is_due:
            untold, element = untold.told()
        if element and element.output_channel_stats:
            output += element.output_channel_stats.packets_count
        if element and element.input_channel_stats:
            sent += element.input_channel_stats.packets_count

    assert output == sum(second.received.expected for second, _ in seconds) + 50
    assert sent == sum(second.sent.expected for second, _ in seconds if second.sent) + 250


def stats(*elements: AudioStatsElement | None, is_last: bool = False) -> AudioStats:
    return AudioStats(call_id="a", stats=tuple(filter(None, elements)), is_audio_stats_completed=is_last)


def test_what_salesforce_stores_is_what_the_page_added_up_since_the_call_was_connected() -> None:
    element = told(BOTH)[1]
    sums, nothing = PageSums().begun().after(stats(element))
    sums, mos = sums.after(stats(element, is_last=True))

    assert nothing is None
    assert mos == pytest.approx(4.287, abs=0.001)
    assert sums.after(stats(element, is_last=True))[1] is None, "the sums are gone with the first completion"


def test_a_page_that_saw_no_call_connected_stores_nothing() -> None:
    assert PageSums().after(stats(told(BOTH)[1], is_last=True)) == (PageSums(), None)


def test_a_direction_without_figures_adds_nothing_to_the_sums() -> None:
    one_way = told(HEARD)[1]
    assert one_way is not None
    assert one_way.input_channel_stats is None

    once, nothing = PageSums().begun().after(stats(one_way)), PageSums().begun().after(stats())

    assert once[0] != nothing[0], "what was heard counts"
    assert once[0].after(stats(is_last=True))[1] == PageSums().begun().after(stats(one_way, is_last=True))[1]


def test_another_connected_call_takes_the_sums_of_the_first() -> None:
    poor = told(replace(BOTH, rtt_ms=900.0))[1]
    sums, _ = PageSums().begun().after(stats(poor))
    _, mos = sums.begun().after(stats(told(BOTH)[1], is_last=True))

    assert mos is not None
    assert mos == pytest.approx(4.287, abs=0.001)


def test_a_call_without_any_figure_is_stored_as_nought() -> None:
    assert PageSums().begun().after(stats(is_last=True))[1] == 0.0
