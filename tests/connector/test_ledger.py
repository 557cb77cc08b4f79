"""The inbound and outbound rows of the event ledger, each exactly in order."""

import pytest

from softphone.connector.asks import AskedContact, DialAsk, EndCallAsk
from softphone.connector.table import Method
from softphone.connector.words import AgentFault, CallKind, CallState, ContactKind, HangupReason, ParticipantKind
from softphone.core.messages.commands import Answer, Decline, Dial, HangUp
from softphone.core.messages.events import LegConnected, LegEnded, ProvisionalReceived, TimerFired
from softphone.core.messages.timers import AnswerDue, DialGrace, NoAnswer
from softphone.core.values import CallType, EndReason, Tags
from tests.connector.salesforce import (
    FRESH_LEG,
    HANGUP,
    STATS,
    WORK,
    Salesforce,
    about,
    dialled,
    only_call,
    ringing,
    talking,
)
from tests.core.scenes import LEG_A, A, dial, invited


def test_i1_an_invite_is_published_as_a_ringing_inbound_call() -> None:
    here = ringing()

    call = only_call(here.payload("CALL_STARTED").payload)
    assert here.told == ["P CALL_STARTED"]
    assert (call.call_type, call.state) == (CallKind.INBOUND, CallState.RINGING)
    assert call.call_attributes
    assert call.call_attributes.participant_type is ParticipantKind.INITIAL_CALLER


def test_i2_a_call_picked_up_at_the_desk_is_published() -> None:
    here = ringing().desk(Answer(A))
    assert here.told == ["P CALL_STARTED"]

    here.happens(LegConnected(LEG_A))

    assert here.told == ["P CALL_STARTED", "P CALL_CONNECTED"]


def test_i3_a_call_accepted_in_salesforce_is_answered_with_the_ack_and_not_published() -> None:
    here = ringing().asks(Method.ACCEPT_CALL, about(A))
    assert here.told == ["P CALL_STARTED"]

    here.happens(LegConnected(LEG_A))

    assert here.told == ["P CALL_STARTED", "D CALL_CONNECTED"]


def test_i4_a_call_declined_at_the_desk_is_the_agents_fault_and_stays_open() -> None:
    here = ringing().desk(Decline(A)).happens(LegEnded(LEG_A, 486))

    call = only_call(here.payload("HANGUP").payload)
    assert here.told == ["P CALL_STARTED", HANGUP]
    assert (call.reason, call.agent_status) == (HangupReason.ERROR, AgentFault.DECLINED)
    assert call.close_call_on_error is False


def test_i5_a_call_declined_in_salesforce_is_dispatched_with_the_same_fields() -> None:
    here = ringing().asks(Method.DECLINE_CALL, about(A)).happens(LegEnded(LEG_A, 486))

    call = only_call(here.result().result)
    assert here.told == ["P CALL_STARTED", "D HANGUP"]
    assert (call.reason, call.agent_status) == (HangupReason.ERROR, AgentFault.DECLINED)
    assert call.close_call_on_error is False


@pytest.mark.parametrize(
    ("cause", "fault"),
    [
        (None, AgentFault.MISSED_BY_AGENT),
        (EndReason.ANSWERED_ELSEWHERE, AgentFault.FAILED_THERE),
        (EndReason.ABANDONED, AgentFault.FAILED_THERE),
    ],
)
def test_i6_and_i7_a_cancel_is_missed_unless_it_says_otherwise(cause: EndReason | None, fault: AgentFault) -> None:
    here = ringing().happens(LegEnded(LEG_A, 487, "Request Terminated", cause))

    call = only_call(here.payload("HANGUP").payload)
    assert here.told == ["P CALL_STARTED", HANGUP]
    assert (call.reason, call.agent_status) == (HangupReason.ERROR, fault)


def test_i6_the_own_no_answer_timer_counts_as_missed() -> None:
    here = ringing().happens(TimerFired(NoAnswer(LEG_A)), LegEnded(LEG_A, 480))

    assert only_call(here.payload("HANGUP").payload).agent_status is AgentFault.MISSED_BY_AGENT


def test_i8_answering_that_fails_here_is_published_once_from_the_desk() -> None:
    here = ringing().desk(Answer(A)).happens(TimerFired(AnswerDue(LEG_A)))

    assert here.told == ["P CALL_STARTED", HANGUP]
    assert only_call(here.payload("HANGUP").payload).agent_status is AgentFault.FAILED_HERE


def test_i8_answering_that_fails_here_is_rejected_and_then_published() -> None:
    here = ringing().asks(Method.ACCEPT_CALL, about(A)).happens(TimerFired(AnswerDue(LEG_A)))

    assert here.told[0] == "P CALL_STARTED"
    assert here.told[1].startswith("rejected acceptCall")
    assert here.told[2:] == [HANGUP]


@pytest.mark.parametrize("who", ["far end", "desk"])
def test_i9_a_connected_call_ends_with_its_statistics_one_hangup_and_its_work(who: str) -> None:
    here = talking()
    if who == "desk":
        here.desk(HangUp(A))
    here.happens(LegEnded(LEG_A, 200))

    assert here.told == [STATS, HANGUP, WORK]
    call = only_call(here.payload("HANGUP").payload)
    assert (call.reason, call.state, call.agent_status) == (HangupReason.ENDED, CallState.ENDED, None)
    assert here.payload("AFTER_CALL_WORK_STARTED").payload == {"callId": A}


