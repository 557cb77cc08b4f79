"""A conversation with company: Bob who called, Carol whom the agent brings in, and who hears whom."""

from softphone.core.messages.commands import AddParticipant, Merge
from softphone.core.messages.events import HoldConfirmed, LegConnected, ProvisionalReceived
from softphone.core.state.audio import LegAudio, Route, Sink
from tests.core.scenes import LEG_A, LEG_B, Scene, talking

CAROL = "sip:carol@127.0.0.1"
ADD = AddParticipant(CAROL, LEG_B)


def calling_carol(play: Scene | None = None) -> Scene:
    """Bob is on hold, and Carol is being called."""
    play = play or talking()
    play.desk(ADD)
    return play.happens(HoldConfirmed(LEG_A, is_held=True))


def consulting(play: Scene | None = None) -> Scene:
    """Bob is on hold, and the agent talks with Carol."""
    return calling_carol(play).happens(ProvisionalReceived(LEG_B, 180), LegConnected(LEG_B))


def merged(play: Scene | None = None) -> Scene:
    """All three hear each other."""
    play = consulting(play)
    play.desk(Merge())
    return play.happens(HoldConfirmed(LEG_A, is_held=False))


def heard_by(play: Scene, leg: Sink) -> set[object]:
    """Who is heard there."""
    return {route.source for route in play.phone.audio.routes if route.sink == leg}


BOB_HEARS, CAROL_HEARS = LegAudio(LEG_A), LegAudio(LEG_B)


def routes(play: Scene) -> frozenset[Route]:
    """All of them."""
    return play.phone.audio.routes
