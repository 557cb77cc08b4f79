"""PJSIP's structures as values of our own. Pure: it only reads what it is given, while the callback lasts."""

import re

import pjsua2 as pj

from softphone.core.values import Media

INBAND, RFC4733, INFO = "inband", "rfc4733", "info"
_METHODS = {pj.PJSUA_DTMF_METHOD_RFC2833: RFC4733, pj.PJSUA_DTMF_METHOD_SIP_INFO: INFO}
_SRTP = re.compile(r"SRTP status: Active Crypto-suite: (?P<suite>\S+)")


def audio_of(info: pj.CallInfo) -> pj.CallMediaInfo | None:
    """Find the audio of a call; there is at most one."""
    return next((media for media in info.media if media.type == pj.PJMEDIA_TYPE_AUDIO), None)


def is_running(media: pj.CallMediaInfo | None) -> bool:
    """Whether a stream exists that can be heard or spoken to."""
    return media is not None and media.status in (
        pj.PJSUA_CALL_MEDIA_ACTIVE,
        pj.PJSUA_CALL_MEDIA_LOCAL_HOLD,
        pj.PJSUA_CALL_MEDIA_REMOTE_HOLD,
    )


def is_held_by_peer(media: pj.CallMediaInfo, *, was_held_by_peer: bool) -> bool:
    """Whether the peer does not want to hear us. While we hold it, many say "inactive" and mean nothing new."""
    if media.dir & pj.PJMEDIA_DIR_ENCODING:
        return False
    return was_held_by_peer if media.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD else True


def media_of(
    media: pj.CallMediaInfo, stream: pj.StreamInfo | None, dump: str, digits_method: str, before: Media
) -> Media:
    """Describe what a leg's audio runs on; while no stream runs, what it ran on before is still what is known."""
    return Media(
        codec=stream.codecName if stream else before.codec,
        clock_rate_hz=int(stream.codecClockRate) if stream else before.clock_rate_hz,
        encryption=srtp_suite(dump),
        is_held_by_peer=is_held_by_peer(media, was_held_by_peer=before.is_held_by_peer),
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
