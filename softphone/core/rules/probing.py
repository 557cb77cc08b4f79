"""Rules for a supervisor's leg on which nothing arrives any more: the other end is asked whether it is still there.

Silence alone ends nothing: some phones send nothing while their microphone is off. Who does not answer at all is gone;
the stack ends such a leg by itself, and that is told as any other end. Calls of one's own are left alone: they go on
when the network returns.
"""

from softphone.core.messages.effects import SendProbe
from softphone.core.messages.timers import ProbeDue
from softphone.core.state.legs import Leg
from softphone.core.turn import Turn

PROBE_AFTER_S = 10.0
"""A network that changes needs some seconds."""
PROBE_AGAIN_S = 40.0
"""More than the 32 s after which the stack gives up on an answer."""


def wonder(turn: Turn, leg: Leg) -> None:
    """Nothing arrives any more."""
    turn.start(ProbeDue(leg.id), PROBE_AFTER_S)


def stop_wondering(turn: Turn, leg: Leg) -> None:
    """Something arrives again, or the leg is over."""
    if leg.is_audio_missing:
        turn.stop(ProbeDue(leg.id))


def probe(turn: Turn, leg: Leg) -> None:
    """Still nothing: ask, and ask again while that is so."""
    turn.do(SendProbe(leg.id))
    turn.start(ProbeDue(leg.id), PROBE_AGAIN_S)
