"""The rows of the event ledger about toggles, wrap-up and lost races, each exactly in order."""

from dataclasses import replace

import pytest

from softphone.connector.agents import AgentStatusInfo
from softphone.connector.asks import AgentStatusAsk, AskedContact, DialAsk, EndCallAsk
from softphone.connector.table import Method
from softphone.core.messages.commands import (
    Answer,
    ChooseStatus,
    EndWrapUp,
    HangUp,
    SendDigits,
    SetHold,
    SetMute,
    SetRecordingPause,
)
from softphone.core.messages.events import (
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    MediaChanged,
    PageAttached,
)
from softphone.core.messages.lamp_events import StatusesTold
from softphone.core.state.presence import Status
from softphone.core.values import Media
from tests.connector.salesforce import HANGUP, Salesforce, about, ringing, talking
from tests.core.scenes import LEG_A, ONE_LINE, A, invited, scene


def test_t1_mute_is_published_from_the_desk_and_dispatched_from_salesforce() -> None:
    here = talking().desk(SetMute(is_muted=True)).asks(Method.UNMUTE, about(A))

    assert here.told == ["P MUTE_TOGGLE", "D MUTE_TOGGLE"]


def test_t2_hold_is_told_after_the_network_agreed() -> None:
    here = talking().desk(SetHold(is_held=True))
    assert here.told == []
    here.happens(HoldConfirmed(LEG_A, is_held=True)).asks(Method.RESUME, about(A))
    assert here.told == ["P HOLD_TOGGLE"]

    here.happens(HoldConfirmed(LEG_A, is_held=False))

    assert here.told == ["P HOLD_TOGGLE", "D HOLD_TOGGLE"]


def test_t3_a_hold_that_the_network_refuses_is_an_error_at_the_desk_and_a_rejection_in_salesforce() -> None:
    here = talking().desk(SetHold(is_held=True)).happens(HoldRefused(LEG_A, 488, "No"))
    here.asks(Method.HOLD, about(A)).happens(HoldRefused(LEG_A, 488, "No"))

    assert here.told == ["publishError HOLD_TOGGLE", "rejected hold GENERIC_ERROR"]


def test_t4_and_t7_being_held_and_pressing_keys_tell_nothing() -> None:
    here = talking().happens(MediaChanged(LEG_A, Media(is_held_by_peer=True))).desk(SendDigits("12#"))

    assert here.told == []


def recorded() -> Salesforce:
    policy = replace(ONE_LINE, records_calls=True)
    here = Salesforce(scene(policy)).happens(invited()).desk(Answer(A)).happens(LegConnected(LEG_A))
    here.told.clear()
    return here


def test_t5_pausing_a_recording_is_published_from_the_desk_and_going_on_dispatched_from_salesforce() -> None:
    here = recorded().desk(SetRecordingPause(is_paused=True)).asks(Method.RESUME_RECORDING, about(A))

    assert here.told == ["P RECORDING_TOGGLE", "D RECORDING_TOGGLE"]


def test_t5_a_call_that_is_not_recorded_cannot_be_paused() -> None:
    here = talking().asks(Method.PAUSE_RECORDING, about(A))

    assert here.told == ["rejected pauseRecording GENERIC_ERROR"]


def test_t6_a_request_that_changes_nothing_has_its_result_and_the_desk_says_nothing() -> None:
    here = talking().asks(Method.UNMUTE, about(A)).desk(SetMute(is_muted=False))

    assert here.told == ["D MUTE_TOGGLE"]


@pytest.mark.parametrize("is_told", [True, False])
def test_a4_wrap_up_ended_is_published_where_the_setting_asks_for_it(is_told: bool) -> None:
    here = talking().happens(LegEnded(LEG_A, 200))
    here.told.clear()
    here.is_wrap_up_end_told = is_told

    here.asks(Method.WRAP_UP_CALL, about(A))

    assert here.told == [*(["P WRAP_UP_ENDED"] if is_told else []), "D nothing"]


def test_a_lost_race_accept_after_the_desk_is_rejected_and_the_publication_stands() -> None:
    here = ringing().desk(Answer(A)).asks(Method.ACCEPT_CALL, about(A)).happens(LegConnected(LEG_A))

    assert here.told == ["P CALL_STARTED", "rejected acceptCall GENERIC_ERROR", "P CALL_CONNECTED"]


def test_a_lost_race_accept_after_a_cancel_is_rejected_and_the_hangup_stands() -> None:
    here = ringing().happens(LegEnded(LEG_A, 487)).asks(Method.ACCEPT_CALL, about(A))

    assert here.told == ["P CALL_STARTED", HANGUP, "rejected acceptCall INVALID_PARTICIPANT"]


def test_a_lost_race_decline_after_the_desk_picked_up_is_rejected() -> None:
    here = talking().asks(Method.DECLINE_CALL, about(A))

    assert here.told == ["rejected declineCall GENERIC_ERROR"]


def test_a_lost_race_end_call_while_the_desk_hangs_up_is_told_once() -> None:
    here = talking().desk(HangUp(A)).asks(Method.END_CALL, EndCallAsk(call=about(A).call)).happens(LegEnded(LEG_A, 200))

    assert here.told.count(HANGUP) + here.told.count("D HANGUP") == 1


def test_a_lost_race_end_call_after_the_hangup_is_rejected() -> None:
    here = talking().happens(LegEnded(LEG_A, 200)).asks(Method.END_CALL, EndCallAsk(call=about(A).call))

    assert here.told[-1].startswith("rejected endCall")


@pytest.mark.parametrize("method", [Method.HOLD, Method.RESUME, Method.MUTE, Method.UNMUTE])
def test_a_lost_race_toggle_of_a_call_that_is_gone_names_the_participant(method: Method) -> None:
    here = talking().happens(LegEnded(LEG_A, 200)).asks(method, about(A))

    assert here.told[-1] == f"rejected {method} INVALID_PARTICIPANT"


def test_a_lost_race_dial_while_an_invite_rings_is_busy() -> None:
    here = ringing().asks(Method.DIAL, DialAsk(contact=AskedContact(phone_number="+4930123456")))

    assert here.told == ["P CALL_STARTED", "rejected dial GENERIC_ERROR"]


def test_wrap_up_ended_at_the_desk_tells_nothing_of_inbound_calls() -> None:
    here = talking().happens(LegEnded(LEG_A, 200))
    here.told.clear()

    here.desk(EndWrapUp())

    assert here.told == []


def test_a2_the_desks_status_is_published_and_salesforces_own_is_not_said_back() -> None:
    away, online = Status("0N5b", "Away"), Status("0N5a", "Available")
    here = Salesforce().happens(PageAttached(), StatusesTold((away, online)))

    here.desk(ChooseStatus("Away")).asks(Method.SET_AGENT_STATUS, AgentStatusAsk(agent_status="Available"))

    assert here.told == ["P SET_AGENT_STATUS", "D SET_AGENT_STATUS_RESULT"]
    assert here.payload("SET_AGENT_STATUS").payload == AgentStatusInfo(status_id="0N5b")
