"""The counters of a leg's audio in values of our own. Running totals, as PJSIP has them; intervals are made elsewhere.

`rxStat.reorder` is not read: it has been seen to equal the loss.
"""

import re

import pjsua2 as pj

from softphone.adapters.sip.translate import audio_of, srtp_suite
from softphone.core.values import LegId
from softphone.engine.ports import LegStatistics, StreamCounters

_ICE = re.compile(r"ICE role: [^,]*, state: (?P<state>[^,]+),")
_US_PER_MS = 1000.0


def leg_statistics(call: pj.Call) -> LegStatistics | None:
    """Read what PJSIP knows about one call's audio now; None where no stream runs."""
    audio = audio_of(call.getInfo())
    if audio is None:
        return None
    stream, counted, dump = call.getStreamInfo(audio.index), call.getStreamStat(audio.index), call.dump(True, "")  # noqa: FBT003 - by position
    return statistics_of(stream, counted, dump)


def statistics_of(stream: pj.StreamInfo, counted: pj.StreamStat, dump: str) -> LegStatistics:
    """Translate one reading."""
    rtcp = counted.rtcp
    has_report = rtcp.txStat.updateCount > 0
    return LegStatistics(
        codec=stream.codecName,
        received=counters_of(rtcp.rxStat),
        sent=counters_of(rtcp.txStat) if has_report else None,
        packets_sent=rtcp.txStat.pkt,
        rtt_ms=rtcp.rttUsec.last / _US_PER_MS if rtcp.rttUsec.n else None,
        buffer_ms=float(counted.jbuf.avgDelayMsec),
        encryption=srtp_suite(dump),
        ice_state=ice_state(dump),
        remote_address=stream.remoteRtpAddress,
    )


def counters_of(stat: pj.RtcpStreamStat) -> StreamCounters:
    """Translate one direction."""
    return StreamCounters(
        packets=stat.pkt,
        lost=stat.loss,
        discarded=stat.discard,
        duplicates=stat.dup,
        jitter_ms=stat.jitterUsec.last / _US_PER_MS,
        loss_period_ms=stat.lossPeriodUsec.mean / _US_PER_MS,
        loss_periods=stat.lossPeriodUsec.n,
    )


def ice_state(dump: str) -> str:
    """Read the state of ICE from the text that is its only home; nothing where ICE is off."""
    found = _ICE.search(dump)
    return found["state"].strip() if found else ""


Readings = dict[LegId, LegStatistics]
