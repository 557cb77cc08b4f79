"""The supervisor's own phone (ledger, S1 to S7): what is dialled when, who is heard, how it ends."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import (
    AddParticipant,
    Answer,
    ChangeMode,
    Decline,
    HangUp,
    Redirect,
    SetRecordingPause,
    Transfer,
    Unsupervise,
)
from softphone.core.messages.effects import SendGoodbye, SendInvite, SendNotice, StartTimer
from softphone.core.messages.events import LegConnected, LegEnded, Stopping
from softphone.core.messages.facts import (
    ActionFailed,
    CallConnected,
    CallEnded,
    CallStarted,
)
from softphone.core.messages.refusals import Why
from softphone.core.messages.supervision_events import ModeConfirmed
from softphone.core.messages.timers import NoAnswer
from softphone.core.state.audio import LegAudio, Microphone, Route, Speaker
from softphone.core.state.legs import Proposed
from softphone.core.state.policy import Supervising
from softphone.core.values import AccountName, EndReason, LegId, Mode
from tests.core.scenes import LEG_A, LEG_B, TWO_LINES, B, Scene, dial, ending, invited, scene
from tests.core.supervision import AGENT, MAY_SUPERVISE, SPY_TARGET, SUPERVISE, supervising

VOICE = Route(Microphone(), LegAudio(LEG_A))
EAR = Route(LegAudio(LEG_A), Speaker())


def rung() -> Scene:
    play = scene(MAY_SUPERVISE)
    play.salesforce(SUPERVISE)
    return play


def switched(play: Scene, mode: Mode) -> Scene:
    play.desk(ChangeMode(mode))
    return play.happens(ModeConfirmed(LEG_A, mode))


def is_open(play: Scene) -> bool:
    return VOICE in play.phone.audio.routes


def test_salesforce_s_request_rings_here_and_puts_nothing_on_the_wire() -> None:
    play = scene(MAY_SUPERVISE)
    asked = play.salesforce(SUPERVISE)

    assert play.phone.conversations[0].initial.phase == Proposed()
    assert play.phone.audio.is_ringing
    assert play.did(SendInvite) == []
    assert isinstance(play.answer_to(asked), CallStarted)


def test_picked_up_it_is_dialled_with_the_supervised_call_s_key() -> None:
    play = rung()
    picked_up = play.desk(Answer())
    assert not play.is_answered(picked_up)
    play.happens(LegConnected(LEG_A))

    (invite,) = play.did(SendInvite)
    assert isinstance(invite, SendInvite)
    assert (invite.target, invite.key) == (SPY_TARGET, SUPERVISE.call)
    assert isinstance(play.answer_to(picked_up), CallConnected)


def test_by_setting_salesforce_s_request_is_dialled_at_once() -> None:
    play = scene(replace(MAY_SUPERVISE, supervising=Supervising(is_allowed=True, rings_first=False)))
    play.salesforce(SUPERVISE)

    assert len(play.did(SendInvite)) == 1


def test_headers_tell_what_the_invite_is_for() -> None:
    marked = Supervising(is_allowed=True, key_headers=("X-Spy",), marks=(("X-Call-Type", "supervisor"),))
    play = scene(replace(MAY_SUPERVISE, supervising=marked))
    play.desk(SUPERVISE)

    (invite,) = play.did(SendInvite)
    assert isinstance(invite, SendInvite)
    assert invite.headers == (("X-Spy", SUPERVISE.call), ("X-Call-Type", "supervisor"))


@pytest.mark.parametrize("command", [Decline(), Unsupervise(), HangUp()])
def test_what_is_not_picked_up_is_over_at_once(command: Decline | Unsupervise | HangUp) -> None:
    play = rung()
    asked = play.desk(command)

    assert isinstance(play.answer_to(asked), CallEnded)
    assert play.phone.conversations == ()
    assert play.did(SendGoodbye) == []
    assert play.names().count("CallEnded") == 1


def test_letting_it_ring_too_long_is_told_as_a_failure() -> None:
    play = rung().fires(NoAnswer(LEG_A))

    assert [type(fact) for fact in play.new_facts] == [ActionFailed, CallEnded]
    assert ending(play).reason is EndReason.MISSED


def test_a_way_in_that_fails_is_told_to_whoever_picked_up() -> None:
    play = rung()
    picked_up = play.desk(Answer())
    play.happens(LegEnded(LEG_A, 403, "Forbidden"))

    assert play.refusal(picked_up).why is Why.NETWORK_REFUSED
    assert play.names()[-2:] == ["ActionFailed", "CallEnded"]


def test_another_one_s_call_is_neither_recorded_nor_rearranged() -> None:
    play = supervising()

    assert play.refusal(play.desk(SetRecordingPause(is_paused=True))).why is Why.NOT_ALLOWED
    assert play.refusal(play.desk(AddParticipant("sip:x@pbx", LegId("x")))).why is Why.NOT_ALLOWED
    assert play.refusal(play.desk(Transfer("sip:x@pbx", LegId("x")))).why is Why.NOT_ALLOWED
    play = rung()
    assert play.refusal(play.desk(Redirect("sip:x@pbx"))).why is Why.WRONG_STATE


def test_leaving_ends_it_once_and_without_after_call_work() -> None:
    play = switched(supervising(), Mode.BARGE)
    asked = play.desk(Unsupervise())
    play.happens(LegEnded(LEG_A, 200))

    assert isinstance(play.answer_to(asked), CallEnded)
    assert play.names().count("CallEnded") == 1
    assert play.phone.wrap_up is None


def test_salesforce_s_disconnect_during_the_goodbye_is_answered_by_it() -> None:
    play = supervising()
    play.desk(HangUp())
    asked = play.salesforce(Unsupervise())
    play.happens(LegEnded(LEG_A, 200))

    assert play.refusal(asked).why is Why.WRONG_STATE


def test_when_the_supervised_call_ends_so_does_supervision() -> None:
    play = supervising().happens(LegEnded(LEG_A, 200))

    assert play.names() == ["CallStarted", "CallConnected", "CallEnded"]


def test_where_calls_may_ring_for_ever_so_may_a_supervision() -> None:
    play = scene(replace(MAY_SUPERVISE, no_answer_s=None))
    play.salesforce(SUPERVISE)

    assert play.phone.audio.is_ringing
    assert play.did(StartTimer) == []


def test_who_left_unasked_is_waited_for_by_whoever_asks_first() -> None:
    play = supervising().happens(Stopping())
    first = play.desk(Unsupervise())
    second = play.salesforce(Unsupervise())
    assert play.refusal(second).why is Why.WRONG_STATE
    play.happens(LegEnded(LEG_A, 200))

    assert isinstance(play.answer_to(first), CallEnded)


def test_with_nothing_to_leave_or_to_change_it_is_said_so() -> None:
    play = scene(MAY_SUPERVISE)

    assert play.refusal(play.desk(Unsupervise())).why is Why.NO_SUCH_CALL
    assert play.refusal(play.desk(ChangeMode(Mode.BARGE))).why is Why.NO_SUCH_CALL


def test_only_a_supervisor_s_seat_supervises_and_one_call_at_a_time() -> None:
    play = scene()
    assert play.refusal(play.desk(SUPERVISE)).why is Why.NOT_ALLOWED
    play = supervising()
    assert play.refusal(play.desk(replace(SUPERVISE, call=B, leg=LEG_B))).why is Why.BUSY


def test_what_hinders_a_call_hinders_supervision() -> None:
    play = scene(MAY_SUPERVISE)
    assert play.refusal(play.desk(replace(SUPERVISE, target="nonsense"))).why is Why.BAD_TARGET
    play.happens(invited(B, LEG_B))
    assert play.refusal(play.desk(SUPERVISE)).why is Why.BUSY
    assert play.refusal(play.desk(replace(SUPERVISE, account=AccountName("x")))).why is Why.NO_SUCH_ACCOUNT


def test_own_calls_ring_while_a_colleague_s_call_is_listened_to() -> None:
    play = supervising().happens(invited(B, LEG_B))

    assert play.phone.ringing_here is not None
    play.desk(Answer(B))
    assert not is_open(play)


def test_the_agent_s_phone_is_told_of_every_change_through_the_pbx() -> None:
    play = switched(supervising(), Mode.BARGE)
    (notice,) = play.did(SendNotice)
    assert isinstance(notice, SendNotice)
    assert (notice.target, notice.key, notice.name, notice.mode) == (AGENT, SUPERVISE.call, "Boss", Mode.BARGE)
    play.happens(LegEnded(LEG_A, 200))

    assert [notice.mode for notice in play.did(SendNotice) if isinstance(notice, SendNotice)] == [Mode.BARGE, None]


def test_a_second_line_is_held_while_a_call_is_supervised() -> None:
    play = scene(replace(TWO_LINES, supervising=Supervising(is_allowed=True)))
    play.desk(dial(B, LEG_B))
    play.happens(LegConnected(LEG_B))
    play.desk(SUPERVISE)

    assert play.phone.focus == SUPERVISE.call
    assert not any(route.sink == LegAudio(LEG_B) for route in play.phone.audio.routes)
