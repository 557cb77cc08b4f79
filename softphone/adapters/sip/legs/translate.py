"""PJSIP's structures as values of our own. Pure: it only reads what it is given, while the callback lasts.

A part of a PJSIP structure is gone when the whole is, and Python does not notice: parts are copied, never handed on.
"""

import re
from dataclasses import dataclass

import pjsua2 as pj

from softphone.core.values import Media

INBAND, RFC4733, INFO = "inband", "rfc4733", "info"
_METHODS = {pj.PJSUA_DTMF_METHOD_RFC2833: RFC4733, pj.PJSUA_DTMF_METHOD_SIP_INFO: INFO}
_SRTP = re.compile(r"SRTP status: Active Crypto-suite: (?P<suite>\S+)")


@dataclass(frozen=True, slots=True)
class Audio:
    """The audio of a call, as PJSIP sees it now."""

    index: int
    status: int
    direction: int

    @property
    def is_sent(self) -> bool:
        """Whether the peer should hear us."""
        return bool(self.direction & pj.PJMEDIA_DIR_ENCODING)

    @property
    def is_received(self) -> bool:
        """Whether we should hear the peer."""
        return bool(self.direction & pj.PJMEDIA_DIR_DECODING)


def audio_of(info: pj.CallInfo) -> Audio | None:
    """Find the audio of a call that was negotiated; there is at most one."""
    running = (pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD)
    for media in info.media:
        if media.type == pj.PJMEDIA_TYPE_AUDIO:
            return Audio(media.index, media.status, media.dir) if media.status in running else None
    return None


def is_held_by_peer(audio: Audio, *, was_held_by_peer: bool) -> bool:
    """Whether the peer does not want to hear us. While we hold it, many say "inactive" and mean nothing new."""
    if audio.is_sent:
        return False
    return was_held_by_peer if audio.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD else True


def media_of(audio: Audio, stream: pj.StreamInfo | None, dump: str, digits_method: str, before: Media) -> Media:
    """Describe what a leg's audio runs on; while no stream runs, what it ran on before is still what is known."""
    return Media(
        codec=stream.codecName if stream else before.codec,
        clock_rate_hz=int(stream.codecClockRate) if stream else before.clock_rate_hz,
        encryption=srtp_suite(dump),
        is_held_by_peer=is_held_by_peer(audio, was_held_by_peer=before.is_held_by_peer),
        remote_address=stream.remoteRtpAddress if stream else before.remote_address,
        digits_method=digits_method,
    )


def srtp_suite(dump: str) -> str:
    """Read the SRTP suite from the text that is its only home."""
    found = _SRTP.search(dump)
    return found["suite"] if found else ""


def digits_method(method: int) -> str:
    """Name the way a digit came."""
    return _METHODS.get(method, "unknown")
