"""What has happened when a flow begins, and how most of them end."""

from tests.flows.flow import Opening, answer, bob_calls, desk, published

CALLS = "invite ringing"
TALKS = f"{CALLS} answered"
HELD, RESUMED = "reinvited:recvonly", "reinvited:sendrecv"

CALL = {"callId": "{call}", "callType": "Inbound"}
"""How Salesforce names the call."""

RINGS = bob_calls("I1", published("CALL_STARTED", {"callType": "Inbound", "state": "ringing"}))
PICKED_UP = desk("I2", "answer", published("CALL_CONNECTED", {"callId": "{call}", "state": "connected"}))

QUIET = Opening("The phone is ready.")
RINGING = Opening("Bob calls: Salesforce has heard `CALL_STARTED` (I1).", (RINGS,))
TALKING = Opening(
    "Bob has called and the agent has picked up at the desk: Salesforce has heard `CALL_STARTED` (I1) and "
    "`CALL_CONNECTED` (I2).",
    (RINGS, PICKED_UP),
)

_ENDED = {"0.callId": "{call}", "0.reason": "ended", "0.state": "ended"}
_STATS = published("UPDATE_AUDIO_STATS_COMPLETED", {"callId": "{call}"})
_WORK = published("AFTER_CALL_WORK_STARTED", {"callId": "{call}"})
PUBLISHED_END = (_STATS, published("HANGUP", {**_ENDED, "1": None}), _WORK)
ANSWERED_END = (_STATS, answer("HANGUP", {**_ENDED, "1": None}), _WORK)
PUBLISHED_END_OF_TWO = (_STATS, published("HANGUP", {**_ENDED, "1.reason": "ended"}), _WORK)
ANSWERED_END_OF_TWO = (_STATS, answer("HANGUP", {**_ENDED, "1.reason": "ended"}), _WORK)
