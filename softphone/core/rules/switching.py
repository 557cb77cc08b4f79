"""Rules for who has the microphone: one conversation at a time, the others on hold."""

from dataclasses import replace

from softphone.core.messages.effects import SendHold
from softphone.core.messages.facts import HoldChanged
from softphone.core.messages.timers import HoldDue
from softphone.core.rules.held import hold_is_told
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Hold, Leg
from softphone.core.state.phone import Phone
from softphone.core.state.policy import HOLD_DUE_S
from softphone.core.turn import Turn
from softphone.core.values import Asked


def is_microphone_taken(phone: Phone, call: Conversation | None = None) -> bool:
    """Whether somebody in another conversation would have to be held, and this phone does not do so unasked."""
    others = (other for other in phone.conversations if call is None or other.id != call.id)
    return not phone.policy.holds_by_itself and any(_unheld(other) for other in others)


def give_microphone(turn: Turn, call: Conversation) -> None:
    """Put a conversation in focus and hold whoever is talking in another one."""
    turn.focus(call.id)
    for other in turn.phone.conversations:
        if other.id != call.id:
            for leg in _unheld(other):
                begin_hold(turn, other, leg, Asked(turn.asked.origin), is_held=True)


def is_aside(phone: Phone, call: Conversation) -> bool:
    """Whether another conversation has the microphone."""
    focused = phone.call(phone.focus) if phone.focus else None
    return focused is not None and focused.is_live and focused.id != call.id


def hold_aside(turn: Turn, call: Conversation) -> None:
    """Whoever comes to talk while another conversation has the microphone is held; else it is theirs."""
    if is_aside(turn.phone, call):
        for leg in _unheld(call):
            begin_hold(turn, call, leg, Asked(turn.asked.origin), is_held=True)
    elif call.open_legs:
        turn.focus(call.id)


def _unheld(call: Conversation) -> tuple[Leg, ...]:
    return tuple(leg for leg in call.talking_legs if leg.hold is Hold.OFF and not leg.is_hold_under_way)


def begin_hold(turn: Turn, call: Conversation, leg: Leg, asked: Asked, *, is_held: bool) -> None:
    """Ask the network to hold or resume a leg."""
    current = turn.phone.call(call.id) or call
    if call.is_supervision:
        _hold_here(turn, current, leg, asked, is_held=is_held)
        return
    state = Hold.TURNING_ON if is_held else Hold.TURNING_OFF
    turn.put_leg(current, replace(leg, hold=state, hold_asked=asked))
    turn.do(SendHold(leg.id, is_held))
    turn.start(HoldDue(leg.id), HOLD_DUE_S)


def _hold_here(turn: Turn, call: Conversation, leg: Leg, asked: Asked, *, is_held: bool) -> None:
    """A supervisor holds without a word to the network: a PBX would play its music into the supervised call."""
    call = turn.put_leg(call, replace(leg, hold=Hold.ON if is_held else Hold.OFF))
    turn.answer(HoldChanged(hold_is_told(turn, call), leg.id), asked)


def let_go_of_microphone(turn: Turn) -> None:
    """When the conversation in focus is gone, a conversation that is not on hold inherits the microphone."""
    if turn.phone.focus is None or turn.phone.call(turn.phone.focus) is None:
        open_calls = (call.id for call in turn.phone.conversations if _unheld(call))
        turn.focus(next(open_calls, None))
