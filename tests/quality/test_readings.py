"""A leg's audio is followed through all its streams."""

from dataclasses import replace

from hypothesis import given, strategies as st

from softphone.quality.counters import Interval, Totals
from softphone.quality.readings import LegMeter, Reading, Second


def followed(*readings: Reading, began: float = 0.0) -> list[Second]:
    meter, seconds = LegMeter(began), []
    for reading in readings:
        meter, second = meter.read(reading)
        seconds.append(second)
    return seconds


def looked(at: float, packets: int, lost: int = 0, **more: object) -> Reading:
    return replace(Reading(at=at, codec="PCMU", received=Totals(packets, lost)), **more)  # type: ignore[arg-type]


def test_a_second_is_what_came_since_the_last_look() -> None:
    first, second = followed(looked(1, 50), looked(2.5, 120, 5))

    assert (first.seconds, first.received.packets) == (1, 50)
    assert (second.seconds, second.received.packets, second.received.lost) == (1.5, 70, 5)


def test_the_counters_of_another_stream_begin_anew_even_when_they_are_higher() -> None:
    _, second = followed(looked(1, 50, 2), looked(2, 60, 3, stream=1, codec="G722"))

    assert second.received == Interval(packets=60, lost=3)
    assert second.codec == "G722"


def test_what_the_far_end_says_covers_the_time_since_it_spoke_last() -> None:
    spoke, silent, again = followed(
        looked(5, 0, packets_sent=250, sent=Totals(250, 10), reports=1),
        looked(6, 0, packets_sent=300, sent=Totals(300, 10), reports=1),
        looked(10, 0, packets_sent=500, sent=Totals(500, 15, loss_periods=2), reports=2),
    )

    assert spoke.sent == Interval(packets=240, lost=10)
    assert silent.sent is None
    assert again.sent == Interval(packets=245, lost=5), "and how its losses clustered, nobody knows"
    assert [second.packets_sent for second in (spoke, silent, again)] == [250, 50, 200]


def test_a_far_end_that_hears_nothing_is_no_other_stream() -> None:
    _, second = followed(
        looked(5, 0, packets_sent=250, sent=Totals(250, 0), reports=1),
        looked(10, 0, packets_sent=480, sent=Totals(480, 250), reports=2),
    )

    assert second.sent == Interval(packets=0, lost=250)


def test_a_far_end_that_goes_on_counting_on_the_next_stream_is_not_counted_twice() -> None:
    *_, goes_on = followed(
        looked(5, 0, packets_sent=250, sent=Totals(250, 100), reports=1),
        looked(9, 0, stream=1, packets_sent=200, sent=Totals(200, 103), reports=1),
    )
    *_, began_anew = followed(
        looked(5, 0, packets_sent=250, sent=Totals(250, 100), reports=1),
        looked(9, 0, stream=1, packets_sent=200, sent=Totals(200, 4), reports=1),
    )

    assert goes_on.sent == Interval(packets=197, lost=3)
    assert began_anew.sent == Interval(packets=196, lost=4)


def test_the_round_trip_is_still_known_on_the_next_stream() -> None:
    seconds = followed(looked(1, 50), looked(2, 100, rtt_ms=80.0), looked(3, 20, stream=1))

    assert [second.rtt_ms for second in seconds] == [None, 80.0, 80.0]


STREAMS = st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5), max_size=5)


@given(STREAMS)
def test_nothing_is_counted_twice_or_missed_whatever_streams_there_were(streams: list[list[tuple[int, int]]]) -> None:
    readings, at = [], 0.0
    for number, seconds in enumerate(streams):
        packets = lost = 0
        for came, missing in seconds:
            at, packets, lost = at + 1, packets + came, lost + missing
            readings.append(looked(at, packets, lost, stream=number))
    found = followed(*readings)

    assert sum(second.received.packets for second in found) == sum(came for part in streams for came, _ in part)
    assert sum(second.received.lost for second in found) == sum(missing for part in streams for _, missing in part)
    assert sum(second.seconds for second in found) == at
