"""Rules for wishes that need the network's word: one hold or resume after the other, until it is as it was asked."""

from dataclasses import replace

from softphone.core.messages.facts import Action, HoldChanged, PartiesMerged, PartiesSplit, PartiesSwapped
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import ModeDue, TransferDue
from softphone.core.rules.held import hold_is_told, settle_hold
from softphone.core.rules.joining import call_party
from softphone.core.rules.switching import begin_hold, hold_aside, is_aside
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.state.wishes import (
    Attending,
    HoldWish,
    Joining,
    Merging,
    Pausing,
    Returning,
    Splitting,
    Swapping,
    Switching,
    Transferring,
    Wish,
)
from softphone.core.turn import Turn
from softphone.core.values import Asked, Origin

_ACTIONS: dict[type[Wish], Action] = {
    Joining: Action.ADD,
    Swapping: Action.SWAP,
    Splitting: Action.SPLIT,
    Merging: Action.MERGE,
    Returning: Action.RESUME,
    Attending: Action.SUPERVISE,
    Switching: Action.SWITCH,
}


def wish_for(turn: Turn, call: Conversation, wish: HoldWish) -> None:
    """Begin to make a wish come true."""
    pursue(turn, turn.put(replace(call, wish=wish)), wish)


def pursue(turn: Turn, call: Conversation, wish: HoldWish) -> None:
    """Take the next step: hold who is to be held, then resume who is to be heard; then it is as it was asked."""
    talking = [leg for leg in call.parties if leg.is_talking]
    if any(leg.is_hold_under_way for leg in talking):
        return
    late = sorted((leg for leg in talking if leg.is_held is not wish.holds(leg.id)), key=lambda leg: leg.is_held)
    if is_aside(turn.phone, call):
        taken = Refusal(Why.BUSY, "Another call has the microphone now.")
        call = abandon(turn, call, taken)
        settle_hold(turn, call)
        hold_aside(turn, turn.phone.call(call.id) or call)
    elif late:
        begin_hold(turn, call, late[0], Asked(wish.asked.origin), is_held=not late[0].is_held)
    else:
        _come_true(turn, replace(call, wish=None), wish)


def thwart(turn: Turn, call: Conversation, refusal: Refusal) -> None:
    """The network would not: whoever asked hears it, and the agent talks with the same party as before."""
    wish, before = call.wish, call.leg(call.talks_to) if call.talks_to else None
    call = abandon(turn, call, refusal)
    if isinstance(wish, Swapping) and before and before.is_talking and before.is_held:
        wish_for(turn, call, Returning(Asked(wish.asked.origin), before.id))
    else:
        settle_hold(turn, call)


def abandon(turn: Turn, call: Conversation, refusal: Refusal) -> Conversation:
    """Nothing will come of what is under way: whoever asked hears why."""
    wish = call.wish
    if wish is None:
        return call
    call = turn.put(replace(call, wish=None))
    if isinstance(wish, Transferring):
        turn.stop(TransferDue(wish.leg))
    if isinstance(wish, Switching):
        turn.stop(ModeDue(call.initial.id))
    is_waited_for = not isinstance(wish, Returning) and (wish.asked.request or not isinstance(wish, Attending))
    if is_waited_for:
        turn.fail(action_of(wish), call, refusal, wish.asked)
    return call


def action_of(wish: Wish) -> Action:
    """Name what people were doing."""
    match wish:
        case Pausing(is_held=is_held):
            return Action.HOLD if is_held else Action.RESUME
        case Transferring(other=other):
            return Action.LEAVE if other else Action.TRANSFER
        case _:
            return _ACTIONS[type(wish)]


def return_to(turn: Turn, call: Conversation, leg: Leg) -> None:
    """One party is left: the agent talks with it again, unless another conversation has the microphone."""
    call = turn.put(replace(call, talks_to=None, is_merged=False))
    if leg.is_talking and turn.phone.focus in (None, call.id):
        wish_for(turn, call, Returning(Asked(Origin.REMOTE), leg.id))
    else:
        settle_hold(turn, call)


def _come_true(turn: Turn, call: Conversation, wish: HoldWish) -> None:
    match wish:
        case Joining():
            call_party(turn, call, wish)
        case Swapping(to=to):
            call = hold_is_told(turn, replace(call, talks_to=to))
            turn.answer(PartiesSwapped(call), wish.asked)
        case Splitting(to=to):
            call = hold_is_told(turn, replace(call, talks_to=to, is_merged=False))
            turn.answer(PartiesSplit(call), wish.asked)
        case Merging():
            call = hold_is_told(turn, replace(call, talks_to=None, is_merged=True))
            turn.answer(PartiesMerged(call), wish.asked)
        case Pausing():
            call = hold_is_told(turn, call)
            turn.answer(HoldChanged(call, call.foremost.id), wish.asked)
        case Returning():
            settle_hold(turn, turn.put(call))
