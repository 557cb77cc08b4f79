"""Flows of calls that come and calls that are made. Rows I1 to I12 and O1 to O7 of the ledger."""

from tests.flows.flow import Flow, Told, answer, bob, bob_calls, carol, desk, published, rejection, salesforce
from tests.flows.openings import ANSWERED_END, CALL, CALLS, PUBLISHED_END, QUIET, RINGING, TALKS
from tests.flows.parties import ANSWERS

_DECLINED = {"reason": "error", "agentStatus": "DeclinedByAgent", "closeCallOnError": False}
_CONNECTED = ("CALL_CONNECTED", {"callId": "{call}", "state": "connected", "callInfo.isSoftphoneCall": False})
_TO_CAROL = {"phoneNumber": "{carol}", "type": "PhoneNumber", "name": "Carol"}
_STARTED = ("CALL_STARTED", {"callType": "Outbound", "state": "ringing"})
_OUTBOUND = {"callId": "{call}", "callType": "Outbound"}


def _missed(fault: str) -> Told:
    return published("HANGUP", {"0.reason": "error", "0.agentStatus": fault, "1": None})


INBOUND = (
    Flow(
        "Picked up at the desk, and the caller hangs up",
        RINGING,
        (desk("I2", "answer", published(*_CONNECTED)), bob("I9", "hangs up", *PUBLISHED_END)),
        bob=f"{TALKS} wait:300 bye",
    ),
    Flow(
        "Accepted and ended in Salesforce",
        RINGING,
        (
            salesforce("I3", "ACCEPT_CALL", answer(*_CONNECTED), call=CALL),
            salesforce("I10", "END_CALL", *ANSWERED_END, call=CALL),
        ),
        bob=f"{TALKS} bye_received",
    ),
    Flow(
        "Declined at the desk",
        RINGING,
        (desk("I4", "decline", published("HANGUP", {f"0.{name}": value for name, value in _DECLINED.items()})),),
        bob=f"{CALLS} refused:486",
    ),
    Flow(
        "Declined in Salesforce",
        RINGING,
        (salesforce("I5", "DECLINE_CALL", answer("HANGUP", _DECLINED), call=CALL),),
        bob=f"{CALLS} refused:486",
    ),
    Flow(
        "Given up by the caller",
        RINGING,
        (bob("I6", "gives up (CANCEL)", _missed("MissedCallAgent")),),
        bob=f"{CALLS} wait:300 cancel",
    ),
    Flow(
        "Answered elsewhere",
        RINGING,
        (bob("I7", "is answered elsewhere (CANCEL with cause=200)", _missed("FailedConnectCustomer")),),
        bob=f"{CALLS} wait:300 cancel",
        values={"cancel_headers": 'Reason: SIP;cause=200;text="Call completed elsewhere"'},
    ),
    Flow(
        "Transferred in, with what the PBX says of it",
        QUIET,
        (
            bob_calls(
                "I1 I11",
                published(
                    "CALL_STARTED",
                    {
                        "callId": "key-1",
                        "callType": "Transfer",
                        "callAttributes.parentId": "key-0",
                        "callAttributes.voiceCallId": "0LQ000000000001",
                        "callInfo.queueName": "Sales",
                    },
                ),
            ),
            bob("I6", "gives up (CANCEL)", _missed("MissedCallAgent")),
        ),
        bob=f"{CALLS} wait:300 cancel",
        headers=(
            "X-Vendor-Call-Key: key-1",
            "X-Voice-Call-Id: 0LQ000000000001",
            "X-Call-Type: transfer",
            "X-Parent-Call-Id: key-0",
            "X-Queue-Name: Sales",
        ),
    ),
    Flow(
        "A colleague calls",
        QUIET,
        (
            bob_calls(
                "I1 I12",
                published(
                    "CALL_STARTED",
                    {"callType": "InternalCall", "callAttributes.participantType": "Agent", "contact.type": "Agent"},
                ),
            ),
            bob("I6", "gives up (CANCEL)", _missed("MissedCallAgent")),
        ),
        bob=f"{CALLS} wait:300 cancel",
        headers=("X-Call-Type: internal",),
    ),
)

OUTBOUND = (
    Flow(
        "Dialled at the desk, answered, and the called party hangs up",
        QUIET,
        (
            desk("O1", "dial {carol}", published(*_STARTED)),
            carol("O4", "answers", published("CALL_CONNECTED", {"callType": "Outbound"})),
            carol("I9", "hangs up", *PUBLISHED_END),
        ),
        carol=f"{ANSWERS} wait:300 bye",
    ),
    Flow(
        "Dialled and ended in Salesforce",
        QUIET,
        (
            salesforce("O2", "DIAL", answer(*_STARTED), contact=_TO_CAROL),
            salesforce("O7", "ACCEPT_CALL", call=_OUTBOUND),
            carol("O4", "answers", published("CALL_CONNECTED", {"callType": "Outbound"})),
            salesforce("I10", "END_CALL", *ANSWERED_END, call=_OUTBOUND),
        ),
        carol="offered ring wait:1000 answer bye_received",
    ),
    *(
        Flow(
            f"Dialled in Salesforce, and {what} ({code})",
            QUIET,
            (
                salesforce(
                    "O3", "DIAL", rejection("CALL_FAILED"), rejection("ERROR", {"message": error}), contact=_TO_CAROL
                ),
            ),
            carol=f"offered refuse:{code}",
        )
        for what, code, error in (
            ("there is no such number", 404, "INVALID_DESTINATION"),
            ("the network cannot", 503, "GENERIC_ERROR"),
        )
    ),
    Flow(
        "Dialled in Salesforce: no number at all",
        QUIET,
        (
            salesforce(
                "O3",
                "DIAL",
                rejection("CALL_FAILED"),
                rejection("ERROR", {"message": "INVALID_DESTINATION"}),
                contact={"phoneNumber": "???"},
            ),
        ),
    ),
    Flow(
        "Dialled in Salesforce while a call rings",
        RINGING,
        (
            salesforce(
                "O3",
                "DIAL",
                rejection("CALL_FAILED"),
                rejection("ERROR", {"message": "GENERIC_ERROR"}),
                contact={"phoneNumber": "sip:x@127.0.0.1:9"},
            ),
            bob("I6", "gives up (CANCEL)", _missed("MissedCallAgent")),
        ),
        bob=f"{CALLS} wait:1500 cancel",
    ),
    Flow(
        "Dialled in Salesforce, and busy after it rang",
        QUIET,
        (
            salesforce("O2", "DIAL", answer(*_STARTED), contact=_TO_CAROL),
            carol(
                "O5",
                "is busy (486)",
                published("HANGUP", {"0.reason": "error", "0.closeCallOnError": False, "0.agentStatus": None}),
            ),
        ),
        carol="offered ring wait:300 refuse:486",
    ),
    Flow(
        "Dialled in Salesforce, and given up at the desk",
        QUIET,
        (
            salesforce("O2", "DIAL", answer(*_STARTED), contact=_TO_CAROL),
            desk("O6", "hangup", published("HANGUP", {"0.reason": "ended"})),
        ),
        carol="offered ring cancelled",
    ),
    Flow(
        "Dialled at the desk, and given up in Salesforce",
        QUIET,
        (
            desk("O1", "dial {carol}", published(*_STARTED)),
            salesforce("O6", "END_CALL", answer("HANGUP", {"0.reason": "ended"}), call=_OUTBOUND),
        ),
        carol="offered ring cancelled",
    ),
)