def test_i10_a_call_ended_in_salesforce_gets_its_statistics_before_the_result_and_its_work_after_it() -> None:
    here = talking().asks(Method.END_CALL, EndCallAsk(call=about(A).call)).happens(LegEnded(LEG_A, 200))

    assert here.told == [STATS, "D HANGUP", WORK]
    assert here.messages[-2].follow_up == ()  # type: ignore[union-attr]


def test_i11_a_transfer_says_whose_child_it_is() -> None:
    tags = Tags(call_type=CallType.TRANSFER, parent_call_id="parent")
    here = Salesforce().happens(invited(tags=tags))

    call = only_call(here.payload("CALL_STARTED").payload)
    assert call.call_type is CallKind.TRANSFER
    assert call.call_attributes
    assert call.call_attributes.parent_id == "parent"


def test_i12_a_colleagues_call_shows_the_colleague() -> None:
    here = Salesforce().happens(invited(tags=Tags(call_type=CallType.INTERNAL)))

    call = only_call(here.payload("CALL_STARTED").payload)
    assert call.call_type is CallKind.INTERNAL_CALL
    assert call.call_attributes
    assert call.call_attributes.participant_type is ParticipantKind.AGENT
    assert call.contact
    assert (call.contact.type, call.contact.name) == (ContactKind.AGENT, "Bob")


def test_o1_a_call_dialled_at_the_desk_is_published_when_the_invite_is_out() -> None:
    here = Salesforce().desk(dial())

    assert here.told == ["P CALL_STARTED"]
    assert only_call(here.payload("CALL_STARTED").payload).call_type is CallKind.OUTBOUND


def test_o1_a_call_to_a_colleague_is_an_internal_call() -> None:
    here = Salesforce().desk(Dial("sip:eve@127.0.0.1", A, LEG_A, call_type=CallType.INTERNAL))

    call = only_call(here.payload("CALL_STARTED").payload)
    assert call.call_type is CallKind.INTERNAL_CALL
    assert call.call_attributes
    assert call.call_attributes.participant_type is ParticipantKind.INITIAL_CALLER


@pytest.mark.parametrize("sign", [ProvisionalReceived(FRESH_LEG, 180), TimerFired(DialGrace(FRESH_LEG))])
def test_o2_a_call_dialled_in_salesforce_is_answered_at_the_first_sign_of_life(
    sign: ProvisionalReceived | TimerFired,
) -> None:
    here = dialled()
    assert here.told == []

    here.happens(sign)

    assert here.told == ["D CALL_STARTED"]


@pytest.mark.parametrize(
    ("code", "type_"),
    [
        (404, "INVALID_DESTINATION"),
        (484, "INVALID_DESTINATION"),
        (604, "INVALID_DESTINATION"),
        (503, "GENERIC_ERROR"),
        (486, "GENERIC_ERROR"),
    ],
)
def test_o3_a_dial_that_fails_before_any_sign_is_rejected_and_nothing_else(code: int, type_: str) -> None:
    here = dialled().happens(LegEnded(FRESH_LEG, code))

    assert here.told == [f"rejected dial {type_}"]


def test_o3_a_number_that_is_none_is_rejected_before_anything_is_sent() -> None:
    here = Salesforce().asks(Method.DIAL, DialAsk(contact=AskedContact(phone_number="???")))

    assert here.told == ["rejected dial INVALID_DESTINATION"]
    assert here.phone.effects == []


def test_o4_the_answer_to_a_dialled_call_is_published() -> None:
    here = dialled().happens(ProvisionalReceived(FRESH_LEG, 180), LegConnected(FRESH_LEG))

    assert here.told == ["D CALL_STARTED", "P CALL_CONNECTED"]


@pytest.mark.parametrize("code", [486, 480, 603, 503])
def test_o5_a_dialled_call_that_fails_later_is_an_error_of_nobody(code: int) -> None:
    here = dialled().happens(ProvisionalReceived(FRESH_LEG, 180), LegEnded(FRESH_LEG, code))

    call = only_call(here.payload("HANGUP").payload)
    assert here.told == ["D CALL_STARTED", HANGUP]
    assert (call.reason, call.agent_status, call.close_call_on_error) == (HangupReason.ERROR, None, False)


def test_o6_a_dialled_call_given_up_at_the_desk_simply_ended() -> None:
    here = Salesforce().desk(dial()).desk(HangUp(A)).happens(LegEnded(LEG_A, 487))

    assert here.told == ["P CALL_STARTED", HANGUP]
    assert only_call(here.payload("HANGUP").payload).reason is HangupReason.ENDED


def test_o6_a_dialled_call_given_up_in_salesforce_is_dispatched() -> None:
    here = Salesforce().desk(dial()).asks(Method.END_CALL, EndCallAsk()).happens(LegEnded(LEG_A, 487))

    assert here.told == ["P CALL_STARTED", "D HANGUP"]
