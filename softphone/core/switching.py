"""Rules for who has the microphone: one conversation at a time, the others on hold."""

from dataclasses import replace

from softphone.core.conversations import Conversation
from softphone.core.effects import SendHold
from softphone.core.legs import Hold, Leg
from softphone.core.policy import HOLD_DUE_S
from softphone.core.timers import HoldDue
from softphone.core.turn import Turn
from softphone.core.values import Asked


def give_microphone(turn: Turn, call: Conversation) -> None:
    """Put a conversation in focus and hold whoever is talking in another one."""
    turn.focus(call.id)
    for other in turn.phone.conversations:
        if other.id != call.id:
            for leg in other.talking_legs:
                if leg.hold is Hold.OFF:
                    begin_hold(turn, other, leg, Asked(turn.asked.origin), is_held=True)


def begin_hold(turn: Turn, call: Conversation, leg: Leg, asked: Asked, *, is_held: bool) -> None:
    """Ask the network to hold or resume a leg."""
    current = turn.phone.call(call.id) or call
    state = Hold.TURNING_ON if is_held else Hold.TURNING_OFF
    turn.put_leg(current, replace(leg, hold=state, hold_asked=asked))
    turn.do(SendHold(leg.id, is_held))
    turn.start(HoldDue(leg.id), HOLD_DUE_S)


def let_go_of_microphone(turn: Turn) -> None:
    """When the conversation in focus is gone, a conversation that is not on hold inherits the microphone."""
    if turn.phone.focus is None or turn.phone.call(turn.phone.focus) is None:
        open_calls = (
            call.id for call in turn.phone.conversations if any(leg.hold is Hold.OFF for leg in call.talking_legs)
        )
        turn.focus(next(open_calls, None))
