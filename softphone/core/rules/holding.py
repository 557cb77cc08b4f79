"""Rules for hold: a state with an owner, true only when the network has agreed."""

from dataclasses import replace

from softphone.core.messages.commands import SetHold
from softphone.core.messages.events import HoldConfirmed
from softphone.core.messages.facts import Action, HoldChanged
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import HoldDue
from softphone.core.rules.held import hold_is_told
from softphone.core.rules.pursuing import pursue, thwart, wish_for
from softphone.core.rules.switching import (
    begin_hold,
    give_microphone,
    hold_aside,
    is_microphone_taken,
    let_go_of_microphone,
)
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Hold, Leg
from softphone.core.state.wishes import HoldWish, Pausing, Swapping
from softphone.core.turn import Turn
from softphone.core.values import Asked, LegId, Origin


def set_hold(turn: Turn, command: SetHold) -> None:
    """Hold or resume somebody, unless it is so already or under way."""
    call = turn.phone.meant(command.call)
    if call is None:
        turn.refuse(Why.NO_SUCH_CALL, "There is no such call.")
        return
    legs = _meant_legs(call, command.leg)
    if not legs:
        turn.refuse(Why.WRONG_STATE, "Only a connected call can be held or resumed.")
    elif _is_under_way(call):
        turn.refuse(Why.ALREADY_UNDER_WAY, "A hold or resume of this call is under way.")
    elif all(leg.is_held is command.is_held for leg in legs):
        turn.confirm(HoldChanged(call, legs[0].id))
    elif command.is_held:
        _hold(turn, call, legs)
    else:
        _resume(turn, call, legs)


def _meant_legs(call: Conversation, name: LegId | None) -> tuple[Leg, ...]:
    """The named party, else whom the agent talks with: all, once they are merged."""
    talking = tuple(leg for leg in call.parties if leg.is_talking)
    if name is not None:
        return tuple(leg for leg in talking if leg.id == name)
    if call.is_merged:
        return talking
    return tuple(leg for leg in talking if leg.id == call.talks_to) or talking[:1]


def _is_under_way(call: Conversation) -> bool:
    return isinstance(call.wish, HoldWish) or any(leg.is_hold_under_way for leg in call.parties)


def _hold(turn: Turn, call: Conversation, legs: tuple[Leg, ...]) -> None:
    if len(legs) > 1:
        wish_for(turn, call, Pausing(turn.asked, is_held=True))
    else:
        begin_hold(turn, call, legs[0], turn.asked, is_held=True)


def _resume(turn: Turn, call: Conversation, legs: tuple[Leg, ...]) -> None:
    if any(leg.is_ringing_there for leg in call.parties):
        turn.refuse(Why.WRONG_STATE, "A further party is being called: wait, or hang up on it first.")
    elif is_microphone_taken(turn.phone, call):
        turn.refuse(Why.BUSY, "Hold or end the other call first.")
    else:
        give_microphone(turn, call)
        if len(legs) > 1:
            wish_for(turn, call, Pausing(turn.asked, is_held=False))
        elif call.open_legs and not call.is_merged:
            wish_for(turn, call, Swapping(turn.asked, legs[0].id))
        else:
            talks_to = legs[0].id if len(call.parties) > 1 and not call.is_merged else None
            begin_hold(turn, turn.put(replace(call, talks_to=talks_to)), legs[0], turn.asked, is_held=False)


def hold_confirmed(turn: Turn, call: Conversation, leg: Leg, event: HoldConfirmed) -> None:
    """The network agreed; it may also agree to what we had given up waiting for, and then that is the truth."""
    hold = Hold.ON if event.is_held else Hold.OFF
    if not leg.is_talking or leg.hold is hold:
        turn.ignore(event, "that is so already")
        return
    if leg.is_hold_under_way and leg.is_held is event.is_held:
        turn.ignore(event, "the opposite is under way")
        return
    turn.stop(HoldDue(leg.id))
    asked = leg.hold_asked or Asked(Origin.REMOTE)
    call = turn.put_leg(call, replace(leg, hold=hold, hold_asked=None))
    wish = call.wish
    if not isinstance(wish, HoldWish) or asked.request is not None:
        call = hold_is_told(turn, call)
        turn.answer(HoldChanged(call, leg.id), asked)
    if isinstance(wish, HoldWish):
        pursue(turn, call, wish)
    else:
        hold_aside(turn, call)


def hold_refused(turn: Turn, call: Conversation, leg: Leg, refusal: Refusal) -> None:
    """The network would not: everything is as before, and whoever asked is told."""
    if leg.hold_asked is None:
        turn.ignore(refusal, "no hold or resume is under way")
        return
    was_holding = leg.hold is Hold.TURNING_ON
    turn.stop(HoldDue(leg.id))
    asked = leg.hold_asked
    call = turn.put_leg(call, replace(leg, hold=Hold.OFF if was_holding else Hold.ON, hold_asked=None))
    is_step = isinstance(call.wish, HoldWish)
    if not is_step or asked.request is not None:
        turn.fail(Action.HOLD if was_holding else Action.RESUME, call, refusal, asked)
    if is_step:
        thwart(turn, call, refusal)
    let_go_of_microphone(turn)
