"""What PJSIP's counters mean: packets that come twice neither hide losses nor make them."""

from types import SimpleNamespace
from typing import Any

import pytest

from softphone.adapters.sip.legs.rtcp_counts import heard_totals, reported_totals
from softphone.quality.counters import Meter, Totals

PACKET_MS = 20.0


def stat(pkt: int, loss: int, *, dup: int = 0, gaps: int = 0, gap_ms: float = 20.0) -> Any:
    return SimpleNamespace(
        pkt=pkt,
        loss=loss,
        discard=0,
        dup=dup,
        jitterUsec=SimpleNamespace(last=1500),
        lossPeriodUsec=SimpleNamespace(n=gaps, mean=round(1000 * gap_ms)),
    )


@pytest.mark.parametrize(
    ("counted", "packets", "lost"),
    [
        (stat(970, 30, gaps=28), 970, 30),  # nothing came twice: PJSIP's own number
        (stat(990, 10, dup=20, gaps=28), 970, 30),  # 30 lost, of which 20 are hidden
        (stat(1020, 0, dup=20), 1000, 0),  # nothing was lost
        (stat(1010, 0, dup=20, gaps=5, gap_ms=40.0), 990, 10),  # all of the 10 lost are hidden
        (
            stat(1010, 0, dup=3, gaps=9),
            1007,
            3,
        ),  # no more than duplicates can have hidden: other gaps have filled again
    ],
)
def test_losses_that_duplicates_hid_are_given_back(counted: Any, packets: int, lost: int) -> None:
    assert heard_totals(counted, PACKET_MS) == Totals(
        packets=packets,
        lost=lost,
        duplicates=counted.dup,
        loss_periods=counted.lossPeriodUsec.n,
        jitter_ms=1.5,
    )


def test_a_report_of_more_duplicates_than_losses_is_none_of_millions_lost() -> None:
    """RFC 3550: 24 bits with a sign; 0xFFFFFC are four less than none."""
    assert reported_totals(stat(750, 0xFFFFFC)).lost == -4
    assert reported_totals(stat(750, 0x7FFFFF)).lost == 0x7FFFFF

    meter, first = Meter().read(reported_totals(stat(750, 0xFFFFFC)))
    _, second = meter.read(reported_totals(stat(1000, 3)))
    assert (first.lost, second.lost) == (0, 3)
