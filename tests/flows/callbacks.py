"""Flows of callbacks. Rows C1 to C5 of the ledger."""

from tests.flows.flow import Flow, answer, carol, desk, published, salesforce
from tests.flows.openings import PUBLISHED_END, QUIET
from tests.flows.parties import ANSWERS

_CALLBACK = {"callId": "cb-1", "callType": "Callback"}
_OFFERED = desk(
    "C1",
    "callback {carol} --call-id cb-1 --initial-call-id first --name Carla",
    published("QUEUED_CALL_STARTED", {**_CALLBACK, "callInfo.initialCallId": "first"}),
)
_ACCEPTED = salesforce("C2", "ACCEPT_CALL", answer("CALL_STARTED", _CALLBACK), call=_CALLBACK)
_DECLINED = {"reason": "error", "agentStatus": "DeclinedByAgent"}
_ANSWERED = carol("C3", "answers", published("CALL_CONNECTED", _CALLBACK))

CALLBACKS = (
    Flow(
        "A callback is accepted in Salesforce, and the customer answers",
        QUIET,
        (_OFFERED, _ACCEPTED, _ANSWERED, carol("I9", "hangs up", *PUBLISHED_END)),
        carol=f"{ANSWERS} wait:300 bye",
    ),
    Flow(
        "A callback is picked up at the desk",
        QUIET,
        (
            _OFFERED,
            desk("C2", "answer", published("CALL_STARTED", _CALLBACK)),
            _ANSWERED,
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "A callback is declined in Salesforce, offered again, accepted, and the customer refuses",
        QUIET,
        (
            _OFFERED,
            salesforce("C4", "DECLINE_CALL", answer("HANGUP", _DECLINED), call=_CALLBACK),
            _OFFERED,
            _ACCEPTED,
            carol(
                "C5",
                "refuses (603)",
                published("HANGUP", {"0.reason": "error", "0.agentStatus": "FailedConnectCustomer"}),
            ),
        ),
        carol="offered ring wait:300 refuse:603",
    ),
)
