"""Flows of mute, hold, recording and keys. Rows T1 to T8 of the ledger."""

from tests.flows.flow import Flow, answer, bob, desk, error, published, rejection, reloaded, replay, salesforce
from tests.flows.openings import ANSWERED_END, CALL, HELD, PUBLISHED_END, RESUMED, RINGING, TALKING, TALKS

_ENDS = salesforce("I10", "END_CALL", *ANSWERED_END, call=CALL)

TOGGLES = (
    Flow(
        "Muted at the desk, and heard again in Salesforce; once more changes nothing",
        TALKING,
        (
            desk("T1", "mute", published("MUTE_TOGGLE", {"isMuted": True})),
            desk("T6", "mute"),
            salesforce("T1", "UNMUTE", answer("MUTE_TOGGLE", {"isMuted": False}), call=CALL),
            salesforce("T6", "UNMUTE", answer("MUTE_TOGGLE", {"isMuted": False}), call=CALL),
            _ENDS,
        ),
        bob=f"{TALKS} bye_received",
    ),
    Flow(
        "Held at the desk, and resumed in Salesforce",
        TALKING,
        (
            desk("T2", "hold", published("HOLD_TOGGLE", {"isCustomerOnHold": True})),
            salesforce("T2", "RESUME", answer("HOLD_TOGGLE", {"isCustomerOnHold": False}), call=CALL),
            _ENDS,
        ),
        bob=f"{TALKS} {HELD} {RESUMED} bye_received",
    ),
    Flow(
        "A hold that the network refuses",
        TALKING,
        (
            desk("T3", "hold", error("HOLD_TOGGLE", {"message": "CAN_NOT_TOGGLE_HOLD"}), is_refused=True),
            salesforce("T3", "HOLD", rejection("ERROR", {"message": "CAN_NOT_HOLD_CALL"}), call=CALL),
            _ENDS,
        ),
        bob=f"{TALKS} reinvite_refused:488 reinvite_refused:488 bye_received",
    ),
    Flow(
        "Held by the far end, and keys pressed",
        TALKING,
        (
            bob("T4", "puts the agent on hold", until="PEER_HOLD_TOGGLE"),
            salesforce("T7", "SEND_DIGITS", until="DIGITS_SENT", digits="12#"),
            desk("I9", "hangup", *PUBLISHED_END),
        ),
        bob=f"{TALKS} wait:300 reinvite:sendonly bye_received",
    ),
    Flow(
        "A recording is paused at the desk, and resumed in Salesforce",
        TALKING,
        (
            desk("T5", "record pause", published("RECORDING_TOGGLE", {"isRecordingPaused": True})),
            salesforce("T5", "RESUME_RECORDING", answer("RECORDING_TOGGLE", {"isRecordingPaused": False}), call=CALL),
            _ENDS,
        ),
        bob=f"{TALKS} bye_received",
        settings={"recording": {"enabled": True}},
    ),
    Flow(
        "A recording that cannot be written is told as paused, also to the next page",
        RINGING,
        (
            desk(
                "T8",
                "answer",
                published("CALL_CONNECTED", {"callId": "{call}"}),
                published("RECORDING_TOGGLE", {"isRecordingPaused": True}),
                error("RECORDING_TOGGLE", {"message": "CAN_NOT_TOGGLE_RECORD"}),
            ),
            salesforce(
                "T8", "RESUME_RECORDING", rejection("ERROR", {"message": "CAN_NOT_RESUME_RECORDING"}), call=CALL
            ),
            reloaded(
                replay("CALL_CONNECTED", {"callInfo.isRecordingPaused": True, "callInfo.recordEnabled": False}),
            ),
            _ENDS,
        ),
        bob=f"{TALKS} bye_received",
        settings={"recording": {"enabled": True, "directory": "/dev/null"}},
    ),
)
