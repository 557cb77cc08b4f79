"""Calls that are dialled: when they have started, how they fail, and what is refused."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import HangUp
from softphone.core.messages.effects import (
    FollowRedirect,
    SendGoodbye,
    SendInvite,
)
from softphone.core.messages.events import (
    LegConnected,
    LegEnded,
    LegRedirected,
    ProvisionalReceived,
    Stopping,
)
from softphone.core.messages.facts import CallStarted
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import DialGrace, RingOut
from softphone.core.values import AccountName, Ending, EndReason, Origin
from tests.core.scenes import (
    ACCOUNT,
    LEG_A,
    LEG_B,
    LEG_C,
    ONE_LINE,
    TWO_LINES,
    A,
    B,
    C,
    dial,
    ending,
    invited,
    scene,
    talking,
)


def test_a_call_dialled_at_the_desk_has_started_when_the_invite_is_out() -> None:
    play = scene()
    request = play.desk(dial())

    assert SendInvite(LEG_A, ACCOUNT, "sip:bob@127.0.0.1", A) in play.effects
    assert isinstance(play.answer_to(request), CallStarted)


@pytest.mark.parametrize("sign", [ProvisionalReceived(LEG_A, 180), LegConnected(LEG_A), HangUp(A)])
def test_a_call_that_salesforce_dialled_has_started_at_the_first_sign_of_life(
    sign: ProvisionalReceived | LegConnected | HangUp,
) -> None:
    play = scene()
    request = play.salesforce(dial())
    assert not play.is_answered(request)
    assert play.names() == []

    play.happens(sign)

    assert isinstance(play.answer_to(request), CallStarted)
    assert play.names()[0] == "CallStarted"


def test_a_call_that_salesforce_dialled_has_started_after_a_second_of_silence() -> None:
    play = scene()
    request = play.salesforce(dial())
    play.fires(DialGrace(LEG_A))

    assert isinstance(play.answer_to(request), CallStarted)
    assert play.happens(ProvisionalReceived(LEG_A, 180)).names() == ["CallStarted", "ProgressReceived"]


@pytest.mark.parametrize(("code", "why"), [(404, Why.BAD_TARGET), (484, Why.BAD_TARGET), (503, Why.NETWORK_REFUSED)])
def test_a_call_that_salesforce_dialled_and_that_fails_at_once_never_was(code: int, why: Why) -> None:
    play = scene()
    request = play.salesforce(dial())
    play.happens(LegEnded(LEG_A, code, "No"))

    assert play.refusal(request) == Refusal(why, f"The network said {code} No.", code)
    assert play.names() == ["ActionFailed"]
    assert not play.phone.conversations


def test_a_network_that_cannot_be_reached_is_named() -> None:
    play = scene()
    request = play.salesforce(dial())
    play.happens(LegEnded(LEG_A))

    assert "cannot be reached" in play.refusal(request).says


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (486, EndReason.BUSY),
        (600, EndReason.BUSY),
        (480, EndReason.NO_ANSWER),
        (408, EndReason.NO_ANSWER),
        (404, EndReason.REFUSED),
        (603, EndReason.REFUSED),
        (503, EndReason.UNREACHABLE),
        (0, EndReason.UNREACHABLE),
    ],
)
def test_a_dialled_call_says_why_nothing_came_of_it(code: int, reason: EndReason) -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180), LegEnded(LEG_A, code))

    assert ending(play).reason is reason
    assert "AfterCallWorkStarted" not in play.names()


def test_a_dialled_call_that_is_answered_is_connected() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180), LegConnected(LEG_A))

    assert play.names() == ["CallStarted", "ProgressReceived", "CallConnected"]
    assert play.happens(LegConnected(LEG_A)).was_ignored
    assert play.happens(ProvisionalReceived(LEG_A, 180)).was_ignored


def test_the_same_progress_twice_is_told_once() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 183, has_early_media=True), ProvisionalReceived(LEG_A, 180))

    assert play.names() == ["CallStarted", "ProgressReceived"]


def test_giving_up_before_the_answer_is_no_after_call_work() -> None:
    play = scene()
    play.desk(dial())
    play.desk(HangUp())
    play.happens(LegEnded(LEG_A, 487))

    assert ending(play) == Ending(EndReason.GIVEN_UP, Origin.DESK, 487)
    assert "AfterCallWorkStarted" not in play.names()


def test_a_call_that_rings_out_there_is_ended() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180)).fires(RingOut(LEG_A))
    assert SendGoodbye(LEG_A) in play.effects

    assert ending(play.happens(LegEnded(LEG_A, 487))) == Ending(EndReason.NO_ANSWER, Origin.TIMER, 487)


def test_a_redirected_call_follows_where_the_settings_allow_it() -> None:
    for is_followed in (True, False):
        play = scene(replace(ONE_LINE, follows_redirects=is_followed))
        play.desk(dial())
        play.happens(LegRedirected(LEG_A, "sip:carol@127.0.0.1"))

        assert FollowRedirect(LEG_A, is_followed) in play.effects
        assert ("CallRedirected" in play.names()) is is_followed


def test_dialling_is_refused_with_the_reason() -> None:
    nobody = scene(type(ONE_LINE)(accounts=()))
    assert nobody.refusal(nobody.desk(dial())).why is Why.NO_SUCH_ACCOUNT

    play = scene(TWO_LINES)
    assert play.refusal(play.desk(replace(dial(), account=AccountName("x")))).why is Why.NO_SUCH_ACCOUNT
    assert play.refusal(play.desk(replace(dial(), target="nonsense"))).why is Why.BAD_TARGET
    play.desk(replace(dial(), account=ACCOUNT))
    assert play.refusal(play.desk(dial())).why is Why.ALREADY_UNDER_WAY
    assert "being dialled" in play.refusal(play.desk(dial(B, LEG_B))).says
    play.happens(LegConnected(LEG_A), invited(B, LEG_B))
    assert "ringing" in play.refusal(play.desk(dial(C, LEG_C))).says


def test_a_phone_with_one_line_dials_one_call() -> None:
    play = talking()

    assert "one line" in play.refusal(play.desk(dial(B, LEG_B))).says


def test_a_phone_that_holds_nobody_by_itself_dials_nobody_during_a_call() -> None:
    play = talking(play=scene(replace(TWO_LINES, holds_by_itself=False)))

    assert "Hold or end" in play.refusal(play.desk(dial(B, LEG_B))).says


def test_a_phone_dials_no_more_calls_than_it_has_lines() -> None:
    play = talking(play=scene(replace(TWO_LINES, max_conversations=1)))

    assert "All lines" in play.refusal(play.desk(dial(B, LEG_B))).says


def test_a_phone_that_is_being_switched_off_dials_nobody() -> None:
    play = scene().happens(Stopping())

    assert play.refusal(play.desk(dial())).why is Why.STOPPING
