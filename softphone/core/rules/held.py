"""Rules for what the world believes about hold.

Corrected when nothing is under way any more, not at every step: a hold that a consultation implies is no event of its
own (ledger, P1), and one that was undone again never was.
"""

from dataclasses import replace

from softphone.core.messages.facts import HoldChanged
from softphone.core.state.conversations import Conversation
from softphone.core.turn import Turn


def settle_hold(turn: Turn, call: Conversation) -> None:
    """Tell where the world believes something else than what is so."""
    differing = [leg for leg in call.parties if leg.is_talking and leg.is_held is not leg.is_hold_told]
    if differing:
        call = hold_is_told(turn, call)
        turn.announce(HoldChanged(call, differing[0].id))


def hold_is_told(turn: Turn, call: Conversation) -> Conversation:
    """What is being told shows who is on hold: the world knows it now."""
    legs = tuple(replace(leg, is_hold_told=leg.is_held) if leg.is_talking else leg for leg in call.legs)
    return turn.put(replace(call, legs=legs))
