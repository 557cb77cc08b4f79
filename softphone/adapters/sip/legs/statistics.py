"""One look at a leg's audio, in values of our own. Running totals, as PJSIP has them; intervals are made elsewhere.

`rxStat.reorder` is not read (it has been seen to equal the loss), nor are the gaps of what we send: PJSIP knows of them
only how often the far end reported some. The jitter buffer's delay is what it holds at the moment of the look: over
many looks that is how long a packet lies in it (Little's law); PJSIP's own mean is one over the whole stream.
"""

import re
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.legs.rtcp_counts import heard_totals, reported_totals
from softphone.adapters.sip.legs.translate import Audio, audio_of, srtp_suite
from softphone.core.values import LegId
from softphone.engine.ports.phone import LegReading, Transport
from softphone.quality.readings import Reading

_ICE = re.compile(r"ICE role: [^,]*, state: (?P<state>[^,]+),")
_US_PER_MS = 1000.0
_BITS_PER_KBIT = 1000.0


@dataclass(frozen=True, slots=True)
class Look:
    """When somebody looked, and at the how manieth stream of the leg."""

    at: float
    stream: int


def leg_reading(call: pj.Call, leg: LegId, look: Look) -> LegReading | None:
    """Read what PJSIP knows about one call's audio now; None where no stream runs."""
    audio = audio_of(call.getInfo())
    if audio is None:
        return None
    try:
        stream, counted = call.getStreamInfo(audio.index), call.getStreamStat(audio.index)
    except pj.Error:
        return None  # on hold both ways: negotiated, and without a stream
    local, dump = call.getMedTransportInfo(audio.index).localRtpName, call.dump(True, "")  # noqa: FBT003 - by position
    return LegReading(leg, reading_of(stream, counted, audio, look), transport_of(stream, local, dump))


def reading_of(stream: pj.StreamInfo, counted: pj.StreamStat, audio: Audio, look: Look) -> Reading:
    """Translate one look."""
    rtcp, codec = counted.rtcp, stream.audCodecParam
    packet_ms = float(codec.info.frameLen * max(1, codec.setting.frmPerPkt))
    return Reading(
        at=look.at,
        stream=look.stream,
        codec=stream.codecName,
        packet_ms=packet_ms,
        bitrate_kbps=codec.info.avgBps / _BITS_PER_KBIT or None,
        received=heard_totals(rtcp.rxStat, packet_ms),
        sent=reported_totals(rtcp.txStat) if rtcp.txStat.updateCount else None,
        packets_sent=rtcp.txStat.pkt,
        reports=rtcp.txStat.updateCount,
        rtt_ms=rtcp.rttUsec.last / _US_PER_MS if rtcp.rttUsec.n else None,
        buffer_ms=float(counted.jbuf.size * codec.info.frameLen),
        is_to_receive=audio.is_received,
        is_to_send=audio.is_sent,
        has_peer_reports=bool(rtcp.peerSdes.cname),
    )


def transport_of(stream: pj.StreamInfo, local_address: str, dump: str) -> Transport:
    """Read what carries the audio; suite and ICE are only in the text for people."""
    return Transport(srtp_suite(dump), ice_state(dump), local_address, stream.remoteRtpAddress)


def ice_state(dump: str) -> str:
    """Read the state of ICE from the text that is its only home; nothing where ICE is off."""
    found = _ICE.search(dump)
    return found["state"].strip() if found else ""
