"""Supervision as tests tell it: a supervisor at a colleague's call, and an agent whose call is listened to."""

from dataclasses import replace

from softphone.core.messages.commands import Supervise
from softphone.core.messages.events import Invited, LegConnected
from softphone.core.state.policy import Hosting, Supervising
from softphone.core.values import CallId, LegId, Mode, Peer, Tags
from tests.core.scenes import ACCOUNT, LEG_A, LEG_B, ONE_LINE, A, Scene, scene, talking

SPY_TARGET, AGENT = "sip:spy-1001@pbx", "sip:1001@pbx"
MAY_SUPERVISE = replace(ONE_LINE, supervising=Supervising(is_allowed=True, name="Boss"))
SUPERVISE = Supervise(SPY_TARGET, A, LEG_A, name="Ann", agent=AGENT)
BOSS = Peer("sip:boss@pbx", "Boss", "3001", is_asserted=True)
CHIEF = Peer("sip:chief@pbx", "Chief", "3002", is_asserted=True)
KEYS = (("4", Mode.LISTEN), ("5", Mode.WHISPER), ("6", Mode.BARGE))
HOSTING = Hosting(is_open=True, supervisors=("sip:boss@pbx", "sip:chief@pbx"), keys=KEYS)
OPEN = replace(ONE_LINE, hosting=HOSTING)


def supervising() -> Scene:
    """A colleague's call is listened to."""
    play = scene(MAY_SUPERVISE)
    play.desk(SUPERVISE)
    return play.happens(LegConnected(LEG_A))


def supervisor(leg: LegId = LEG_B, who: Peer = BOSS, key: CallId = A, *, says_so: bool = True) -> Invited:
    """A supervisor's INVITE."""
    return Invited(leg, ACCOUNT, who, CallId(f"minted-{leg}"), Tags(key=key, wants_to_supervise=says_so))


def supervised(hosting: Hosting = HOSTING) -> Scene:
    """The agent talks with Bob, and the boss listens."""
    play = talking(play=scene(replace(ONE_LINE, hosting=hosting)))
    return play.happens(supervisor(), LegConnected(LEG_B))
