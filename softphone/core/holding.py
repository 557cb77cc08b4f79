"""Rules for hold: a state with an owner, true only when the network has agreed."""

from dataclasses import replace

from softphone.core.commands import SetHold
from softphone.core.conversations import Conversation
from softphone.core.events import HoldConfirmed
from softphone.core.facts import Action, HoldChanged
from softphone.core.legs import Hold, Leg
from softphone.core.refusals import Refusal, Why
from softphone.core.switching import begin_hold, give_microphone, let_go_of_microphone
from softphone.core.timers import HoldDue
from softphone.core.turn import Turn
from softphone.core.values import Asked, Origin


def set_hold(turn: Turn, command: SetHold) -> None:
    """Hold or resume somebody, unless it is so already or under way."""
    call = turn.phone.meant(command.call)
    if call is None:
        turn.refuse(Why.NO_SUCH_CALL, "There is no such call.")
        return
    leg = call.leg(command.leg) if command.leg else next(iter(call.talking_legs), None)
    if leg is None or not leg.is_talking:
        turn.refuse(Why.WRONG_STATE, "Only a connected call can be held or resumed.")
    elif leg.hold_asked is not None:
        turn.refuse(Why.ALREADY_UNDER_WAY, "A hold or resume of this call is under way.")
    elif leg.is_held is command.is_held:
        turn.confirm(HoldChanged(call, leg.id))
    else:
        if not command.is_held:
            give_microphone(turn, call)
        begin_hold(turn, call, leg, turn.asked, is_held=command.is_held)


def hold_confirmed(turn: Turn, call: Conversation, leg: Leg, event: HoldConfirmed) -> None:
    """The network agreed; it may also agree to what we had given up waiting for, and then that is the truth."""
    hold = Hold.ON if event.is_held else Hold.OFF
    awaited = Hold.TURNING_ON if event.is_held else Hold.TURNING_OFF
    if not leg.is_talking or leg.hold is hold:
        turn.ignore(event, "that is so already")
        return
    asked = leg.hold_asked if leg.hold is awaited and leg.hold_asked else Asked(Origin.REMOTE)
    if leg.hold is awaited:
        turn.stop(HoldDue(leg.id))
        leg = replace(leg, hold_asked=None)
    call = turn.put_leg(call, replace(leg, hold=hold))
    turn.answer(HoldChanged(call, leg.id), asked)


def hold_refused(turn: Turn, call: Conversation, leg: Leg, refusal: Refusal) -> None:
    """The network would not: everything is as before, and whoever asked is told."""
    if leg.hold_asked is None:
        turn.ignore(refusal, "no hold or resume is under way")
        return
    was_holding = leg.hold is Hold.TURNING_ON
    turn.stop(HoldDue(leg.id))
    asked = leg.hold_asked
    call = turn.put_leg(call, replace(leg, hold=Hold.OFF if was_holding else Hold.ON, hold_asked=None))
    turn.fail(Action.HOLD if was_holding else Action.RESUME, call, refusal, asked)
    let_go_of_microphone(turn)
