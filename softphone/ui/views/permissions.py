"""What the machine would accept now, and why not what it would refuse. A test holds every answer against the machine.

Each function gives the reason as a sentence for the tooltip; an empty one means that it may be done.
"""

from softphone.protocol.state import CallPhase, CallState, LegPhase, LegState, State
from softphone.protocol.vocabulary import Hold, Recording
from softphone.ui.views.language import Language

_GONE = frozenset({LegPhase.LEAVING, LegPhase.OVER})


def is_live(call: CallState) -> bool:
    """Whether anything of the call is left."""
    return any(leg.phase not in _GONE for leg in call.legs)


def talking(call: CallState) -> tuple[LegState, ...]:
    """The parties that can be spoken with."""
    return tuple(leg for leg in call.legs if leg.phase is LegPhase.TALKING)


def is_offered(call: CallState) -> bool:
    """Whether the agent can pick it up."""
    return call.legs[0].phase is LegPhase.OFFERED


def why_not_answer(call: CallState, say: Language) -> str:
    """Say why a call cannot be answered, declined or sent elsewhere."""
    if call.legs[0].phase is LegPhase.ACCEPTING:
        return say("The call is being answered.")
    return "" if is_offered(call) else say("The call does not ring here.")


def why_not_hang_up(call: CallState, say: Language) -> str:
    """Say why a call cannot be ended."""
    return "" if is_live(call) else say("The call is ending already.")


def why_not_mute(call: CallState, say: Language) -> str:
    """Say why the microphone cannot be switched."""
    if not is_live(call):
        return say("The call is ending already.")
    return say("Answer the call first.") if is_offered(call) else ""


def why_not_hold(call: CallState, say: Language) -> str:
    """Say why a call can be neither held nor resumed."""
    legs = talking(call)
    if not legs:
        return say("Nobody has answered yet.") if is_live(call) else say("The call is ending already.")
    if legs[0].hold in (Hold.TURNING_ON, Hold.TURNING_OFF):
        return say("The other end has not agreed yet.")
    return ""


def why_not_digits(call: CallState, say: Language) -> str:
    """Say why no keys can be pressed in a call."""
    if not talking(call):
        return say("Nobody has answered yet.") if is_live(call) else say("The call is ending already.")
    return "" if any(leg.hold is Hold.OFF for leg in talking(call)) else say("Take the call off hold first.")


def why_not_record(call: CallState, say: Language) -> str:
    """Say why the recording can be neither paused nor continued."""
    if not talking(call):
        return say("Nobody has answered yet.") if is_live(call) else say("The call is ending already.")
    return say("This call is not recorded.") if call.recording is Recording.OFF else ""


def why_not_dial(state: State, say: Language) -> str:
    """Say why no call can be begun."""
    live = [call for call in state.calls if is_live(call)]
    if not state.accounts:
        return say("There is no account to call from.")
    if state.is_stopping:
        return say("The phone is being switched off.")
    if any(is_offered(call) for call in state.calls):
        return say("A call is ringing: answer or decline it first.")
    if any(call.phase is CallPhase.DIALLING for call in live):
        return say("Another call is being dialled.")
    if live and not state.lines.takes_second:
        return say("Another call is up, and this phone has one line.")
    return say("All lines are in use.") if len(live) >= state.lines.most else ""


def why_not_end_wrap_up(state: State, say: Language) -> str:
    """Say why after-call work cannot be ended."""
    return "" if state.agent.wrap_up else say("There is no after-call work.")
