"""Rules for asking something of several parties: add, swap, merge, split. How it comes true is in `pursuing`."""

from softphone.core.messages.commands import AddParticipant, Leave, Merge, PartyCommand, Split, Swap, Transfer
from softphone.core.messages.facts import PartiesMerged, PartiesSwapped
from softphone.core.messages.refusals import Why
from softphone.core.rules.leaving import leave, transfer
from softphone.core.rules.pursuing import wish_for
from softphone.core.rules.switching import give_microphone, is_microphone_taken
from softphone.core.rules.targets import why_not_target
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg
from softphone.core.state.wishes import Destination, Joining, Merging, Splitting, Swapping
from softphone.core.turn import Turn
from softphone.core.values import LegId, Peer, Role


def obey(turn: Turn, command: PartyCommand) -> None:
    """Carry out a command about the parties of a conversation, or refuse it."""
    call = turn.phone.meant(command.call)
    if call is None or not call.parties:
        turn.refuse(Why.NO_SUCH_CALL, "There is no such call.")
    elif call.is_supervision and not isinstance(command, Leave):
        turn.refuse(Why.NOT_ALLOWED, "It is a colleague's call: its parties are not this phone's to change.")
    elif call.wish is not None or any(leg.is_hold_under_way for leg in call.parties):
        turn.refuse(Why.ALREADY_UNDER_WAY, "Something else is under way in this call.")
    else:
        _obey(turn, command, call)


def _obey(turn: Turn, command: PartyCommand, call: Conversation) -> None:
    match command:
        case AddParticipant():
            _add(turn, command, call)
        case Swap(to=to):
            _swap(turn, call, to)
        case Merge():
            _merge(turn, call)
        case Split(to=to):
            _split(turn, call, to)
        case Leave():
            leave(turn, call)
        case Transfer():
            transfer(turn, command, call)


def _add(turn: Turn, command: AddParticipant, call: Conversation) -> None:
    if not call.is_talking:
        turn.refuse(Why.WRONG_STATE, "Nobody can be added before the call is connected.")
    elif len(call.parties) > 1:
        turn.refuse(Why.WRONG_STATE, "Somebody has been added already: three is the most.")
    elif call.foremost.role is Role.THIRD_PARTY:
        turn.refuse(Why.NOT_ALLOWED, "The first caller has left: nobody can be added.")
    elif turn.phone.find(command.leg):
        turn.refuse(Why.ALREADY_UNDER_WAY, "A leg of that name is there already.")
    elif reason := why_not_target(turn.phone, command.target, call.foremost):
        turn.refuse(Why.BAD_TARGET, reason)
    elif is_microphone_taken(turn.phone, call):
        turn.refuse(Why.BUSY, "Hold or end the other call first.")
    else:
        give_microphone(turn, call)
        peer = Peer(command.target, command.name, command.number)
        who = Destination(command.leg, peer, command.call_type, command.then_digits)
        wish_for(turn, call, Joining(turn.asked, who))


def _swap(turn: Turn, call: Conversation, to: LegId | None) -> None:
    pair = _talking_pair(turn, call)
    if pair is None:
        return
    if call.is_merged:
        turn.refuse(Why.WRONG_STATE, "The parties are merged: there is nobody to swap with.")
        return
    wanted = next((leg for leg in pair if (leg.id == to if to else leg.id != call.talks_to)), None)
    if wanted is None:
        turn.refuse(Why.NO_SUCH_PARTY, "Nobody of that name is in the call.")
    elif call.talks_to == wanted.id and not wanted.is_held:
        turn.confirm(PartiesSwapped(call))
    else:
        give_microphone(turn, call)
        wish_for(turn, call, Swapping(turn.asked, wanted.id))


def _merge(turn: Turn, call: Conversation) -> None:
    if _talking_pair(turn, call) is None:
        return
    if call.is_merged and not any(leg.is_held for leg in call.parties):
        turn.confirm(PartiesMerged(call))
    else:
        give_microphone(turn, call)
        wish_for(turn, call, Merging(turn.asked))


def _split(turn: Turn, call: Conversation, to: LegId | None) -> None:
    pair = _talking_pair(turn, call)
    if pair is None:
        return
    if not call.is_merged:
        turn.refuse(Why.WRONG_STATE, "The parties are not merged.")
    elif wanted := next((leg for leg in pair if to in (None, leg.id)), None):
        give_microphone(turn, call)
        wish_for(turn, call, Splitting(turn.asked, wanted.id))
    else:
        turn.refuse(Why.NO_SUCH_PARTY, "Nobody of that name is in the call.")


def _talking_pair(turn: Turn, call: Conversation) -> tuple[Leg, Leg] | None:
    match tuple(leg for leg in call.parties if leg.is_talking):
        case (one, other):
            return one, other
        case _ if len(call.parties) > 1:
            turn.refuse(Why.WRONG_STATE, "The further party has not answered yet.")
        case _:
            turn.refuse(Why.WRONG_STATE, "There is only one party in the call.")
    return None
