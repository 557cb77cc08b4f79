"""The counters of the relay: what it is that they count."""

import struct

import pytest

from tests.impairment.truth import Rtp, Witness, rtp_of


def packet(payload_type: int, sequence: int, timestamp: int) -> bytes:
    return struct.pack("!BBHII", 0x80, payload_type, sequence, timestamp, 7) + b"voice"


def test_rtp_is_told_from_all_else() -> None:
    assert rtp_of(packet(0x80 | 96, 7, 960)) == Rtp(96, 7, 960)
    assert rtp_of(packet(200, 7, 960)) is None
    assert rtp_of(b"\x80\x00") is None
    assert rtp_of(b"\x00\x01" + bytes(18)) is None


@pytest.mark.parametrize(("payload_type", "ticks"), [(0, 160), (9, 160), (96, 960)])
def test_jitter_is_counted_with_the_clock_of_the_codec(payload_type: int, ticks: int) -> None:
    """Two packets of which the second comes 16 ms late: by RFC 3550 that is 1 ms."""
    witness = Witness()
    witness.left(Rtp(payload_type, 1, 0), 0, 0, 0)
    witness.left(Rtp(payload_type, 2, ticks), 0, 0, 0.036)

    assert witness.truth.jitter_ms == pytest.approx(1)


def test_numbers_that_wrap_are_no_overtaking() -> None:
    witness = Witness()
    for sequence in (65534, 65535, 0, 1):
        witness.left(Rtp(0, sequence, 0), 0, 0, 0)

    assert witness.truth.reordered == 0


def test_it_counts_its_own_lateness() -> None:
    witness = Witness()
    witness.left(Rtp(0, 1, 0), 1.0, 1.1, 1.103)
    witness.left(Rtp(0, 2, 160), 1.02, 1.12, 1.121)

    assert witness.truth.late_ms == pytest.approx(2)
    assert witness.truth.latest_ms == pytest.approx(3)
    assert witness.truth.delay_ms == pytest.approx(102)


def test_gaps_are_counted_by_their_length() -> None:
    witness = Witness()
    for copies in (1, 0, 0, 1, 1, 0, 1, 1, 1, 1):
        witness.came(copies)

    assert witness.truth.loss_runs == [2, 1]
    assert witness.truth.loss_percent == 30
    assert witness.truth.burst_ratio == pytest.approx(1.5 * 0.7)


def test_what_a_sender_can_know_is_what_was_lost_until_the_last_report() -> None:
    witness = Witness()
    for copies in (1, 0, 1, 1):
        witness.came(copies)
    witness.reported()
    witness.came(0)
    witness.report_left(1.0, 1.25)

    assert witness.truth.reported_loss_percent == 25
    assert witness.truth.report_ms == 250
