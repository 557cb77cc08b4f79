"""Flows of the agent's status. Rows A1 to A4 of the ledger."""

from tests.flows.flow import Flow, Step, answer, bob, bob_calls, desk, published, salesforce
from tests.flows.openings import CALL, PICKED_UP, PUBLISHED_END, QUIET, TALKS

_AVAILABLE = {"statusName": "Available", "hasChannels": "true", "isOffline": "false", "statusId": "0N5a"}
_AWAY = {"statusName": "Away", "hasChannels": "false", "isOffline": "false", "statusId": "0N5b"}
_CONFIG = {"userPresenceStatuses": {"0N5a": _AVAILABLE, "0N5b": _AWAY}}
_TAKEN = answer("SET_AGENT_STATUS_RESULT", {"success": True})
_CHANGED = published("SET_AGENT_STATUS", {"statusId": "0N5b"})


def _sets(rows: str, status: dict[str, str], *, until: str = "", **more: bool) -> Step:
    return salesforce(
        rows, "SET_AGENT_STATUS", _TAKEN, agentStatus=status["statusName"], statusInfo=status, until=until, **more
    )


_RINGS = bob_calls("I1", published("CALL_STARTED", {"callType": "Inbound"}))

STATUS = (
    Flow(
        "The status is set in Salesforce, and at the desk",
        QUIET,
        (_sets("A1", _AVAILABLE), desk("A2", "agent-status Away", _CHANGED), _sets("A1", _AWAY)),
        config=_CONFIG,
    ),
    Flow(
        "The status is set at the desk during a call: told after it",
        QUIET,
        (
            _sets("A1", _AVAILABLE),
            _RINGS,
            PICKED_UP,
            desk("A2", "agent-status Away"),
            desk("I9", "hangup", *PUBLISHED_END, _CHANGED),
        ),
        bob=f"{TALKS} bye_received",
        config=_CONFIG,
    ),
    Flow(
        "The next status is set in Salesforce during a call: taken at once, in force when after-call work is over",
        QUIET,
        (
            _sets("A1", _AVAILABLE),
            _RINGS,
            PICKED_UP,
            _sets("A3", _AWAY, enqueueNextState=True),
            bob("I9", "hangs up", *PUBLISHED_END),
            salesforce("A4", "WRAP_UP_CALL", until="WRAP_UP_ENDED", call=CALL),
        ),
        bob=f"{TALKS} wait:5000 bye",
        config=_CONFIG,
    ),
)
