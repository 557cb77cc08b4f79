"""The table of requests that are about calls. The law behind `own_events` is rule 1 of the event ledger."""

from softphone.connector import asks, results
from softphone.connector.table import EventType as E, Method, RequestRow
from softphone.connector.words import Failure

CALL_REQUESTS = (
    RequestRow(
        Method.ACCEPT_CALL,
        "ACCEPT_CALL",
        asks.AboutCall,
        (results.CallResult,),
        own_events=(E.CALL_CONNECTED, E.CALL_STARTED, E.SUPERVISOR_HANGUP),
        failure=Failure.CAN_NOT_ACCEPT_THE_CALL,
        note=(
            "CALL_STARTED instead of CALL_CONNECTED if the returned callType is Callback. Never called for outbound"
            " calls (4.x: nor for dialed callbacks). A failure is an INFO, not an ERROR."
        ),
    ),
    RequestRow(
        Method.DECLINE_CALL,
        "DECLINE_CALL",
        asks.AboutCall,
        (results.CallResult,),
        own_events=(E.HANGUP,),
        failure=Failure.CAN_NOT_DECLINE_THE_CALL,
        note="HANGUP carries one call, not a list.",
    ),
    RequestRow(
        Method.END_CALL,
        "END_CALL",
        asks.EndCallAsk,
        (results.HangupResult,),
        own_events=(E.HANGUP, E.PARTICIPANT_REMOVED),
        failure=Failure.CAN_NOT_END_THE_CALL,
        note=(
            "The base then asks getActiveCalls: HANGUP if nothing is left, else PARTICIPANT_REMOVED with the first"
            " call of the result."
        ),
    ),
    RequestRow(
        Method.DIAL,
        "DIAL",
        asks.DialAsk,
        (results.CallResult,),
        own_events=(E.CALL_STARTED, E.QUEUED_CALL_STARTED),
        failure=Failure.CAN_NOT_START_THE_CALL,
        kept_types=(Failure.INVALID_DESTINATION, Failure.GENERIC_ERROR),
        note="A failure is CALL_FAILED, then the ERROR. 3.x: no options, always CALL_STARTED.",
    ),
    RequestRow(
        Method.SEND_DIGITS,
        "SEND_DIGITS",
        asks.DigitsAsk,
        (results.Done,),
        is_custom_error_shown=False,
    ),
    RequestRow(
        Method.WRAP_UP_CALL,
        "WRAP_UP_CALL",
        asks.AboutCall,
        (results.Done,),
        is_custom_error_shown=False,
    ),
    RequestRow(
        Method.GET_ACTIVE_CALLS,
        "AGENT_AVAILABLE, CONNECTOR_READY, END_CALL, PARTICIPANT_REMOVED",
        asks.AboutNothing,
        (results.ActiveCallsResult,),
        is_custom_error_shown=False,
    ),
    RequestRow(
        Method.GET_SIGNED_RECORDING_URL,
        "GET_SIGNED_RECORDING_URL",
        asks.RecordingUrlAsk,
        (results.SignedRecordingUrlResult,),
        own_events=(E.SIGNED_RECORDING_URL,),
        is_custom_error_shown=False,
        capability="hasSignedRecordingUrl",
        note="A failure is SIGNED_RECORDING_URL with success false.",
    ),
)

