"""Flows of several parties: consult, swap, merge, split, and whoever leaves. Rows P1 to P8 of the ledger."""

from tests.flows.flow import Flow, answer, bob, carol, desk, published, rejection, salesforce
from tests.flows.openings import (
    ANSWERED_END,
    ANSWERED_END_OF_TWO,
    CALL,
    HELD,
    PUBLISHED_END,
    RESUMED,
    TALKING,
    TALKS,
)

ANSWERS = "offered ring wait:200 answer"
CAROL = {"phoneNumber": "{carol}", "type": "PhoneNumber", "name": "Carol"}
FIRST = {**CALL, "callAttributes": {"participantType": "Initial_Caller"}}
THIRD = {**CALL, "callAttributes": {"participantType": "Third_Party"}}
FIRST_UNNAMED = {"callAttributes": {"participantType": "Initial_Caller"}}
"""Salesforce does name parties without their call."""
PHONE = "sip:agent@127.0.0.1"
AGENT = {**CALL, "callAttributes": {"participantType": "Agent"}}

_PARTY = {"initialCallHasEnded": False, "callId": "{call}"}
_AS_THIRD = {"callAttributes.participantType": "Third_Party"}
ADDED = ("PARTICIPANT_ADDED", _PARTY, _AS_THIRD)
CONNECTED = published("PARTICIPANT_CONNECTED", _PARTY, _AS_THIRD)
NOBODY_HELD = {"isCustomerOnHold": False, "isThirdPartyOnHold": False}
FIRST_HELD = {"isCustomerOnHold": True, "isThirdPartyOnHold": False}
THIRD_HELD = {"isCustomerOnHold": False, "isThirdPartyOnHold": True}
REMOVED = ("PARTICIPANT_REMOVED", {"reason": "ended"})

CONSULTS = (desk("P1", "consult {carol}", published(*ADDED)), carol("P2", "answers", CONNECTED))
MERGES = desk(
    "P5",
    "merge",
    published("HOLD_TOGGLE", NOBODY_HELD, {"isCallMerged": True}, from_="PARTICIPANTS_CONFERENCED"),
)
BRINGS_IN = salesforce("P1", "ADD_PARTICIPANT", answer(*ADDED), call=CALL, contact=CAROL, isBlindTransfer=False)
BOB_LEAVES_A_RINGING_PARTY = bob(
    "P7", "hangs up", published("PARTICIPANT_ADDED", {"initialCallHasEnded": True}, from_="PARTICIPANT_REMOVED")
)

