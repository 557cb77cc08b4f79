"""Every call that started ends exactly once; with two of them, the right one has the microphone."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import Answer, HangUp, SetHold
from softphone.core.messages.effects import (
    DropLeg,
    SendGoodbye,
    SendHold,
    SendTones,
)
from softphone.core.messages.events import (
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    Stopping,
)
from softphone.core.messages.facts import ActionFailed, CallEnded
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import AnswerDue, GoodbyeDue, NoAnswer
from softphone.core.values import Origin, Role
from tests.core.scenes import (
    LEG_A,
    LEG_B,
    TWO_LINES,
    A,
    B,
    dial,
    ending,
    invited,
    scene,
    talking,
)


@pytest.mark.parametrize("code", [0, 408])
def test_a_call_ended_by_the_far_end_is_followed_by_after_call_work(code: int) -> None:
    play = talking().happens(LegEnded(LEG_A, code))

    assert play.names() == ["CallStarted", "CallConnected", "CallEnded", "AfterCallWorkStarted"]
    assert ending(play).by is Origin.REMOTE


def test_hanging_up_is_answered_when_the_network_agrees() -> None:
    play = talking()
    request = play.salesforce(HangUp(A))
    assert not play.is_answered(request)

    play.happens(LegEnded(LEG_A, 200))

    assert isinstance(play.answer_to(request), CallEnded)
    assert play.names()[-2:] == ["CallEnded", "AfterCallWorkStarted"]


def test_hanging_up_twice_sends_one_goodbye() -> None:
    play = talking()
    play.desk(HangUp(A))

    assert play.refusal(play.desk(HangUp(A))).why is Why.WRONG_STATE
    assert len(play.did(SendGoodbye)) == 1


def test_a_goodbye_that_the_network_never_confirms_ends_the_call_all_the_same() -> None:
    play = talking()
    request = play.desk(HangUp())
    play.fires(GoodbyeDue(LEG_A))

    assert DropLeg(LEG_A) in play.effects
    assert isinstance(play.answer_to(request), CallEnded)
    assert play.happens(LegEnded(LEG_A)).was_ignored
    assert play.fires(GoodbyeDue(LEG_A)).was_ignored


def test_the_far_end_answering_after_we_hung_up_does_not_revive_the_call() -> None:
    play = scene()
    play.desk(dial())
    play.desk(HangUp())

    assert play.happens(LegConnected(LEG_A)).was_ignored


def test_hanging_up_during_a_hold_answers_the_hold() -> None:
    play = talking()
    hold = play.salesforce(SetHold(is_held=True))
    play.desk(HangUp())

    assert play.refusal(hold).why is Why.CALL_ENDED
    assert [fact for fact in play.facts if isinstance(fact, ActionFailed)]


def test_the_far_end_hanging_up_during_a_hold_answers_the_hold() -> None:
    play = talking()
    hold = play.salesforce(SetHold(is_held=True))
    play.happens(LegEnded(LEG_A))

    assert play.refusal(hold).why is Why.CALL_ENDED


def test_hanging_up_a_party_that_is_not_there_is_refused() -> None:
    play = talking()

    assert play.refusal(play.desk(HangUp(A, leg=LEG_B))).why is Why.NO_SUCH_PARTY
    assert play.refusal(play.desk(HangUp(A, role=Role.SUPERVISOR))).why is Why.NO_SUCH_PARTY


def test_switching_off_ends_every_call() -> None:
    play = talking(play=scene(TWO_LINES)).happens(invited(B, LEG_B), Stopping())
    play.happens(LegEnded(LEG_A), LegEnded(LEG_B))

    assert SendGoodbye(LEG_A) in play.effects
    assert play.names().count("CallEnded") == 2
    assert "AfterCallWorkStarted" not in play.names()


def test_timers_of_legs_that_moved_on_change_nothing() -> None:
    play = talking()

    assert play.fires(NoAnswer(LEG_A)).was_ignored
    assert play.fires(AnswerDue(LEG_A)).was_ignored


def test_an_extension_behind_the_number_is_pressed_when_the_call_is_answered() -> None:
    play = scene()
    play.desk(replace(dial(), then_digits="12"))
    play.happens(LegConnected(LEG_A))

    assert SendTones(LEG_A, "12") in play.effects


# Call waiting


def test_a_waiting_call_rings_with_a_tone_and_answering_it_holds_the_first() -> None:
    play = talking(play=scene(TWO_LINES)).happens(invited(B, LEG_B))
    assert not play.phone.audio.is_ringing
    assert "waiting" in repr(play.phone.audio)

    play.desk(Answer())
    play.happens(LegConnected(LEG_B))

    assert SendHold(LEG_A, is_held=True) in play.effects
    assert play.phone.focus == B


def test_a_call_that_could_not_be_held_gets_the_microphone_back_when_the_other_has_ended() -> None:
    play = talking(B, LEG_B, talking(play=scene(TWO_LINES)))
    play.happens(LegEnded(LEG_B))
    assert play.phone.focus is None  # its hold is still under way

    play.happens(HoldRefused(LEG_A, 488, "No"))

    assert play.phone.focus == A


def test_a_held_call_does_not_inherit_the_microphone() -> None:
    play = talking(B, LEG_B, talking(play=scene(TWO_LINES)))
    play.happens(HoldConfirmed(LEG_A, is_held=True), LegEnded(LEG_B))

    assert play.phone.focus is None
    play.desk(SetHold(is_held=False))
    assert play.phone.focus == A
