"""Rules for a party that has gone from a conversation that goes on."""

from dataclasses import replace

from softphone.core.messages.facts import ParticipantRemoved
from softphone.core.rules.pursuing import return_to
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg, Over
from softphone.core.turn import Turn
from softphone.core.values import Asked


def party_is_gone(turn: Turn, call: Conversation, leg: Leg, over: Over, *, was_told: bool = True) -> None:
    """Tell that it has gone, where anybody knew of it, and let the agent talk with who is left."""
    call = turn.put_phase(call, leg, replace(over, is_removed=True))
    if was_told:
        turn.answer(ParticipantRemoved(call, leg.id, over.ending), over.asked or Asked(over.ending.by))
    for left in call.parties[:1]:
        return_to(turn, call, left)
