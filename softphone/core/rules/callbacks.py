"""Rules for callbacks (ledger C1 to C5): a customer who asked to be called is offered to the agent like a call.

One that a script offers has nothing on the network until the agent accepts it: then the phone dials. One that comes by
INVITE is answered, and the PBX brings the customer: who is there with the ACK, or by setting when the PBX says so.
"""

from softphone.core.messages.commands import OfferCallback
from softphone.core.messages.effects import SendInvite
from softphone.core.messages.facts import CallbackAccepted, CallStarted
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import NoAnswer, RingOut
from softphone.core.rules.beginning import account_for
from softphone.core.rules.readiness import reason_to_refuse
from softphone.core.rules.switching import give_microphone
from softphone.core.rules.targets import is_address
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Alerting, Dialling, Leg, Proposed
from softphone.core.turn import Turn
from softphone.core.values import AccountName, Asked, CallType, Direction, Peer, Role


def offer(turn: Turn, command: OfferCallback) -> None:
    """Let a callback ring here, or say why not. The same key may come again when its call is over (C4)."""
    account = account_for(turn, command)
    if account is None:
        return
    refusal = reason_to_refuse(turn)
    if not is_address(command.target):
        turn.refuse(Why.BAD_TARGET, "That is not an address that can be called back.")
    elif turn.phone.call(command.call) or turn.phone.find(command.leg):
        turn.refuse(Why.ALREADY_UNDER_WAY, "A call of that name is there already.")
    elif refusal is not None:
        turn.refuse(Why.BUSY, f"The agent cannot be offered a callback: {refusal[1]}.")
    else:
        _ring(turn, command, account)


def _ring(turn: Turn, command: OfferCallback, account: AccountName) -> None:
    leg = Leg(
        id=command.leg,
        role=Role.INITIAL_CALLER,
        direction=Direction.OUT,
        account=account,
        peer=Peer(command.target, command.name, command.number),
        phase=Proposed(),
    )
    call = Conversation(
        id=command.call,
        call_type=CallType.CALLBACK,
        started_at=turn.at,
        legs=(leg,),
        tags=command.tags,
        is_muted=turn.phone.policy.starts_muted,
        is_announced=True,
        is_known_to_page=turn.phone.has_page,
        then_digits=command.then_digits,
    )
    turn.add(call)
    turn.answer(CallStarted(call, leg.id))
    if (limit_s := turn.phone.policy.no_answer_s) is not None:
        turn.start(NoAnswer(leg.id), limit_s)


def accept(turn: Turn, call: Conversation) -> None:
    """The agent takes a callback that is not on the network yet: the customer is dialled (C2)."""
    leg = call.initial
    turn.stop(NoAnswer(leg.id))
    call = turn.put_phase(call, leg, Dialling())
    give_microphone(turn, call)
    turn.do(SendInvite(leg.id, leg.account, leg.peer.uri, call.id))
    turn.start(RingOut(leg.id), turn.phone.policy.ring_out_s)
    turn.answer(CallbackAccepted(turn.phone.call(call.id) or call, leg.id))


def is_brought(call: Conversation) -> bool:
    """Whether it is a callback that came by INVITE, whose customer the PBX brings."""
    return call.call_type is CallType.CALLBACK and call.direction is Direction.IN


def taken(turn: Turn, call: Conversation, leg: Leg, asked: Asked) -> Asked:
    """A callback that came by INVITE is taken before it is connected (C2, C3); that answers who asked."""
    turn.answer(CallbackAccepted(call, leg.id), asked)
    return Asked(asked.origin)


def await_customer(turn: Turn, call: Conversation, leg: Leg) -> None:
    """The agent hears what the PBX plays until it says that the customer is there, and not for ever."""
    turn.put_phase(call, leg, Alerting(has_early_media=True))
    turn.start(RingOut(leg.id), turn.phone.policy.ring_out_s)
