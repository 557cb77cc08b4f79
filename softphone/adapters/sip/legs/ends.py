"""Why the far end let go, as far as its own messages tell: a Reason header, a CANCEL, a final answer. Pure.

The machine knows who wanted what and has the last word; where a message says nothing, neither does this.
"""

import re

from softphone.adapters.sip.messages.headers import Headers, parse_address, split_outside
from softphone.adapters.sip.network.addresses import place_of_uri, user_of_uri
from softphone.core.values import EndReason

_BY_SIP_CAUSE = {
    200: EndReason.ANSWERED_ELSEWHERE,
    408: EndReason.NO_ANSWER,
    480: EndReason.NO_ANSWER,
    486: EndReason.BUSY,
    600: EndReason.BUSY,
    603: EndReason.DECLINED,
}
_BY_Q850_CAUSE = {
    17: EndReason.BUSY,
    18: EndReason.NO_ANSWER,
    19: EndReason.NO_ANSWER,
    21: EndReason.DECLINED,
    26: EndReason.ANSWERED_ELSEWHERE,
}


def cause_of_cancel(headers: Headers, abandoned_header: str) -> EndReason | None:
    """Say why a ringing call was taken back: somebody else answered, or the customer gave up."""
    if EndReason.ANSWERED_ELSEWHERE in _reasons(headers):
        return EndReason.ANSWERED_ELSEWHERE
    if headers.first(abandoned_header).lower() not in ("", "0", "false", "no"):
        return EndReason.ABANDONED
    return None


def cause_of_answer(code: int, headers: Headers) -> EndReason | None:
    """Say why our call was not taken, where the final answer tells more than its code."""
    if code == 603:
        return EndReason.DECLINED
    return _failure(headers)


def cause_of_goodbye(headers: Headers) -> EndReason | None:
    """Say why a call was ended that the PBX brings somebody to: that one did not want it, or was not there."""
    return _failure(headers)


def redirect_target(headers: Headers, target: str) -> str:
    """Name where a 3xx sends us, in full: PJSIP's own words for it leave out the port and all parameters."""
    wanted = (user_of_uri(target), place_of_uri(target).host)
    contacts = [address.uri for value in headers.listed("contact") if (address := parse_address(value))]
    named = (uri for uri in contacts if (user_of_uri(uri), place_of_uri(uri).host) == wanted)
    return next(named, target.strip().strip("<>"))


def _failure(headers: Headers) -> EndReason | None:
    reasons = [reason for reason in _reasons(headers) if reason is not EndReason.ANSWERED_ELSEWHERE]
    return reasons[0] if reasons else None


def _reasons(headers: Headers) -> list[EndReason]:
    found = []
    for value in headers.listed("reason"):
        protocol, *rest = split_outside(value, ";")
        cause = next((int(match[1]) for part in rest if (match := re.fullmatch(r"cause\s*=\s*(\d{1,3})", part))), None)
        table = {"sip": _BY_SIP_CAUSE, "q.850": _BY_Q850_CAUSE}.get(protocol.strip().lower(), {})
        if cause in table:
            found.append(table[cause])
    return found
