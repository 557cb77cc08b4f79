"""What is kept of a message to the page, and how it goes there."""

import json
from typing import Any

from softphone.connector.calls import CallInfo, PhoneCall
from softphone.connector.errors import custom_error
from softphone.connector.outbox import Answered
from softphone.connector.publications import ErrorPublication, Publication
from softphone.connector.results import CallResult
from softphone.connector.table import EventType, Method
from softphone.connector.wire import Snapshot
from softphone.connector.words import CallKind, CallState, Failure
from softphone.core.values import RequestId
from softphone.engine.pages import kept
from softphone.engine.pages.kept import Kept
from tests.connector.salesforce import NOON
from tests.core.scenes import A

CALL = PhoneCall(
    call_id="1",
    connection_id="2",
    call_type=CallKind.INBOUND,
    state=CallState.RINGING,
    call_info=CallInfo(is_softphone_call=False, call_state_timestamp=NOON),
)


def sent(message: Kept, seq: int, snapshot: Snapshot | None = None) -> Any:
    """A message as the page reads it, after the journal has had it."""
    return json.loads(kept.frame(kept.read(kept.encode(message)), seq, snapshot))


def test_a_result_carries_its_class_its_number_and_what_the_page_answers_by_itself() -> None:
    answered = Answered(RequestId("r1"), Method.DIAL, CallResult(call=CALL), ())

    told = sent(kept.result(answered), 7, Snapshot(active_calls=(CALL,)))

    assert told["id"] == "r1"
    result = told["result"]
    assert (result["type"], result["seq"], result["followUp"]) == ("CallResult", 7, [])
    assert result["value"]["call"]["callInfo"] == {
        "isSoftphoneCall": False,
        "callStateTimestamp": "2026-03-01T12:00:00Z",
    }
    assert result["snapshot"]["activeCalls"][0]["connectionId"] == "2"


def test_a_publication_is_numbered_and_keeps_the_calls_it_needs() -> None:
    told = sent(kept.publication(Publication(EventType.PARTICIPANT_REMOVED, CallResult(call=CALL), A, (CALL,))), 8)

    assert told["method"] == "publishEvent"
    assert told["params"]["seq"] == 8
    assert told["params"]["eventType"] == "PARTICIPANT_REMOVED"
    assert len(told["params"]["followUp"]) == 1


def test_a_failed_action_is_told_with_its_reason() -> None:
    error = ErrorPublication(
        EventType.HOLD_TOGGLE, "no", A, Failure.INVALID_PARTICIPANT, custom_error("ns.label", "no")
    )

    told = sent(kept.publication(error), 9)

    assert told["method"] == "publishError"
    assert told["params"]["customError"] == {"labelName": "label", "namespace": "ns", "message": "no"}
