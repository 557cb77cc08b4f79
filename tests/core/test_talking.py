"""During a call: mute and hold. An echo of what is so changes nothing."""

from dataclasses import replace

from softphone.core.messages.commands import (
    Answer,
    HangUp,
    SetHold,
    SetMute,
)
from softphone.core.messages.effects import SendHold, StartTimer
from softphone.core.messages.events import (
    HoldConfirmed,
    HoldRefused,
    LegConnected,
)
from softphone.core.messages.facts import (
    Action,
    ActionFailed,
    HoldChanged,
    MuteChanged,
)
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import HoldDue
from softphone.core.state.audio import LegAudio, Microphone, Route, Speaker
from softphone.core.state.legs import Hold
from softphone.core.state.policy import HOLD_DUE_S, Policy
from softphone.core.values import Instant, Tags
from tests.core.scenes import LEG_A, LEG_B, ONE_LINE, TWO_LINES, A, B, Scene, dial, invited, scene

RECORDED = replace(ONE_LINE, records_calls=True)
TO_BOB = Route(Microphone(), LegAudio(LEG_A))
FROM_BOB = Route(LegAudio(LEG_A), Speaker())


def talking(policy: Policy = ONE_LINE, tags: Tags | None = None) -> Scene:
    play = scene(policy).happens(invited(tags=tags) if tags else invited())
    play.desk(Answer(A))
    return play.happens(LegConnected(LEG_A))


def routes(play: Scene) -> frozenset[Route]:
    return play.phone.audio.routes


def test_a_connected_call_is_heard_both_ways() -> None:
    assert routes(talking()) == {TO_BOB, FROM_BOB}


def test_a_muted_agent_hears_and_is_not_heard() -> None:
    play = talking()
    request = play.desk(SetMute(is_muted=True))

    assert routes(play) == {FROM_BOB}
    assert isinstance(play.answer_to(request), MuteChanged)
    play.desk(SetMute(is_muted=False))
    assert routes(play) == {TO_BOB, FROM_BOB}


def test_muting_when_muted_is_answered_and_told_to_nobody() -> None:
    play = talking()
    play.desk(SetMute(is_muted=True))
    request = play.salesforce(SetMute(is_muted=True))

    assert isinstance(play.answer_to(request), MuteChanged)
    assert play.new_facts == []


def test_only_a_call_that_is_up_or_dialled_can_be_muted() -> None:
    play = scene()
    assert play.refusal(play.desk(SetMute(is_muted=True))).why is Why.NO_SUCH_CALL
    play.happens(invited())
    assert play.refusal(play.desk(SetMute(is_muted=True))).why is Why.WRONG_STATE
    play.desk(HangUp())
    assert play.refusal(play.desk(SetMute(is_muted=True, call=A))).why is Why.NO_SUCH_CALL


def test_a_dialled_call_can_start_muted() -> None:
    play = scene()
    play.desk(replace(dial(), starts_muted=True))
    play.happens(LegConnected(LEG_A))

    assert routes(play) == {FROM_BOB}


# Hold


def test_hold_is_told_when_the_network_has_agreed_and_silent_at_once() -> None:
    play = talking()
    request = play.desk(SetHold(is_held=True))
    assert SendHold(LEG_A, is_held=True) in play.effects
    assert routes(play) == frozenset()
    assert not play.is_answered(request)

    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert isinstance(play.answer_to(request), HoldChanged)


def test_a_resumed_call_is_heard_when_the_network_has_agreed() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    request = play.desk(SetHold(is_held=False, leg=LEG_A))
    assert routes(play) == frozenset()

    play.happens(HoldConfirmed(LEG_A, is_held=False))

    assert isinstance(play.answer_to(request), HoldChanged)
    assert routes(play) == {TO_BOB, FROM_BOB}


