"""What can be asked of one call, in PJSIP's words. Only the owner thread may use it.

Every request for media says one audio stream, no video, no text: PJSIP 2.17 would offer text by itself.
"""

from collections.abc import Iterable

import pjsua2 as pj

RINGING, OK, MOVED = 180, 200, 302


def request(code: int = 0, headers: Iterable[tuple[str, str]] = (), flag: int = 0) -> pj.CallOpParam:
    """Prepare a request or an answer about audio."""
    param = pj.CallOpParam(True)  # noqa: FBT003 - PJSIP takes it by position: start from the default settings
    param.opt.audioCount = 1
    param.opt.videoCount = 0
    param.opt.textCount = 0
    param.opt.flag |= flag
    param.statusCode = code
    for name, value in headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        param.txOption.headers.push_back(header)
    return param


def ring(call: pj.Call) -> None:
    """180."""
    call.answer(request(RINGING))


def answer(call: pj.Call) -> None:
    """200."""
    call.answer(request(OK))


def reject(call: pj.Call, code: int) -> None:
    """A final refusal."""
    call.hangup(request(code))


def redirect(call: pj.Call, target: str) -> None:
    """302 with the place to try instead."""
    call.answer(request(MOVED, [("Contact", f"<{target}>")]))


def hang_up(call: pj.Call) -> None:
    """CANCEL, BYE or a refusal, whichever is due."""
    call.hangup(pj.CallOpParam())


def hold(call: pj.Call) -> None:
    """Re-INVITE with sendonly."""
    call.setHold(request())


def resume(call: pj.Call) -> None:
    """Re-INVITE with sendrecv."""
    call.reinvite(request(flag=pj.PJSUA_CALL_UNHOLD))


def probe(call: pj.Call) -> None:
    """OPTIONS within the call; PJSIP ends a call that nobody answers for."""
    param = pj.CallSendRequestParam()
    param.method = "OPTIONS"
    call.sendRequest(param)


def transfer(call: pj.Call, target: str) -> None:
    """REFER to an address."""
    call.xfer(f"<{target}>", pj.CallOpParam())


def transfer_into(call: pj.Call, other: pj.Call) -> None:
    """REFER to the place that we have in another call."""
    call.xferReplaces(other, pj.CallOpParam())


def move(call: pj.Call) -> None:
    """Re-INVITE from the address that we have now."""
    call.reinvite(request(flag=pj.PJSUA_CALL_REINIT_MEDIA | pj.PJSUA_CALL_UPDATE_CONTACT | pj.PJSUA_CALL_UPDATE_VIA))


def follow_redirect(call: pj.Call, *, is_followed: bool) -> None:
    """Let PJSIP go on to the new target, or end the call."""
    call.processRedirect(pj.PJSIP_REDIRECT_ACCEPT_REPLACE if is_followed else pj.PJSIP_REDIRECT_STOP)
