"""From counters to an opinion."""

import pytest
from hypothesis import given, strategies as st

from softphone.quality.codecs import Basis, Codec, codec_named
from softphone.quality.counters import NOTHING, Interval
from softphone.quality.judgement import Judgement, Path, judge

CLEAN = Interval(packets=1000)
QUICK = Path(packet_ms=0, device_ms=0)


def judged(name: str, heard: Interval, path: Path = QUICK) -> Judgement:
    codec = codec_named(name)
    assert codec
    found = judge(codec, heard, path)
    assert found
    return found


def test_a_clean_call_is_as_good_as_its_codec() -> None:
    assert judged("pcmu", CLEAN).mos == pytest.approx(4.41, abs=0.005)
    assert judged("g722", CLEAN).mos == pytest.approx(4.33, abs=0.01)
    assert judged("opus", CLEAN).mos > judged("g722", CLEAN).mos


def test_a_word_takes_half_the_round_trip_and_all_that_waits() -> None:
    path = Path(rtt_ms=80, buffer_ms=30, packet_ms=20, device_ms=15)

    assert path.one_way_ms(Codec(0, 1, ahead_ms=5)) == 110
    assert Path(packet_ms=20, device_ms=0).one_way_ms(Codec(0, 1)) == 20


def test_silence_is_no_opinion() -> None:
    codec = codec_named("pcmu")
    assert codec
    assert judge(codec, NOTHING, QUICK) is None


def test_a_stream_that_is_lost_as_a_whole_is_bad() -> None:
    gone = judged("g722", Interval(packets=0, lost=100, loss_periods=1), Path(rtt_ms=2000))

    assert gone.r == 0
    assert gone.mos == 1


def test_losses_in_bursts_are_worse_than_the_same_by_chance() -> None:
    scattered = judged("pcmu", Interval(packets=950, lost=50, loss_periods=48))
    clustered = judged("pcmu", Interval(packets=950, lost=50, loss_periods=10))

    assert clustered.burst_ratio > 4
    assert clustered.mos < scattered.mos


def test_the_basis_is_that_of_what_was_used() -> None:
    assert judged("g722", CLEAN).basis is Basis.STANDARD
    assert judged("g722", Interval(packets=99, lost=1)).basis is Basis.ASSUMED
    assert judged("pcmu", Interval(packets=99, lost=1), Path(packet_ms=10)).basis is Basis.STANDARD
    assert judged("pcmu", Interval(packets=99, lost=1), Path(packet_ms=20)).basis is Basis.ASSUMED


@pytest.mark.parametrize("name", ["pcmu", "g722", "opus", "g729"])
@given(lost=st.integers(0, 500), more=st.integers(0, 400), rtt=st.floats(0, 1500), longer=st.floats(0, 500))
def test_more_loss_and_more_delay_never_sound_better(
    name: str, lost: int, more: int, rtt: float, longer: float
) -> None:
    now = judged(name, Interval(packets=1000 - lost, lost=lost), Path(rtt_ms=rtt))
    lossier = judged(name, Interval(packets=1000 - lost - more, lost=lost + more), Path(rtt_ms=rtt))
    later = judged(name, Interval(packets=1000 - lost, lost=lost), Path(rtt_ms=rtt + longer))

    assert 1 <= lossier.mos <= now.mos + 1e-9 <= 4.5 + 1e-8
    assert later.mos <= now.mos + 1e-9
    assert 0 <= now.r <= 100
