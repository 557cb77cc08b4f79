"""Four graphs show a party's sound; what they show is said in words as well."""

import math
from itertools import pairwise

from hypothesis import given, strategies as st

from softphone.ui.resources import language
from softphone.ui.views.sound_graphs import MOST_POINTS, NAMES, Graph, graphs
from softphone.ui.views.sound_track import Beat, Track

ENGLISH = language("en")


def shown(*beats: Beat) -> dict[str, Graph]:
    return {graph.name: graph for graph in graphs(Track(beats), ENGLISH)}


def test_both_directions_are_told_apart_and_the_round_trip_is_one() -> None:
    sides = {name: [curve.side for curve in graph.curves] for name, graph in shown(Beat(1.0)).items()}

    assert sides == {"mos": ["here", "there"], "loss": ["here", "there"], "jitter": ["here", "there"], "rtt": ["both"]}
    assert tuple(sides) == NAMES


def test_what_is_not_known_breaks_the_line() -> None:
    curve = shown(Beat(1.0, mos=4.0), Beat(2.0), Beat(3.0, mos=3.0))["mos"].curves[0]

    assert curve.at_s == (1.0, 2.0, 3.0)
    assert (curve.values[0], curve.values[2]) == (4.0, 3.0)
    assert math.isnan(curve.values[1])


def test_a_graph_is_as_high_as_it_has_to_be() -> None:
    calm, wild = shown(Beat(1.0, loss=0.1)), shown(Beat(1.0, loss=50.0, mos=1.0))

    assert (calm["loss"].high, wild["loss"].high) == (5.0, 50.0 * 1.1)
    assert calm["mos"].high == wild["mos"].high == 4.6


@given(st.integers(1, 4 * MOST_POINTS), st.integers(0, 4 * MOST_POINTS))
def test_a_long_call_is_thinned_and_its_worst_second_stays(length: int, place: int) -> None:
    place %= length
    beats = tuple(Beat(float(at), mos=1.5 if at == place else 4.3, loss=30.0 * (at == place)) for at in range(length))
    seen = shown(*beats)

    mos, loss = (seen[name].curves[0] for name in ("mos", "loss"))
    assert len(mos.values) <= MOST_POINTS
    assert (min(mos.values), max(loss.values)) == (1.5, 30.0)
    assert mos.at_s[-1] == float(length - 1)
    assert all(one < other for one, other in pairwise(mos.at_s))


def test_a_screen_reader_hears_the_latest_values() -> None:
    seen = shown(Beat(75.0, mos=4.25, mos_there=3.0, rtt=41.0))

    assert seen["mos"].spoken == "MOS at 1:15: What we hear 4.2, What they hear 3.0"
    assert seen["loss"].spoken == "Loss (%) at 1:15: What we hear ?, What they hear ?"
    assert seen["rtt"].spoken == "Round trip (ms) at 1:15: Round trip 41"
    assert shown()["mos"].spoken == "MOS: nothing is known yet"
