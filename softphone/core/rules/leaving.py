"""Rules for going without ending it for the others: blind transfer, and leaving two parties to each other."""

from dataclasses import replace

from softphone.core.messages.commands import Transfer
from softphone.core.messages.effects import SendAttendedTransfer, SendTransfer
from softphone.core.messages.events import TransferAccepted, TransferEnded, TransferEvent, TransferProgressed
from softphone.core.messages.facts import TransferMoved
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import TransferDue
from softphone.core.rules.endings import end_all, end_leg
from softphone.core.rules.parting import party_is_gone
from softphone.core.rules.pursuing import abandon
from softphone.core.rules.reasons import refusal_of_transfer
from softphone.core.rules.targets import why_not_target
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg, Over
from softphone.core.state.wishes import Destination, Transferring
from softphone.core.turn import Turn
from softphone.core.values import EndReason, Peer


def leave(turn: Turn, call: Conversation) -> None:
    """Go. Two who have both answered may go on without us; otherwise nothing is left of the call."""
    match call.parties:
        case (one, other) if one.is_talking and other.is_talking and turn.phone.policy.leaving_transfers:
            turn.do(SendAttendedTransfer(one.id, other.id))
            _begin(turn, call, Transferring(turn.asked, one.id, other=other.id))
        case _:
            end_all(turn, call)


def transfer(turn: Turn, command: Transfer, call: Conversation) -> None:
    """Send the far end to somebody else; the call is kept until that has worked out."""
    leg = call.foremost
    if len(call.parties) > 1:
        turn.refuse(Why.WRONG_STATE, "Two parties are in the call: leave it, and they go on with each other.")
    elif not leg.is_talking:
        turn.refuse(Why.WRONG_STATE, "Only a connected call can be transferred.")
    elif reason := why_not_target(turn.phone, command.target, leg):
        turn.refuse(Why.BAD_TARGET, reason)
    else:
        turn.do(SendTransfer(leg.id, command.target))
        who = Destination(command.leg, Peer(command.target, command.name, command.number))
        _begin(turn, call, Transferring(turn.asked, leg.id, unasked=who))


def _begin(turn: Turn, call: Conversation, wish: Transferring) -> None:
    call = turn.put(replace(call, wish=wish))
    turn.start(TransferDue(wish.leg), turn.phone.policy.transfer_due_s)
    turn.announce(TransferMoved(call, wish.leg))


def transfer_moved(turn: Turn, call: Conversation, leg: Leg, event: TransferEvent) -> None:
    """The far end tells how the transfer gets on."""
    wish = call.wish
    if not isinstance(wish, Transferring) or wish.leg != leg.id:
        turn.ignore(event, "no transfer is under way")
        return
    match event:
        case TransferAccepted():
            turn.put(replace(call, wish=replace(wish, is_accepted=True)))
        case TransferProgressed(code=code, phrase=phrase):
            call = turn.put(replace(call, wish=replace(wish, is_accepted=True)))
            turn.announce(TransferMoved(call, leg.id, code, phrase))
        case TransferEnded(code=code) if 200 <= code < 300:
            _done(turn, call, wish)
        case TransferEnded(code=code):
            transfer_failed(turn, call, wish, refusal_of_transfer(code))


def _done(turn: Turn, call: Conversation, wish: Transferring) -> None:
    turn.stop(TransferDue(wish.leg))
    call = turn.put(replace(call, wish=None, transferred_to=wish.unasked))
    for leg in call.parties:
        call = end_leg(turn, call, leg, EndReason.TRANSFERRED, asked=wish.asked)


def transfer_failed(turn: Turn, call: Conversation, wish: Transferring, refusal: Refusal) -> None:
    """Everything is as before; only a party that has gone meanwhile stays away."""
    call = abandon(turn, call, refusal)
    other = call.leg(wish.other) if wish.other else None
    if other and isinstance(other.phase, Over):
        party_is_gone(turn, call, other, other.phase)
