"""Flows at the supervisor's phone; Carol's phone is the PBX's way in. Rows S1 to S7 of the ledger."""

from tests.flows.flow import Flow, answer, bob_calls, carol, desk, error, published, salesforce
from tests.flows.openings import ANSWERED_END, CALL, PUBLISHED_END, QUIET, TALKS

_SUPERVISED = {"callId": "call-1", "voiceCallId": "0LQ1", "callType": "Inbound", "from": "+4930123456"}
_SUPERVISOR = {"callId": "call-1", "callAttributes.participantType": "Supervisor"}
_SETTINGS = {"supervision": {"is_supervisor": True, "way": "pbx", "target": "{carol}"}}
_WAY_IN = "offered ring answer bye_received"
_LEFT = ("SUPERVISOR_HANGUP", {"0.callId": "call-1"})

_ASKED = salesforce(
    "S1", "SUPERVISE_CALL", answer("SUPERVISOR_CALL_STARTED", {**_SUPERVISOR, "state": "ringing"}), call=_SUPERVISED
)
_LISTENS = desk("S2", "answer", published("SUPERVISOR_CALL_CONNECTED", {**_SUPERVISOR, "state": "connected"}))
_BARGED = ("SUPERVISOR_BARGED_IN", {"callId": "call-1", "callAttributes.hasSupervisorBargedIn": True})

SUPERVISION = (
    Flow(
        "Supervised by Salesforce: listened, barged in, left",
        QUIET,
        (
            _ASKED,
            _LISTENS,
            salesforce("S4", "SUPERVISOR_BARGE_IN", answer(*_BARGED), call=_SUPERVISED),
            salesforce("S5", "SUPERVISOR_DISCONNECT", answer(*_LEFT), call=_SUPERVISED),
        ),
        carol=_WAY_IN,
        settings=_SETTINGS,
    ),
    Flow(
        "Supervised from the desk, until the supervised call ends",
        QUIET,
        (
            desk(
                "S3",
                "supervise call-1",
                published("SUPERVISOR_CALL_STARTED", _SUPERVISOR),
                published("SUPERVISOR_CALL_CONNECTED", _SUPERVISOR),
            ),
            desk("S4", "barge", published(*_BARGED)),
            carol("S5", "hangs up: the supervised call is over", published(*_LEFT)),
        ),
        carol="offered ring answer wait:4000 bye",
        settings=_SETTINGS,
    ),
    Flow(
        "A call of the supervisor's own is accepted in Salesforce meanwhile",
        QUIET,
        (
            _ASKED,
            _LISTENS,
            bob_calls("I1", published("CALL_STARTED", {"callType": "Inbound"})),
            salesforce("S6", "ACCEPT_CALL", answer(*_LEFT), answer("CALL_CONNECTED", {"callId": "{call}"}), call=CALL),
            salesforce("I10", "END_CALL", *ANSWERED_END, call=CALL),
        ),
        bob=f"{TALKS} bye_received",
        carol=_WAY_IN,
        settings=_SETTINGS,
    ),
    Flow(
        "A call of the supervisor's own is picked up at the desk meanwhile",
        QUIET,
        (
            _ASKED,
            _LISTENS,
            bob_calls("I1", published("CALL_STARTED", {"callType": "Inbound"})),
            desk(
                "S6",
                "answer {call}",
                answer("SUPERVISOR_HANGUP", {"calls.0.callId": "call-1"}),
                published("CALL_CONNECTED", {"callId": "{call}"}),
            ),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} bye_received",
        carol=_WAY_IN,
        settings=_SETTINGS,
    ),
    Flow(
        "Supervision that the PBX refuses",
        QUIET,
        (
            _ASKED,
            desk(
                "S7",
                "answer",
                error("SUPERVISOR_CALL_CONNECTED"),
                published("SUPERVISOR_HANGUP", {"0.reason": "error"}),
                is_refused=True,
            ),
        ),
        carol="offered refuse:403",
        settings=_SETTINGS,
    ),
)
