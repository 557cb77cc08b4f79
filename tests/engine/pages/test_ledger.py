"""The ledger's rows, played: what the page is told, in order, nothing doubled and nothing missing."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from softphone.core.messages.commands import Answer, Decline, HangUp, SetHold, SetMute, SetRecordingPause
from softphone.core.messages.events import HoldConfirmed, HoldRefused, LegConnected, LegEnded, ProvisionalReceived
from softphone.core.values import EndReason
from softphone.settings.sections.account import AccountSettings
from tests.core.scenes import LEG_A, ONE_LINE, A, dial, invited
from tests.engine.pages.office_hours import SETTINGS, House, Line, settled

WITH_ACCOUNT = changed(SETTINGS, accounts=(AccountSettings(name="desk", uri="sip:4711@127.0.0.1"),))
CALL = {"call": {"callId": "call-a"}}


async def talking(house: House) -> Line:
    """A page that knows a call which was picked up at the desk."""
    page = await house.ready()
    await house.happens(invited())
    await house.desk_does(Answer())
    await house.happens(LegConnected(LEG_A))
    page.frames.clear()
    return page


def hangup(page: Line) -> dict[str, object]:
    (frame,) = [frame for frame in page.frames if frame.get("params", {}).get("eventType") == "HANGUP"]
    (call,) = frame["params"]["payload"]["calls"]
    return {key: call.get(key) for key in ("reason", "agentStatus", "closeCallOnError")}


async def test_i1_and_i2_ringing_and_picked_up_at_the_desk() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    await house.desk_does(Answer())
    await house.happens(LegConnected(LEG_A))

    assert page.events == ["CALL_STARTED", "CALL_CONNECTED"]
    call = page.frames[0]["params"]["payload"]["call"]
    assert (call["callType"], call["state"], call["callInfo"]["isSoftphoneCall"]) == ("Inbound", "ringing", False)


async def test_i3_accepted_in_salesforce() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    request = page.ask("acceptCall", **CALL)
    await settled()
    assert page.events == ["CALL_STARTED"]

    await house.happens(LegConnected(LEG_A))

    assert page.events == ["CALL_STARTED", "result CallResult"]
    assert page.answer_to(request)["result"]["value"]["call"]["state"] == "connected"


async def test_i4_declined_at_the_desk() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    await house.desk_does(Decline())
    await house.happens(LegEnded(LEG_A, 486))

    assert page.events == ["CALL_STARTED", "HANGUP"]
    assert hangup(page) == {"reason": "error", "agentStatus": "DeclinedByAgent", "closeCallOnError": False}


async def test_i5_declined_in_salesforce() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    page.ask("declineCall", **CALL)
    await house.happens(LegEnded(LEG_A, 486))

    assert page.events == ["CALL_STARTED", "result CallResult"]
    assert not house.outgoing.beliefs.calls


@pytest.mark.parametrize(
    ("cause", "status"),
    [(None, "MissedCallAgent"), (EndReason.ANSWERED_ELSEWHERE, "FailedConnectCustomer")],
)
async def test_i6_and_i7_the_caller_gives_up(cause: EndReason | None, status: str) -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited(), LegEnded(LEG_A, 487, "", cause))

    assert page.events == ["CALL_STARTED", "HANGUP"]
    assert hangup(page)["agentStatus"] == status


async def test_i8_answering_fails_here_after_salesforce_asked_for_it() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    page.ask("acceptCall", **CALL)
    await house.happens(LegEnded(LEG_A, 488))

    assert page.events == ["CALL_STARTED", "rejected", "HANGUP"]
    assert hangup(page)["agentStatus"] == "FailedConnectAgent"


async def test_i9_the_far_end_hangs_up() -> None:
    house = House()
    page = await talking(house)
    await house.happens(LegEnded(LEG_A))

    assert page.events == ["UPDATE_AUDIO_STATS", "HANGUP", "AFTER_CALL_WORK_STARTED"]


async def test_i10_ended_in_salesforce() -> None:
    house = House()
    page = await talking(house)
    request = page.ask("endCall", **CALL)
    await house.happens(LegEnded(LEG_A))

    assert page.events == ["UPDATE_AUDIO_STATS", "result HangupResult", "AFTER_CALL_WORK_STARTED"]
    assert page.answer_to(request)["result"]["followUp"] == []
    assert page.answer_to(request)["result"]["snapshot"] == {"activeCalls": []}


async def test_o1_and_o4_dialled_at_the_desk_and_answered() -> None:
    house = House()
    page = await house.ready()
    await house.desk_does(dial())
    await house.happens(ProvisionalReceived(LEG_A, 180), LegConnected(LEG_A))

    assert page.events == ["CALL_STARTED", "CALL_CONNECTED"]


async def test_o2_dialled_in_salesforce() -> None:
    house = House(settings=WITH_ACCOUNT)
    page = await house.ready()
    page.ask("dial", contact={"phoneNumber": "+4930123456"})
    await settled()
    assert page.events == []

    leg = house.runner.phone.conversations[0].initial.id
    await house.happens(ProvisionalReceived(leg, 180))
    assert page.events == ["result CallResult"]

    await house.happens(LegConnected(leg))
    assert page.events == ["result CallResult", "CALL_CONNECTED"]


@pytest.mark.parametrize(("code", "kind"), [(404, "INVALID_DESTINATION"), (503, "GENERIC_ERROR")])
async def test_o3_a_dial_that_fails_at_once(code: int, kind: str) -> None:
    house = House(settings=WITH_ACCOUNT)
    page = await house.ready()
    request = page.ask("dial", contact={"phoneNumber": "+4930123456"})
    await settled()
    await house.happens(LegEnded(house.runner.phone.conversations[0].initial.id, code))

    assert page.events == ["rejected"]
    assert page.answer_to(request)["error"]["data"]["type"] == kind


async def test_o5_busy_later() -> None:
    house = House()
    page = await house.ready()
    await house.desk_does(dial())
    await house.happens(ProvisionalReceived(LEG_A, 180), LegEnded(LEG_A, 486))

    assert page.events == ["CALL_STARTED", "HANGUP"]
    assert hangup(page) == {"reason": "error", "agentStatus": None, "closeCallOnError": False}


async def test_o6_given_up_before_the_answer() -> None:
    house = House()
    page = await house.ready()
    await house.desk_does(dial())
    await house.desk_does(HangUp())
    await house.happens(LegEnded(LEG_A, 487))
    assert page.events == ["CALL_STARTED", "HANGUP"]
    page.frames.clear()

    await house.desk_does(replace(dial(), call=A))
    page.ask("endCall", **CALL)
    await house.happens(LegEnded(LEG_A, 487))
    assert page.events == ["CALL_STARTED", "result HangupResult"]


async def test_t1_mute() -> None:
    house = House()
    page = await talking(house)
    await house.desk_does(SetMute(is_muted=True))
    page.ask("unmute", **CALL)
    await settled()

    assert page.events == ["MUTE_TOGGLE", "result MuteToggleResult"]


async def test_t2_and_t3_hold() -> None:
    house = House()
    page = await talking(house)
    await house.desk_does(SetHold(is_held=True))
    await house.happens(HoldConfirmed(LEG_A, is_held=True))
    page.ask("resume", **CALL)
    await house.happens(HoldConfirmed(LEG_A, is_held=False))
    await house.desk_does(SetHold(is_held=True))
    await house.happens(HoldRefused(LEG_A, 488, "No"))
    page.ask("hold", **CALL)
    await house.happens(HoldRefused(LEG_A, 488, "No"))

    assert page.events == ["HOLD_TOGGLE", "result HoldToggleResult", "error HOLD_TOGGLE", "rejected"]


async def test_t5_recording() -> None:
    house = House(policy=replace(ONE_LINE, records_calls=True))
    page = await talking(house)
    await house.desk_does(SetRecordingPause(is_paused=True))
    page.ask("resumeRecording", **CALL)
    await settled()

    assert page.events == ["RECORDING_TOGGLE", "result RecordingToggleResult"]


async def test_t6_an_action_that_changes_nothing() -> None:
    house = House()
    page = await talking(house)
    await house.desk_does(SetMute(is_muted=False))
    page.ask("unmute", **CALL)
    await settled()

    assert page.events == ["result MuteToggleResult"]


# Lost races


async def test_accepting_a_call_that_was_picked_up_at_the_desk_is_rejected() -> None:
    house = House()
    page = await talking(house)
    page.ask("acceptCall", **CALL)
    page.ask("declineCall", **CALL)
    await settled()

    assert page.events == ["rejected", "rejected"]


async def test_accepting_a_call_whose_caller_gave_up_is_rejected() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    page.ask("acceptCall", **CALL)
    await house.happens(LegEnded(LEG_A, 487))

    assert page.events == ["CALL_STARTED", "rejected", "HANGUP"]


async def test_ending_a_call_whose_hangup_was_published_is_rejected() -> None:
    house = House()
    page = await talking(house)
    await house.happens(LegEnded(LEG_A))
    request = page.ask("endCall", **CALL)
    await settled()

    assert page.events == ["UPDATE_AUDIO_STATS", "HANGUP", "AFTER_CALL_WORK_STARTED", "rejected"]
    assert "error" in page.answer_to(request)


async def test_holding_a_call_that_is_gone_is_rejected_as_an_invalid_participant() -> None:
    house = House()
    page = await talking(house)
    await house.happens(LegEnded(LEG_A))
    request = page.ask("hold", **CALL)
    await settled()

    assert page.answer_to(request)["error"]["data"]["type"] == "INVALID_PARTICIPANT"


async def test_dialling_while_a_call_rings_is_rejected() -> None:
    house = House(settings=WITH_ACCOUNT)
    page = await house.ready()
    await house.happens(invited())
    request = page.ask("dial", contact={"phoneNumber": "100"})
    await settled()

    assert page.answer_to(request)["error"]["data"]["type"] == "GENERIC_ERROR"
