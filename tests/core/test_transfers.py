"""Sending the far end to somebody else, and leaving two parties to each other (ledger, P9 to P12)."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import HangUp, Leave, Transfer
from softphone.core.messages.effects import SendAttendedTransfer, SendGoodbye, SendTransfer
from softphone.core.messages.events import (
    LegEnded,
    PeerReplaced,
    ReferralRefused,
    TransferAccepted,
    TransferEnded,
    TransferProgressed,
)
from softphone.core.messages.facts import (
    Action,
    ActionFailed,
    AfterCallWorkStarted,
    CallEnded,
    ParticipantRemoved,
    PeerChanged,
    ReferralTurnedAway,
    TransferMoved,
)
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import TransferDue
from softphone.core.state.policy import AccountPolicy
from softphone.core.values import EndReason, Peer
from tests.core.company import calling_carol, consulting, merged
from tests.core.scenes import ACCOUNT, LEG_A, LEG_B, LEG_C, ONE_LINE, Scene, invited, scene, talking

DAVE = Transfer("sip:dave@127.0.0.1", LEG_C, name="Dave", number="4711")
DONE = TransferEnded(LEG_A, 200, "OK")


def transferring() -> Scene:
    """Bob has agreed to call Dave."""
    play = talking()
    play.desk(DAVE)
    return play.happens(TransferAccepted(LEG_A))


def test_a_blind_transfer_ends_the_call_when_it_has_worked_out() -> None:
    play = talking()
    request = play.salesforce(DAVE)
    assert play.did(SendTransfer) == [SendTransfer(LEG_A, "sip:dave@127.0.0.1")]
    play.happens(TransferAccepted(LEG_A), TransferProgressed(LEG_A, 180, "Ringing"))
    assert play.did(SendGoodbye) == []

    play.happens(DONE)
    assert play.did(SendGoodbye) == [SendGoodbye(LEG_A)]
    play.happens(LegEnded(LEG_A, 200))

    ended = play.answer_to(request)
    assert isinstance(ended, CallEnded)
    assert ended.ending.reason is EndReason.TRANSFERRED
    assert ended.call.transferred_to
    assert ended.call.transferred_to.peer.name == "Dave"
    assert isinstance(play.new_facts[-1], AfterCallWorkStarted)


def test_progress_is_told() -> None:
    play = transferring().happens(TransferProgressed(LEG_A, 180, "Ringing"))

    assert [(fact.code, fact.phrase) for fact in play.facts if isinstance(fact, TransferMoved)] == [
        (0, ""),
        (180, "Ringing"),
    ]


@pytest.mark.parametrize(("code", "why"), [(486, Why.NETWORK_REFUSED), (404, Why.BAD_TARGET), (0, Why.NETWORK_REFUSED)])
def test_a_transfer_that_fails_leaves_the_call_as_it_was(code: int, why: Why) -> None:
    play = talking()
    request = play.desk(DAVE)
    play.happens(TransferAccepted(LEG_A), TransferEnded(LEG_A, code, ""))

    assert play.refusal(request).why is why
    assert [fact.action for fact in play.facts if isinstance(fact, ActionFailed)] == [Action.TRANSFER]
    (call,) = play.phone.conversations
    assert call.is_talking
    assert call.wish is None


def test_a_transfer_that_is_never_heard_of_fails() -> None:
    play = talking()
    request = play.desk(DAVE)
    play.fires(TransferDue(LEG_A))

    assert play.refusal(request).why is Why.TIMED_OUT
    assert play.happens(DONE).was_ignored


def test_whoever_agreed_to_go_goes_by_hanging_up() -> None:
    play = transferring().happens(LegEnded(LEG_A, 200))

    (ended,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    assert ended.ending.reason is EndReason.TRANSFERRED
    assert ended.call.transferred_to


def test_whoever_hangs_up_before_agreeing_was_not_transferred() -> None:
    play = talking()
    request = play.desk(DAVE)
    play.happens(LegEnded(LEG_A, 200))

    assert play.refusal(request).why is Why.CALL_ENDED
    (ended,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    assert ended.ending.reason is EndReason.HUNG_UP
    assert ended.call.transferred_to is None


def test_hanging_up_ends_the_wait_for_a_transfer() -> None:
    play = talking()
    request = play.desk(DAVE)
    play.desk(HangUp())

    assert play.refusal(request).why is Why.CALL_ENDED
    assert play.did(SendGoodbye) == [SendGoodbye(LEG_A)]


@pytest.mark.parametrize("company", [consulting, merged])
def test_the_agent_leaves_two_to_each_other(company: object) -> None:
    assert callable(company)
    play: Scene = company()
    request = play.salesforce(Leave())
    assert play.did(SendAttendedTransfer) == [SendAttendedTransfer(LEG_A, LEG_B)]

    play.happens(TransferAccepted(LEG_A), LegEnded(LEG_B, 200), DONE)
    assert play.new_facts == []
    play.happens(LegEnded(LEG_A, 200))

    ended = play.answer_to(request)
    assert isinstance(ended, CallEnded)
    assert [leg.id for leg in ended.call.legs if leg.is_told] == [LEG_A, LEG_B]
    assert ended.call.transferred_to is None
    assert ParticipantRemoved not in {type(fact) for fact in play.facts}


def test_both_are_let_go_when_only_one_says_goodbye() -> None:
    play = consulting()
    play.desk(Leave())
    play.happens(TransferAccepted(LEG_A), LegEnded(LEG_A, 200))

    assert play.did(SendGoodbye) == [SendGoodbye(LEG_B)]
    play.happens(LegEnded(LEG_B, 200))
    assert CallEnded in {type(fact) for fact in play.facts}


def test_leaving_that_fails_keeps_everybody() -> None:
    play = merged()
    request = play.desk(Leave())
    play.happens(TransferEnded(LEG_A, 501, "Not Implemented"))

    assert play.refusal(request).why is Why.NETWORK_REFUSED
    assert [fact.action for fact in play.facts if isinstance(fact, ActionFailed)] == [Action.LEAVE]
    assert len(play.phone.conversations[0].parties) == 2
    assert play.phone.conversations[0].is_merged


def test_a_party_that_went_before_the_transfer_failed_stays_away() -> None:
    play = consulting()
    play.desk(Leave())
    play.happens(TransferAccepted(LEG_A), LegEnded(LEG_B, 200), TransferEnded(LEG_A, 500, ""))

    assert [type(fact) for fact in play.new_facts] == [ActionFailed, ParticipantRemoved]
    (party,) = play.phone.conversations[0].parties
    assert party.id == LEG_A


def test_leaving_ends_all_where_the_settings_say_so_or_the_third_still_rings() -> None:
    for play in (
        consulting(talking(play=scene(replace(ONE_LINE, leaving_transfers=False)))),
        calling_carol(),
    ):
        play.desk(Leave())
        assert play.did(SendGoodbye) == [SendGoodbye(LEG_A), SendGoodbye(LEG_B)]


def test_leaving_a_call_of_two_ends_it() -> None:
    play = talking()
    request = play.desk(Leave())
    play.happens(LegEnded(LEG_A, 200))

    assert isinstance(play.answer_to(request), CallEnded)


@pytest.mark.parametrize(
    ("play", "target", "why"),
    [
        (consulting, "sip:dave@127.0.0.1", Why.WRONG_STATE),
        (transferring, "sip:dave@127.0.0.1", Why.ALREADY_UNDER_WAY),
        (lambda: scene().happens(invited()), "sip:dave@127.0.0.1", Why.WRONG_STATE),
        (talking, "dave", Why.BAD_TARGET),
        (talking, "sip:bob@127.0.0.1", Why.BAD_TARGET),
        (scene, "sip:dave@127.0.0.1", Why.NO_SUCH_CALL),
    ],
)
def test_what_makes_no_sense_is_refused(play: object, target: str, why: Why) -> None:
    assert callable(play)
    here: Scene = play()

    assert here.refusal(here.desk(replace(DAVE, target=target))).why is why


def test_nobody_is_transferred_to_this_phone() -> None:
    own = replace(ONE_LINE, accounts=(AccountPolicy(ACCOUNT, has_registrar=False, uri="sip:agent@127.0.0.1"),))
    play = talking(play=scene(own))

    assert play.refusal(play.desk(replace(DAVE, target="sip:agent@127.0.0.1;x=y"))).why is Why.BAD_TARGET


def test_late_words_about_a_transfer_change_nothing() -> None:
    for event in (TransferAccepted(LEG_A), TransferProgressed(LEG_A, 180, ""), DONE):
        assert talking().happens(event).was_ignored


def test_somebody_else_may_take_the_peers_place() -> None:
    dave = Peer("sip:dave@127.0.0.1", "Dave")
    play = talking().happens(PeerReplaced(LEG_A, dave))

    (fact,) = play.new_facts
    assert isinstance(fact, PeerChanged)
    assert fact.call.initial.peer == dave


def test_a_peer_that_was_not_obeyed_is_shown() -> None:
    play = talking().happens(ReferralRefused(LEG_A, "sip:x@y", "not trusted"))

    assert [type(fact) for fact in play.new_facts] == [ReferralTurnedAway]
