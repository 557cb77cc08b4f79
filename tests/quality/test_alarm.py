"""A bad line rings when it stays bad, and stops when it stays good."""

from hypothesis import given, strategies as st

from softphone.quality.alarm import Bell, Threshold

AT_ONCE = Threshold(3.6, 5)


def rings(*each_second: float | None, threshold: Threshold = AT_ONCE) -> list[bool]:
    bell, heard = Bell(), []
    for at, mos in enumerate(each_second, start=1):
        bell = bell.after(float(at), 1.0, mos, threshold)
        heard.append(bell.is_ringing)
    return heard


def test_a_line_that_stays_bad_rings_when_its_time_is_up() -> None:
    assert rings(*[3.0] * 7) == [False] * 4 + [True] * 3


def test_a_line_that_recovers_in_time_does_not() -> None:
    assert not any(rings(3.0, 3.0, 3.0, 3.0, 4.0, 3.0, 3.0, 3.0, 3.0, 4.2))


def test_a_line_that_is_exactly_good_enough_is_good() -> None:
    assert not any(rings(*[3.6] * 20))


def test_it_stops_when_the_line_has_been_good_for_as_long() -> None:
    assert rings(*[3.0] * 5, *[4.0] * 4, 3.0, *[4.0] * 5) == [False] * 4 + [True] * 10 + [False]


def test_silence_neither_rings_nor_stops() -> None:
    assert not any(rings(3.0, 3.0, 3.0, 3.0, None, 3.0, 3.0))
    assert rings(*[3.0] * 5, *[None] * 10)[-1]


MOS = st.none() | st.floats(1, 4.5)


@given(st.lists(MOS, max_size=60))
def test_it_never_changes_its_mind_sooner_than_the_threshold_says(each_second: list[float | None]) -> None:
    heard = [False, *rings(*each_second)]
    for at in range(1, len(heard)):
        if heard[at] != heard[at - 1]:
            told = each_second[at - 5 : at]
            assert len(told) == 5
            assert all(mos is not None and (mos < 3.6) is heard[at] for mos in told)