def test_hold_refused_by_the_network_leaves_everything_as_it_was() -> None:
    play = talking()
    request = play.salesforce(SetHold(is_held=True))
    play.happens(HoldRefused(LEG_A, 488, "Not Acceptable Here"))

    assert play.refusal(request).code == 488
    assert routes(play) == {TO_BOB, FROM_BOB}
    assert play.happens(HoldRefused(LEG_A, 488, "again")).was_ignored


def test_resume_refused_by_the_network_stays_on_hold() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    play.desk(SetHold(is_held=False))
    play.happens(HoldRefused(LEG_A, 500, "No"))

    failure = play.facts[-1]
    assert isinstance(failure, ActionFailed)
    assert failure.action is Action.RESUME
    assert play.phone.conversations[0].initial.hold is Hold.ON


def test_a_hold_that_the_network_never_answers_is_refused_and_a_late_answer_is_the_truth() -> None:
    play = talking()
    request = play.desk(SetHold(is_held=True))
    play.fires(HoldDue(LEG_A))
    assert play.refusal(request).why is Why.TIMED_OUT

    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert isinstance(play.new_facts[0], HoldChanged)
    assert play.phone.conversations[0].initial.hold is Hold.ON
    assert play.happens(HoldConfirmed(LEG_A, is_held=True)).was_ignored
    assert play.fires(HoldDue(LEG_A)).was_ignored


def test_the_network_agreeing_to_the_opposite_is_told_and_the_request_goes_on_waiting() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    request = play.desk(SetHold(is_held=False))
    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert not play.is_answered(request)


def test_one_hold_at_a_time() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))

    assert play.refusal(play.salesforce(SetHold(is_held=True))).why is Why.ALREADY_UNDER_WAY
    assert len(play.did(SendHold)) == 1


def test_holding_a_held_call_is_answered_and_told_to_nobody() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    request = play.salesforce(SetHold(is_held=True))

    assert isinstance(play.answer_to(request), HoldChanged)
    assert play.new_facts == []


def test_only_a_connected_call_can_be_held() -> None:
    play = scene()
    assert play.refusal(play.desk(SetHold(is_held=True))).why is Why.NO_SUCH_CALL
    play.happens(invited())
    assert play.refusal(play.desk(SetHold(is_held=True))).why is Why.WRONG_STATE
    assert play.refusal(play.desk(SetHold(is_held=True, leg=LEG_B))).why is Why.WRONG_STATE


def test_resuming_one_call_holds_the_other() -> None:
    play = talking(TWO_LINES).happens(invited(B, LEG_B))
    play.desk(Answer(B))
    play.happens(LegConnected(LEG_B), HoldConfirmed(LEG_A, is_held=True))
    play.desk(SetHold(is_held=False, call=A))

    assert SendHold(LEG_B, is_held=True) in play.effects
    assert play.phone.focus == A


HELD_FIRST = replace(ONE_LINE, starts_held=True)


def test_a_call_can_begin_on_hold_and_is_never_open_before() -> None:
    play = talking(HELD_FIRST)

    assert play.last[-2:] == [SendHold(LEG_A, is_held=True), StartTimer(HoldDue(LEG_A), Instant(play.now + HOLD_DUE_S))]
    assert routes(play) == frozenset()
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    assert play.names()[-2:] == ["CallConnected", "HoldChanged"]
    play.desk(SetHold(is_held=False))
    play.happens(HoldConfirmed(LEG_A, is_held=False))
    assert routes(play) == {TO_BOB, FROM_BOB}


def test_a_call_that_nobody_lets_us_hold_begins_open_and_says_why() -> None:
    play = talking(HELD_FIRST)
    play.happens(HoldRefused(LEG_A, 488, "Not Acceptable Here"))

    assert routes(play) == {TO_BOB, FROM_BOB}
    assert isinstance(play.facts[-1], ActionFailed)


def test_an_extension_is_dialled_before_anybody_could_be_held() -> None:
    play = scene(HELD_FIRST)
    play.desk(replace(dial(), then_digits="12"))
    play.happens(LegConnected(LEG_A))

    assert not play.did(SendHold)
    assert routes(play) == {TO_BOB, FROM_BOB}