PARTIES = (
    Flow(
        "A consultation at the desk",
        TALKING,
        (
            *CONSULTS,
            desk("P6", "remove", published(*REMOVED), published("HOLD_TOGGLE", NOBODY_HELD)),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "A consultation in Salesforce: swapped twice, merged, and the third party let go",
        TALKING,
        (
            BRINGS_IN,
            carol("P2", "answers", CONNECTED),
            salesforce(
                "P4",
                "SWAP_PARTICIPANTS",
                answer("HOLD_TOGGLE", THIRD_HELD, {"isCallMerged": None}),
                callToHold=THIRD,
                callToResume=FIRST_UNNAMED,
            ),
            salesforce(
                "P4", "SWAP_PARTICIPANTS", answer("HOLD_TOGGLE", FIRST_HELD), callToHold=FIRST, callToResume=THIRD
            ),
            salesforce(
                "P5", "CONFERENCE", answer("HOLD_TOGGLE", NOBODY_HELD, {"isCallMerged": True}), calls=[FIRST, THIRD]
            ),
            salesforce("P6", "END_CALL", answer(*REMOVED), call=THIRD),
            salesforce("I10", "END_CALL", *ANSWERED_END, call=CALL),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} {HELD} {RESUMED} bye_received",
        carol=f"{ANSWERS} {HELD} {RESUMED} bye_received",
    ),
    Flow(
        "Swapped, merged and split at the desk, and the third party hangs up",
        TALKING,
        (
            *CONSULTS,
            desk("P4", "swap", published("HOLD_TOGGLE", THIRD_HELD, from_="PARTICIPANTS_SWAPPED")),
            MERGES,
            desk("T2", "split", published("HOLD_TOGGLE", THIRD_HELD, {"isCallMerged": False})),
            carol("P6", "hangs up", published(*REMOVED)),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol=f"{ANSWERS} {HELD} {RESUMED} {HELD} wait:300 bye",
    ),
    Flow(
        "A third party that refuses, asked for in Salesforce",
        TALKING,
        (
            BRINGS_IN,
            carol(
                "P3",
                "refuses after ringing (486)",
                published("PARTICIPANT_REMOVED", {"reason": "error"}),
                published("HOLD_TOGGLE", NOBODY_HELD),
            ),
            salesforce("I10", "END_CALL", *ANSWERED_END, call=CALL),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol="offered ring wait:300 refuse:486",
    ),
    Flow(
        "A third party that does not exist, asked for in Salesforce",
        TALKING,
        (
            salesforce(
                "P3",
                "ADD_PARTICIPANT",
                rejection("PARTICIPANT_REMOVED", {"reason": "error"}),
                rejection("ERROR", {"message": "INVALID_DESTINATION"}),
                call=CALL,
                contact=CAROL,
                isBlindTransfer=False,
            ),
            bob("I9", "hangs up", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} wait:300 bye",
        carol="offered refuse:404",
    ),
    Flow(
        "A third party that refuses, called at the desk",
        TALKING,
        (
            desk("P1", "consult {carol}", published(*ADDED)),
            carol(
                "P3",
                "is busy (486)",
                published("PARTICIPANT_REMOVED", {"reason": "error"}),
                published("HOLD_TOGGLE", NOBODY_HELD),
            ),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol="offered ring wait:300 refuse:486",
    ),
    Flow(
        "Merged at the desk, and the first caller hangs up",
        TALKING,
        (
            *CONSULTS,
            MERGES,
            bob(
                "P7",
                "hangs up",
                published("PARTICIPANT_CONNECTED", {"initialCallHasEnded": True}, from_="PARTICIPANT_REMOVED"),
            ),
            salesforce("P8", "END_CALL", *ANSWERED_END, call=CALL),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} wait:300 bye",
        carol=f"{ANSWERS} bye_received",
    ),
    Flow(
        "Merged, the first caller removed in Salesforce, and the third party hangs up",
        TALKING,
        (
            *CONSULTS,
            MERGES,
            salesforce("P7", "END_CALL", answer(*REMOVED), call=FIRST),
            carol("P8", "hangs up", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol=f"{ANSWERS} wait:4000 bye",
    ),
    Flow(
        "The first caller hangs up while the third party rings",
        TALKING,
        (
            BRINGS_IN,
            BOB_LEAVES_A_RINGING_PARTY,
            carol("P2", "answers", published("PARTICIPANT_CONNECTED", {"initialCallHasEnded": True})),
            carol("P8", "hangs up", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} wait:300 bye",
        carol="offered ring wait:2000 answer wait:500 bye",
    ),
    Flow(
        "What is asked of a third party that has just left does not affect the others",
        TALKING,
        (
            *CONSULTS,
            carol("P6", "hangs up", published(*REMOVED), published("HOLD_TOGGLE", NOBODY_HELD)),
            salesforce("P6", "END_CALL", rejection("ERROR", {"message": "CAN_NOT_END_THE_CALL"}), call=THIRD),
            salesforce("T2", "HOLD", rejection("ERROR", {"message": "INVALID_PARTICIPANT"}), call=THIRD),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol=f"{ANSWERS} wait:500 bye",
    ),
    Flow(
        "Nobody can be brought in, or sent, to the phone itself",
        TALKING,
        (
            desk("P1", f"consult {PHONE}", is_refused=True),
            desk("P12", f"transfer {PHONE}", is_refused=True),
            salesforce(
                "P3",
                "ADD_PARTICIPANT",
                rejection("PARTICIPANT_REMOVED", {"reason": "error"}),
                rejection("ERROR", {"message": "INVALID_DESTINATION"}),
                call=CALL,
                contact={"phoneNumber": PHONE},
                isBlindTransfer=False,
            ),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} bye_received",
        settings={"accounts": [{"name": "desk", "uri": PHONE}]},
    ),
    Flow(
        "What makes no sense with several parties is an error and changes nothing",
        TALKING,
        (
            salesforce(
                "P4",
                "SWAP_PARTICIPANTS",
                rejection("ERROR", {"message": "CAN_NOT_SWAP_PARTICIPANTS"}),
                callToHold=FIRST,
                callToResume=None,
            ),
            salesforce("P5", "CONFERENCE", rejection("ERROR", {"message": "CAN_NOT_CONFERENCE"}), calls=[FIRST]),
            desk("P1", "consult {carol}", published(*ADDED)),
            salesforce("P5", "CONFERENCE", rejection("ERROR", {"message": "CAN_NOT_CONFERENCE"}), calls=[FIRST, THIRD]),
            salesforce("P9", "END_CALL", *ANSWERED_END_OF_TWO, call=AGENT),
        ),
        bob=f"{TALKS} {HELD} bye_received",
        carol="offered ring cancelled",
    ),
)