TOGGLE_REQUESTS = (
    RequestRow(
        Method.MUTE,
        "MUTE",
        asks.AboutCall,
        (results.MuteToggleResult,),
        own_events=(E.MUTE_TOGGLE,),
        failure=Failure.CAN_NOT_MUTE_CALL,
        capability="hasMute",
    ),
    RequestRow(
        Method.UNMUTE,
        "UNMUTE",
        asks.AboutCall,
        (results.MuteToggleResult,),
        own_events=(E.MUTE_TOGGLE,),
        failure=Failure.CAN_NOT_UNMUTE_CALL,
        capability="hasMute",
    ),
    RequestRow(
        Method.HOLD,
        "HOLD",
        asks.AboutCall,
        (results.HoldToggleResult,),
        own_events=(E.HOLD_TOGGLE,),
        failure=Failure.CAN_NOT_HOLD_CALL,
        kept_types=(Failure.INVALID_PARTICIPANT,),
    ),
    RequestRow(
        Method.RESUME,
        "RESUME",
        asks.AboutCall,
        (results.HoldToggleResult,),
        own_events=(E.HOLD_TOGGLE,),
        failure=Failure.CAN_NOT_RESUME_CALL,
        kept_types=(Failure.INVALID_PARTICIPANT,),
    ),
    RequestRow(
        Method.PAUSE_RECORDING,
        "PAUSE_RECORDING",
        asks.AboutCall,
        (results.RecordingToggleResult,),
        own_events=(E.RECORDING_TOGGLE,),
        failure=Failure.CAN_NOT_PAUSE_RECORDING,
        capability="hasRecord",
    ),
    RequestRow(
        Method.RESUME_RECORDING,
        "RESUME_RECORDING",
        asks.AboutCall,
        (results.RecordingToggleResult,),
        own_events=(E.RECORDING_TOGGLE,),
        failure=Failure.CAN_NOT_RESUME_RECORDING,
        capability="hasRecord",
    ),
)

PARTY_REQUESTS = (
    RequestRow(
        Method.SWAP,
        "SWAP_PARTICIPANTS",
        asks.SwapAsk,
        (results.HoldToggleResult,),
        own_events=(E.HOLD_TOGGLE, E.PARTICIPANTS_SWAPPED),
        failure=Failure.CAN_NOT_SWAP_PARTICIPANTS,
        capability="hasSwap",
    ),
    RequestRow(
        Method.CONFERENCE,
        "CONFERENCE",
        asks.ConferenceAsk,
        (results.HoldToggleResult,),
        own_events=(E.HOLD_TOGGLE, E.PARTICIPANTS_CONFERENCED),
        failure=Failure.CAN_NOT_CONFERENCE,
        capability="hasMerge",
    ),
    RequestRow(
        Method.ADD_PARTICIPANT,
        "ADD_PARTICIPANT",
        asks.AddParticipantAsk,
        (results.ParticipantResult,),
        own_events=(E.PARTICIPANT_ADDED, E.HANGUP),
        failure=Failure.CAN_NOT_ADD_PARTICIPANT,
        kept_types=(Failure.INVALID_DESTINATION,),
        capability="hasBlindTransfer",
        note=(
            "HANGUP only for a blind transfer, with the call that Salesforce sent. A failure is PARTICIPANT_REMOVED"
            " with reason error, then the ERROR. The capability is the blind transfer's; consulting is canConsult."
        ),
    ),
)

SUPERVISOR_REQUESTS = (
    RequestRow(
        Method.SUPERVISE_CALL,
        "SUPERVISE_CALL",
        asks.AboutCall,
        (results.SuperviseCallResult,),
        own_events=(E.SUPERVISOR_CALL_STARTED,),
        failure=Failure.CAN_NOT_SUPERVISE_CALL,
        capability="hasSupervisorListenIn",
        note="The base then asks getAgentConfig: for a soft phone it is SUPERVISOR_CALL_CONNECTED.",
    ),
    RequestRow(
        Method.SUPERVISOR_BARGE_IN,
        "SUPERVISOR_BARGE_IN",
        asks.AboutCall,
        (results.SuperviseCallResult,),
        own_events=(E.SUPERVISOR_BARGED_IN,),
        failure=Failure.CAN_NOT_BARGE_IN_SUPERVISOR,
        capability="hasSupervisorBargeIn",
    ),
    RequestRow(
        Method.SUPERVISOR_DISCONNECT,
        "SUPERVISOR_DISCONNECT, ACCEPT_CALL, CALL_CONNECTED",
        asks.AboutCall,
        (results.SupervisorHangupResult,),
        own_events=(E.SUPERVISOR_HANGUP,),
        failure=Failure.CAN_NOT_DISCONNECT_SUPERVISOR,
        capability="hasSupervisorListenIn",
        note="Without a call when the supervisor's own call is answered; it must not fail then.",
    ),
)
