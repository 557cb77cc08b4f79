"""Rules for a further party in a conversation: called, told of, answered."""

from dataclasses import replace

from softphone.core.messages.effects import SendInvite
from softphone.core.messages.facts import ParticipantAdded, ParticipantConnected
from softphone.core.messages.timers import DialGrace, RingOut
from softphone.core.rules.held import hold_is_told
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Dialling, Leg, Talking
from softphone.core.state.policy import DIAL_GRACE_S
from softphone.core.state.wishes import Joining
from softphone.core.turn import Turn
from softphone.core.values import Asked, CallId, CallType, Direction, Origin, Role


def call_party(turn: Turn, call: Conversation, wish: Joining) -> None:
    """Everybody is on hold: call the further party. Salesforce's request waits for a sign of life (as ledger, O2)."""
    who, asked = wish.who, wish.asked
    is_awaited = asked.origin is Origin.CONNECTOR
    phase = Dialling(asked if is_awaited else None)
    leg = Leg(who.leg, Role.THIRD_PARTY, Direction.OUT, call.foremost.account, who.peer, phase)
    call = turn.put(replace(call, legs=(*call.legs, leg), talks_to=leg.id, then_digits=who.then_digits))
    is_colleague = who.call_type is CallType.INTERNAL
    kind = CallType.TRANSFER if is_colleague else None
    turn.do(SendInvite(leg.id, leg.account, who.peer.uri, CallId(leg.id), parent=call.id, call_type=kind))
    turn.start(RingOut(leg.id), turn.phone.policy.ring_out_s)
    if is_awaited:
        turn.start(DialGrace(leg.id), DIAL_GRACE_S)
    else:
        party_is_added(turn, call, leg, asked)


def party_is_added(turn: Turn, call: Conversation, leg: Leg, asked: Asked) -> Conversation:
    """Tell that a further party is being called; that whoever was there is on hold is part of it."""
    call = hold_is_told(turn, call)
    turn.answer(ParticipantAdded(call, leg.id), asked)
    return call


def party_connected(turn: Turn, call: Conversation, leg: Leg) -> Conversation:
    """The further party has answered: the agent talks with it."""
    call = turn.put(replace(call.with_leg(replace(leg, phase=Talking(turn.at))), talks_to=leg.id))
    turn.announce(ParticipantConnected(call, leg.id), Asked(Origin.REMOTE))
    return call
