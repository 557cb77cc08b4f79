"""Flows of call waiting: two conversations, kept apart in every event."""

from tests.flows.flow import Flow, answer, dave_calls, desk, published, salesforce
from tests.flows.openings import CALL, HELD, PUBLISHED_END, RESUMED, TALKING, TALKS

_SECOND = {"callId": "{second}", "callType": "Inbound"}
_RINGS_TOO = dave_calls("I1", published("CALL_STARTED", {"callId": "{second}", "state": "ringing"}))
_HELD = published("HOLD_TOGGLE", {"isCustomerOnHold": True}, {"calls.0.callId": "{call}", "calls.1": None})
_RESUMED = ("HOLD_TOGGLE", {"isCustomerOnHold": False}, {"calls.0.callId": "{call}", "calls.1": None})
_ON = {"calls": {"waiting": "on"}}

WAITING = (
    Flow(
        "A second call is accepted in Salesforce, and ended there",
        TALKING,
        (
            _RINGS_TOO,
            salesforce("I3", "ACCEPT_CALL", _HELD, answer("CALL_CONNECTED", {"callId": "{second}"}), call=_SECOND),
            salesforce(
                "I10",
                "END_CALL",
                published("UPDATE_AUDIO_STATS_COMPLETED", {"callId": "{second}"}),
                answer("HANGUP", {"0.callId": "{second}", "0.reason": "ended", "1": None}),
                published("AFTER_CALL_WORK_STARTED", {"callId": "{second}"}),
                call=_SECOND,
            ),
            salesforce("T2", "RESUME", answer(*_RESUMED), call=CALL),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        dave=f"{TALKS} bye_received",
        settings=_ON,
    ),
    Flow(
        "A second call is declined at the desk",
        TALKING,
        (
            _RINGS_TOO,
            desk(
                "I4",
                "decline {second}",
                published("HANGUP", {"0.callId": "{second}", "0.agentStatus": "DeclinedByAgent", "1": None}),
            ),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} bye_received",
        dave="invite ringing refused:486",
        settings=_ON,
    ),
)
