"""Flows of leaving others to each other and of blind transfers. Rows P9 to P12 of the ledger."""

from tests.flows.flow import Flow, answer, desk, error, published, rejection, salesforce
from tests.flows.openings import (
    ANSWERED_END_OF_TWO,
    CALL,
    HELD,
    PUBLISHED_END,
    PUBLISHED_END_OF_TWO,
    RESUMED,
    TALKING,
    TALKS,
)
from tests.flows.parties import AGENT, ANSWERS, CONSULTS, MERGES

DAVE = "sip:200@pbx.example"
_TO_DAVE = {"phoneNumber": DAVE, "type": "PhoneNumber", "name": "Dave"}
_SENT_AWAY = "referred:202 notice:180 outcome:200 bye_received"
_GONE = ("PARTICIPANT_ADDED", {"initialCallHasEnded": True, "callId": "{call}"}, {"contact.name": "Dave"})

LEAVING = (
    Flow(
        "Merged, and the agent leaves in Salesforce: the two go on with each other",
        TALKING,
        (*CONSULTS, MERGES, salesforce("P9", "END_CALL", *ANSWERED_END_OF_TWO, call=AGENT)),
        bob=f"{TALKS} {HELD} {RESUMED} referred:202 outcome:200 bye_received",
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "A consultation is left at the desk: the two go on with each other",
        TALKING,
        (*CONSULTS, desk("P10", "leave", *PUBLISHED_END_OF_TWO)),
        bob=f"{TALKS} {HELD} referred:202 outcome:200 bye_received",
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "Leaving that the far end refuses changes nothing",
        TALKING,
        (
            *CONSULTS,
            desk("P10", "leave", error("HANGUP", {"message": "CAN_NOT_END_THE_CALL"}), is_refused=True),
            desk("P8", "hangup", *PUBLISHED_END_OF_TWO),
        ),
        bob=f"{TALKS} {HELD} referred:603 bye_received",
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "A blind transfer in Salesforce",
        TALKING,
        (
            salesforce(
                "P11",
                "ADD_PARTICIPANT",
                published("UPDATE_AUDIO_STATS_COMPLETED", {"callId": "{call}"}),
                answer(*_GONE),
                answer("HANGUP", {"callId": "{call}"}),
                published("AFTER_CALL_WORK_STARTED", {"callId": "{call}"}),
                call=CALL,
                contact=_TO_DAVE,
                isBlindTransfer=True,
            ),
        ),
        bob=f"{TALKS} {_SENT_AWAY}",
    ),
    Flow(
        "A blind transfer in Salesforce that fails: the call stays",
        TALKING,
        (
            salesforce(
                "P11",
                "ADD_PARTICIPANT",
                rejection("PARTICIPANT_REMOVED", {"reason": "error"}),
                rejection("ERROR", {"message": "CAN_NOT_ADD_PARTICIPANT"}),
                call=CALL,
                contact=_TO_DAVE,
                isBlindTransfer=True,
            ),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} referred:202 outcome:486 bye_received",
    ),
    Flow(
        "A blind transfer at the desk",
        TALKING,
        (
            desk(
                "P12",
                f"transfer {DAVE}",
                published("PARTICIPANT_ADDED", {"initialCallHasEnded": True}),
                *PUBLISHED_END_OF_TWO,
            ),
        ),
        bob=f"{TALKS} {_SENT_AWAY}",
    ),
    Flow(
        "A blind transfer at the desk that fails: the call stays",
        TALKING,
        (
            desk(
                "P12",
                f"transfer {DAVE}",
                error("PARTICIPANT_ADDED", {"message": "CAN_NOT_ADD_PARTICIPANT"}),
                is_refused=True,
            ),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} referred:603 bye_received",
    ),
)
