"""What the machine would accept now, and why not what it would refuse. A test holds every answer against the machine.

Each function gives the reason as a sentence for the tooltip; an empty one means that it may be done. What can be done
with several parties is in `party_permissions`.
"""

from softphone.protocol.state import CallState, LegPhase, LegState, State
from softphone.protocol.vocabulary import Hold, Mode
from softphone.ui.views.language import Language
from softphone.ui.views.seen import Seen

_GONE = frozenset({LegPhase.LEAVING, LegPhase.OVER})
_RINGING_THERE = frozenset({LegPhase.DIALLING, LegPhase.ALERTING})
_NO_HOLDS = frozenset({None, "transfer", "leave", "supervise", "switch"})
"""What may be under way without anybody being held or resumed for it."""


def is_live(call: CallState) -> bool:
    """Whether anything of the call is left."""
    return any(leg.phase not in _GONE for leg in call.legs)


def parties(call: CallState) -> tuple[LegState, ...]:
    """Whom the agent speaks with, or is going to."""
    return tuple(leg for leg in call.legs if leg.phase not in _GONE)


def talking(call: CallState) -> tuple[LegState, ...]:
    """Everybody who has answered."""
    return tuple(leg for leg in call.legs if leg.phase is LegPhase.TALKING)


def meant(call: CallState) -> tuple[LegState, ...]:
    """Whom hold is about: the one whom the agent talks with, or all who are merged."""
    answered = tuple(leg for leg in parties(call) if leg.phase is LegPhase.TALKING)
    if call.is_merged:
        return answered
    return tuple(leg for leg in answered if leg.leg_id == call.talks_to) or answered[:1]


def is_held(call: CallState) -> bool:
    """Whether the hold key would resume."""
    legs = meant(call)
    return bool(legs) and all(leg.hold in (Hold.ON, Hold.TURNING_OFF) for leg in legs)


def is_offered(call: CallState) -> bool:
    """Whether the agent can pick it up: somebody calls, or it is to be agreed to before it is dialled."""
    return bool(call.legs) and call.legs[0].phase in (LegPhase.OFFERED, LegPhase.PROPOSED)


def is_microphone_taken(state: State, call: CallState | None = None) -> bool:
    """Whether somebody in another call would have to be held, which this phone does not do unasked."""
    others = (other for other in state.calls if call is None or other.call_id != call.call_id)
    return not state.lines.holds_by_itself and any(leg.hold is Hold.OFF for other in others for leg in talking(other))


def why_not_connected(call: CallState, say: Language) -> str:
    """Say why nothing can be done that needs somebody at the other end."""
    if talking(call):
        return ""
    return say("Nobody has answered yet.") if is_live(call) else say("The call is ending already.")


def why_not_decline(call: CallState, seen: Seen) -> str:
    """Say why a call can neither be declined nor sent elsewhere."""
    if call.legs[0].phase is LegPhase.ACCEPTING:
        return seen.say("The call is being answered.")
    return "" if is_offered(call) else seen.say("The call does not ring here.")


def why_not_answer(call: CallState, seen: Seen) -> str:
    """Say why a call cannot be answered."""
    if why := why_not_decline(call, seen):
        return why
    return seen.say("Hold or end the other call first.") if is_microphone_taken(seen.state, call) else ""


def why_not_hang_up(call: CallState, seen: Seen) -> str:
    """Say why a call cannot be ended."""
    return "" if is_live(call) else seen.say("The call is ending already.")


def why_not_mute(call: CallState, seen: Seen) -> str:
    """Say why the microphone cannot be switched."""
    if not is_live(call):
        return seen.say("The call is ending already.")
    return seen.say("Answer the call first.") if is_offered(call) else ""


def why_not_hold(call: CallState, seen: Seen) -> str:
    """Say why a call can be neither held nor resumed."""
    if not meant(call):
        return why_not_connected(call, seen.say) or seen.say("The call is ending already.")
    if call.under_way not in _NO_HOLDS or is_hold_under_way(call):
        return seen.say("The other end has not agreed yet.")
    if not is_held(call):
        return ""
    if any(leg.phase in _RINGING_THERE for leg in parties(call)):
        return seen.say("Somebody else is being called: wait, or hang up on them first.")
    return seen.say("Hold or end the other call first.") if is_microphone_taken(seen.state, call) else ""


def is_hold_under_way(call: CallState) -> bool:
    """Whether the network has been asked to hold or resume somebody, and has not agreed yet."""
    return any(leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF) for leg in parties(call))


def why_not_digits(call: CallState, seen: Seen) -> str:
    """Say why no keys can be pressed in a call."""
    if call.mode is Mode.LISTEN and talking(call):
        return seen.say("Whoever listens only sends nothing.")
    hears = (leg for leg in talking(call) if leg.hold is Hold.OFF)
    if any(call.is_merged or call.talks_to in (None, leg.leg_id) for leg in hears):
        return ""
    return why_not_connected(call, seen.say) or seen.say("Take the call off hold first.")


def why_not_record(call: CallState, seen: Seen) -> str:
    """Say why the recording can be neither paused nor continued."""
    if why := why_not_connected(call, seen.say):
        return why
    is_recorded = call.recording.is_under_way and call.mode in (None, Mode.BARGE)
    return "" if is_recorded else seen.say("This call is not recorded.")


def why_not_dial(state: State, say: Language) -> str:
    """Say why no call can be begun."""
    live = [call for call in state.calls if is_live(call)]
    if not state.accounts:
        return say("There is no account to call from.")
    if state.is_stopping:
        return say("The phone is being switched off.")
    if any(is_offered(call) for call in state.calls):
        return say("A call is ringing: answer or decline it first.")
    if any(call.legs[0].phase in _RINGING_THERE for call in live):
        return say("Another call is being dialled.")
    if live and not state.lines.takes_second:
        return say("Another call is up, and this phone has one line.")
    if is_microphone_taken(state):
        return say("Hold or end the other call first.")
    return say("All lines are in use.") if len(live) >= state.lines.most else ""


def why_not_supervise(state: State, say: Language) -> str:
    """Say why no colleague's call can be entered, where the settings allow that at all."""
    if any(call.mode for call in state.calls):
        return say("Another call is being supervised: leave it first.")
    return why_not_dial(state, say)
