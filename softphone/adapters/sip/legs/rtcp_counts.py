"""What PJSIP's RTCP counters mean, where packets come twice: they hide losses there, and in reports turn them negative.

RFC 3550 counts a packet that comes twice as two that came, and a loss as expected less come. So does PJSIP, in
`rxStat.loss` (never below 0), and so do far ends in their reports (24 bits with a sign, which PJSIP reads without).
"""

import pjsua2 as pj

from softphone.quality.counters import Totals

_US_PER_MS = 1000.0
_SIGN, _BITS = 1 << 23, 1 << 24


def heard_totals(stat: pj.RtcpStreamStat, packet_ms: float) -> Totals:
    """Translate what we counted ourselves; a packet that came twice came once."""
    return Totals(
        packets=max(0, stat.pkt - stat.dup),
        lost=_lost(stat, packet_ms),
        discarded=stat.discard,
        duplicates=stat.dup,
        loss_periods=stat.lossPeriodUsec.n,
        jitter_ms=stat.jitterUsec.last / _US_PER_MS,
    )


def reported_totals(stat: pj.RtcpStreamStat) -> Totals:
    """Translate what the far end says of ours; more duplicates than losses are less than none lost."""
    return Totals(
        packets=stat.pkt,
        lost=stat.loss - _BITS if stat.loss & _SIGN else stat.loss,
        discarded=stat.discard,
        duplicates=stat.dup,
        loss_periods=stat.lossPeriodUsec.n,
        jitter_ms=stat.jitterUsec.last / _US_PER_MS,
    )


def _lost(stat: pj.RtcpStreamStat, packet_ms: float) -> int:
    """Give back the losses that duplicates hid: all of them, or where none is left, as many as the gaps have shown."""
    if stat.dup == 0 or stat.loss > 0:
        return stat.loss + stat.dup
    gaps = stat.lossPeriodUsec
    return min(stat.dup, round(gaps.n * gaps.mean / _US_PER_MS / packet_ms))
