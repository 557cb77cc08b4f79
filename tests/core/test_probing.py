"""A supervisor's leg on which nothing arrives: the other end is asked whether it is still there, at both phones."""

import pytest

from softphone.core.messages.commands import SetHold, Unsupervise
from softphone.core.messages.effects import SendGoodbye, SendProbe, StartTimer
from softphone.core.messages.events import AudioResumed, AudioStopped, LegEnded
from softphone.core.messages.facts import CallEnded, SupervisorGone
from softphone.core.messages.supervision_events import ModeAsked
from softphone.core.messages.timers import ProbeDue
from softphone.core.values import EndReason, LegId, Mode
from tests.core.scenes import LEG_A, LEG_B, Scene, talking
from tests.core.supervision import supervised, supervising

Here = tuple[Scene, LegId]


def silent(here: Here) -> Here:
    play, leg = here
    return play.happens(AudioStopped(leg, 3.0, "")), leg


@pytest.fixture(params=["the supervisor's phone", "the agent's phone"])
def here(request: pytest.FixtureRequest) -> Here:
    """A phone, and its leg of the supervision."""
    return (supervising(), LEG_A) if "supervisor" in request.param else (supervised(), LEG_B)


def test_after_a_while_of_nothing_the_other_end_is_asked_and_asked_again(here: Here) -> None:
    play, leg = silent(here)
    assert play.did(SendProbe) == []
    play.fires(ProbeDue(leg)).fires(ProbeDue(leg))

    assert play.did(SendProbe) == [SendProbe(leg)] * 2


def test_who_is_heard_again_is_not_asked(here: Here) -> None:
    play, leg = silent(here)
    play.happens(AudioResumed(leg)).fires(ProbeDue(leg))

    assert play.was_ignored
    assert play.did(SendProbe) == []


def test_who_has_gone_is_not_asked(here: Here) -> None:
    play, leg = silent(here)
    play.happens(LegEnded(leg, 408, "Request Timeout", EndReason.LOST)).fires(ProbeDue(leg))

    assert play.did(SendProbe) == []


def test_a_supervisor_s_phone_tells_the_loss_once_and_why() -> None:
    play, _ = silent((supervising(), LEG_A))
    play.fires(ProbeDue(LEG_A)).happens(LegEnded(LEG_A, 408, "", EndReason.LOST), LegEnded(LEG_A, 408))

    (ended,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    assert ended.ending.reason is EndReason.LOST


def test_the_agent_s_phone_tells_it_once_and_the_call_goes_on() -> None:
    play = supervised().happens(ModeAsked(LEG_B, Mode.BARGE), AudioStopped(LEG_B, 3.0, ""))
    play.fires(ProbeDue(LEG_B)).happens(LegEnded(LEG_B, 408, "", EndReason.LOST), LegEnded(LEG_B, 408))

    assert [type(fact) for fact in play.facts].count(SupervisorGone) == 1
    assert play.phone.conversations[0].is_talking
    assert play.did(SendGoodbye) == []


def test_a_supervisor_who_holds_notices_it_too() -> None:
    play = supervising()
    play.desk(SetHold(is_held=True))
    silent((play, LEG_A))

    assert play.fires(ProbeDue(LEG_A)).did(SendProbe) == [SendProbe(LEG_A)]


def test_whoever_leaves_meanwhile_is_not_asked() -> None:
    play, _ = silent((supervising(), LEG_A))
    play.desk(Unsupervise())
    play.fires(ProbeDue(LEG_A))

    assert play.did(SendProbe) == []


def test_calls_of_one_s_own_are_left_alone() -> None:
    play = talking().happens(AudioStopped(LEG_A, 3.0, ""))

    assert not any(isinstance(effect, StartTimer) for effect in play.last)
