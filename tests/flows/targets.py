"""Flows of whom Salesforce can name: colleagues, queues, Omni-Channel flows, each with its rule in the settings."""

from tests.flows.flow import Flow, answer, carol, desk, published, salesforce
from tests.flows.openings import CALL, HELD, PUBLISHED_END, QUIET, RESUMED, TALKING, TALKS
from tests.flows.parties import ADDED, ANSWERS, CONNECTED, NOBODY_HELD, REMOVED

_COLLEAGUE = {"phoneNumber": "{carol}", "type": "Agent", "name": "Carol"}
_QUEUE = {"id": "4711", "type": "Queue", "name": "Sales"}
_FLOW = {"type": "Flow", "name": "Billing"}

TARGETS = (
    Flow(
        "A colleague is dialled in Salesforce: an internal call, without after-call work",
        QUIET,
        (
            salesforce(
                "O1",
                "DIAL",
                answer(
                    "CALL_STARTED",
                    {"callType": "InternalCall", "callAttributes.participantType": "Initial_Caller"},
                ),
                contact=_COLLEAGUE,
            ),
            carol("O4", "answers", published("CALL_CONNECTED", {"callType": "InternalCall"})),
            desk("I9", "hangup", *PUBLISHED_END[:2]),
        ),
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "A queue is dialled in Salesforce, by the settings' rule for queues",
        QUIET,
        (
            salesforce("O2", "DIAL", answer("CALL_STARTED", {"callType": "Outbound"}), contact=_QUEUE),
            desk("O6", "hangup", published("HANGUP", {"0.reason": "ended"})),
        ),
        carol="offered ring cancelled",
        settings={"dial": {"queue": "{carol}"}},
    ),
    Flow(
        "An Omni-Channel flow is added in Salesforce, by the settings' rule for flows",
        TALKING,
        (
            salesforce("P1", "ADD_PARTICIPANT", answer(*ADDED), call=CALL, contact=_FLOW, isBlindTransfer=False),
            carol("P2", "answers", CONNECTED),
            desk("P6", "remove", published(*REMOVED), published("HOLD_TOGGLE", NOBODY_HELD)),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol=f"{ANSWERS} bye_received",
        settings={"dial": {"flow": "{carol}"}},
    ),
)
