"""The figures of codecs: what is published is found, and what is not is not made up."""

import pytest
from hypothesis import given, strategies as st

from softphone.quality.codecs import Basis, codec_named
from softphone.quality.opus import POINTS, opus_impairment


@pytest.mark.parametrize(
    ("name", "impairment", "robustness", "is_wideband"),
    [
        ("PCMU", 0, 25.1, False),
        ("pcma/8000/1", 0, 25.1, False),
        (" G729/8000 ", 11, 19.0, False),
        ("G723", 15, 16.1, False),
        ("GSM-EFR", 5, 10.0, False),
        ("G722/16000/1", 13, 4.6, True),
        ("AMR-WB", 13, 4.3, True),
    ],
)
def test_codecs_are_found_by_the_name_they_have_on_the_wire(
    name: str, impairment: float, robustness: float, is_wideband: bool
) -> None:
    codec = codec_named(name)

    assert codec
    assert (codec.impairment, codec.robustness, codec.is_wideband) == (impairment, robustness, is_wideband)


@pytest.mark.parametrize("name", ["PCMU", "PCMA/8000/1"])
def test_what_is_not_concealed_is_missed_more(name: str) -> None:
    """G.113, appendix I: Bpl of G.711 is 25.1 with the concealment of its own appendix I, 4.3 with none."""
    concealed, bare = codec_named(name), codec_named(name, is_concealed=False)

    assert concealed
    assert bare
    assert (concealed.robustness, bare.robustness) == (25.1, 4.3)
    assert codec_named("G729", is_concealed=False) == codec_named("G729")


@pytest.mark.parametrize(("name", "packet_ms"), [("PCMU", 10), ("G729", 20), ("G723", 30), ("GSM-EFR", 20)])
def test_figures_hold_for_packets_of_the_size_that_was_measured(name: str, packet_ms: float) -> None:
    codec = codec_named(name)

    assert codec
    assert codec.in_packets_of(packet_ms).loss_basis is Basis.STANDARD
    assert codec.in_packets_of(60).loss_basis is Basis.ASSUMED
    assert codec.in_packets_of(60).robustness == codec.robustness


def test_a_codec_whose_size_of_packets_nobody_named_is_taken_as_it_is() -> None:
    opus = codec_named("opus")

    assert opus
    assert opus.in_packets_of(60) == opus


@pytest.mark.parametrize("name", ["", "iLBC", "speex/16000", "EVS", "L16", "telephone-event"])
def test_a_codec_without_published_figures_is_unknown(name: str) -> None:
    assert codec_named(name) is None


def test_it_is_said_how_far_the_figures_can_be_trusted() -> None:
    known = {name: codec_named(name) for name in ("pcmu", "g722", "opus")}

    assert {name: (codec.basis, codec.loss_basis) for name, codec in known.items() if codec} == {
        "pcmu": (Basis.STANDARD, Basis.STANDARD),
        "g722": (Basis.STANDARD, Basis.ASSUMED),
        "opus": (Basis.RESEARCH, Basis.RESEARCH),
    }


@pytest.mark.parametrize(("kbps", "impairment", "robustness"), POINTS)
def test_opus_costs_what_was_measured(kbps: float, impairment: float, robustness: float) -> None:
    assert opus_impairment(kbps) == pytest.approx((impairment, robustness))


def test_opus_has_a_usual_bit_rate() -> None:
    assert opus_impairment(None) == opus_impairment(24.0)
    assert opus_impairment(500.0) == opus_impairment(40.0)
    assert opus_impairment(0.5) == opus_impairment(11.0)


@given(st.floats(1, 600), st.floats(0, 100))
def test_opus_is_never_worse_for_more_bits(kbps: float, more: float) -> None:
    assert 0 <= opus_impairment(kbps + more)[0] <= opus_impairment(kbps)[0] + 1e-9
