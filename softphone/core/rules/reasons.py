"""Why a leg ended, read from what the network said and what we were doing. Pure look-ups, no changes."""

from softphone.core.messages.events import LegEnded
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.state.legs import Accepting, Alerting, Dialling, Leaving, Leg, Offered, Over, Proposed, Talking
from softphone.core.values import Direction, Ending, EndReason, Origin

_CANCELLED = frozenset({0, 487})
"""While it rings, nobody but the caller ends it; with any other code it was this end that could not go on."""
_NO_SUCH_TARGET = frozenset({404, 484, 604})
_BY_CODE = {
    486: EndReason.BUSY,
    600: EndReason.BUSY,
    408: EndReason.NO_ANSWER,
    480: EndReason.NO_ANSWER,
    487: EndReason.NO_ANSWER,
}


def leg_ending(leg: Leg, event: LegEnded) -> Ending:
    """Say how a leg ended, from the phase it was in when the network let it go."""

    def remote(reason: EndReason) -> Ending:
        return Ending(reason, Origin.REMOTE, event.code, event.phrase)

    match leg.phase:
        case Leaving(ending=ending):
            return Ending(ending.reason, ending.by, event.code, event.phrase)
        case Over(ending=ending):
            return ending
        case Offered() | Proposed():
            return remote(event.cause or (EndReason.MISSED if event.code in _CANCELLED else EndReason.FAILED_HERE))
        case Accepting():
            return remote(event.cause or (EndReason.MISSED if event.code == 487 else EndReason.FAILED_HERE))
        case Alerting() if leg.direction is Direction.IN:
            return remote(event.cause or EndReason.NO_ANSWER)
        case Dialling() | Alerting():
            return remote(_dial_reason(event))
        case Talking():
            return remote(EndReason.LOST if event.cause is EndReason.LOST else EndReason.HUNG_UP)


def _dial_reason(event: LegEnded) -> EndReason:
    if reason := event.cause or _BY_CODE.get(event.code):
        return reason
    return EndReason.REFUSED if 300 <= event.code < 500 or event.code >= 600 else EndReason.UNREACHABLE


def refusal_of_transfer(code: int) -> Refusal:
    """Say to whoever transferred why nothing came of it."""
    if code in _NO_SUCH_TARGET:
        return Refusal(Why.BAD_TARGET, "There is nobody at that address to transfer to.", code)
    says = f"The transfer failed: the far end said {code}." if code else "The transfer failed."
    return Refusal(Why.NETWORK_REFUSED, says, code)


def refusal_for(ending: Ending) -> Refusal:
    """Say to whoever dialled why nothing came of it."""
    heard = f"The network said {ending.code} {ending.phrase}." if ending.code else "The network cannot be reached."
    why = Why.BAD_TARGET if ending.code in _NO_SUCH_TARGET else Why.NETWORK_REFUSED
    return Refusal(why, heard, ending.code)
