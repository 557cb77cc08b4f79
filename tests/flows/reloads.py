"""A flow of several parties in which the page is reloaded in every state. Rule 5 of the ledger."""

from tests.flows.flow import Flow, Told, answer, carol, desk, published, reloaded, replay, salesforce
from tests.flows.openings import HELD, PUBLISHED_END, RESUMED, TALKING, TALKS
from tests.flows.parties import (
    ADDED,
    BOB_LEAVES_A_RINGING_PARTY,
    CONNECTED,
    FIRST,
    MERGES,
    NOBODY_HELD,
    REMOVED,
    THIRD_HELD,
)


def _first(*, is_held: bool) -> Told:
    return replay("CALL_CONNECTED", {"callId": "{call}", "isReplayedCall": True, "callInfo.isOnHold": is_held})


def _third(event: str, *, is_alone: bool = False, is_held: bool = False) -> Told:
    return replay(event, {"callId": "{call}", "initialCallHasEnded": is_alone, "callInfo.isOnHold": is_held})


RELOADS = (
    Flow(
        "Reloaded while the third party rings, is consulted, waits, and is alone with the agent",
        TALKING,
        (
            desk("P1", "consult {carol}", published(*ADDED)),
            reloaded(_first(is_held=True), _third("PARTICIPANT_ADDED")),
            carol("P2", "answers", CONNECTED),
            reloaded(_first(is_held=True), _third("PARTICIPANT_CONNECTED")),
            desk("P4", "swap", published("HOLD_TOGGLE", THIRD_HELD, from_="PARTICIPANTS_SWAPPED")),
            reloaded(_first(is_held=False), _third("PARTICIPANT_CONNECTED", is_held=True)),
            MERGES,
            reloaded(
                _first(is_held=False),
                _third("PARTICIPANT_CONNECTED"),
                published("HOLD_TOGGLE", NOBODY_HELD, {"isCallMerged": True}),
            ),
            salesforce("P7", "END_CALL", answer(*REMOVED), call=FIRST),
            reloaded(_third("PARTICIPANT_CONNECTED", is_alone=True)),
            desk("P8", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
        carol=f"offered ring wait:5000 answer {HELD} {RESUMED} bye_received",
    ),
    Flow(
        "Reloaded while the third party rings, and the first caller has gone",
        TALKING,
        (
            desk("P1", "consult {carol}", published(*ADDED)),
            BOB_LEAVES_A_RINGING_PARTY,
            reloaded(_third("PARTICIPANT_ADDED", is_alone=True)),
            desk("P8", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} {HELD} wait:200 bye",
        carol="offered ring cancelled",
    ),
)
