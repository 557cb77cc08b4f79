"""The table of events: everything that the phone may publish, and what the base connector makes of it."""

from softphone.connector import agents, results
from softphone.connector.calls import SupervisedCallInfo
from softphone.connector.statistics import AudioStats
from softphone.connector.table import FOUR, EventRow, EventType as E
from softphone.connector.words import Failure

CALL_EVENTS = (
    EventRow(
        E.CALL_STARTED,
        results.CallResult,
        "CALL_STARTED with the call",
        twin=Failure.CAN_NOT_START_THE_CALL,
        bad_class=Failure.CAN_NOT_START_THE_CALL,
        is_for_available_agents=True,
    ),
    EventRow(
        E.QUEUED_CALL_STARTED,
        results.CallResult,
        "QUEUED_CALL_STARTED with the call",
        twin=Failure.CAN_NOT_START_THE_CALL,
        bad_class=Failure.CAN_NOT_START_THE_CALL,
        is_for_available_agents=True,
    ),
    EventRow(
        E.CALL_CONNECTED,
        results.CallResult,
        "CALL_CONNECTED with the call; the sums for the MOS start again",
        twin=Failure.CAN_NOT_START_THE_CALL,
        bad_class=Failure.CAN_NOT_START_THE_CALL,
        is_for_available_agents=True,
        note="While a supervisor listens in, SUPERVISOR_HANGUP goes before it.",
    ),
    EventRow(
        E.HANGUP,
        results.HangupResult,
        "HANGUP with the calls, always a list",
        twin=Failure.CAN_NOT_END_THE_CALL,
        bad_class=Failure.CAN_NOT_END_THE_CALL,
        is_for_available_agents=True,
    ),
    EventRow(
        E.CALL_UPDATED,
        results.CallResult,
        "CALL_UPDATED with {call}",
        twin=Failure.CAN_NOT_UPDATE_CALL,
        bad_class=Failure.CAN_NOT_UPDATE_CALL,
        majors=FOUR,
    ),
    EventRow(
        E.UPDATE_AUDIO_STATS,
        AudioStats,
        "AUDIO_STATS (4.x); UPDATE_AUDIO_STATS_COMPLETED with the MOS at the end",
        is_for_available_agents=True,
        note="The wrong class is ignored silently.",
    ),
    EventRow(
        E.AFTER_CALL_WORK_STARTED,
        None,
        "AFTER_CALL_WORK_STARTED with {callId}",
    ),
    EventRow(
        E.WRAP_UP_ENDED,
        None,
        "WRAP_UP_ENDED with {callType, callId, callStatus}",
    ),
)

PARTY_EVENTS = (
    EventRow(
        E.PARTICIPANT_ADDED,
        results.ParticipantResult,
        "PARTICIPANT_ADDED with the participant (3.x: four fields)",
        twin=Failure.CAN_NOT_ADD_PARTICIPANT,
        twin_types=(Failure.INVALID_PARTICIPANT,),
        bad_class=Failure.CAN_NOT_ADD_PARTICIPANT,
        is_for_available_agents=True,
    ),
    EventRow(
        E.PARTICIPANT_CONNECTED,
        results.ParticipantResult,
        "PARTICIPANT_CONNECTED with the participant (3.x: four fields)",
        twin=Failure.CAN_NOT_CONNECT_PARTICIPANT,
        bad_class=Failure.CAN_NOT_CONNECT_PARTICIPANT,
        is_for_available_agents=True,
    ),
    EventRow(
        E.PARTICIPANT_REMOVED,
        results.CallResult,
        "PARTICIPANT_REMOVED with {callId, connectionId, reason} (3.x: reason only)",
        twin=Failure.CAN_NOT_HANGUP_PARTICIPANT,
        bad_class=Failure.CAN_NOT_HANGUP_PARTICIPANT,
        note=(
            "The base asks getActiveCalls first: HANGUP with one call if none is left; PARTICIPANT_CONNECTED or"
            " PARTICIPANT_ADDED with initialCallHasEnded if it was the initial caller."
        ),
    ),
    EventRow(
        E.MUTE_TOGGLE,
        results.MuteToggleResult,
        "MUTE_TOGGLE with the result",
        twin=Failure.CAN_NOT_TOGGLE_MUTE,
        bad_class=Failure.CAN_NOT_TOGGLE_MUTE,
        is_for_available_agents=True,
    ),
    EventRow(
        E.HOLD_TOGGLE,
        results.HoldToggleResult,
        "HOLD_TOGGLE with who is on hold, the calls, and whether they are merged (3.x: without)",
        twin=Failure.CAN_NOT_TOGGLE_HOLD,
        twin_types=(Failure.INVALID_PARTICIPANT,),
        bad_class=Failure.CAN_NOT_TOGGLE_HOLD,
        is_for_available_agents=True,
    ),
    EventRow(
        E.RECORDING_TOGGLE,
        results.RecordingToggleResult,
        "RECORDING_TOGGLE with the result",
        twin=Failure.CAN_NOT_TOGGLE_RECORD,
        bad_class=Failure.CAN_NOT_TOGGLE_RECORD,
        is_for_available_agents=True,
    ),
    EventRow(
        E.PARTICIPANTS_SWAPPED,
        results.HoldToggleResult,
        "HOLD_TOGGLE without isCallMerged",
        twin=Failure.CAN_NOT_SWAP_PARTICIPANTS,
        bad_class=Failure.CAN_NOT_SWAP_PARTICIPANTS,
        is_for_available_agents=True,
    ),
    EventRow(
        E.PARTICIPANTS_CONFERENCED,
        results.HoldToggleResult,
        "HOLD_TOGGLE with isCallMerged (3.x: without calls)",
        twin=Failure.CAN_NOT_CONFERENCE,
        bad_class=Failure.CAN_NOT_CONFERENCE,
        is_for_available_agents=True,
    ),
)

SUPERVISOR_EVENTS = (
    EventRow(
        E.SUPERVISOR_CALL_STARTED,
        results.SuperviseCallResult,
        "SUPERVISOR_CALL_STARTED with the call",
        bad_class=Failure.CAN_NOT_SUPERVISE_CALL,
    ),
    EventRow(
        E.SUPERVISOR_CALL_CONNECTED,
        results.SuperviseCallResult,
        "SUPERVISOR_CALL_CONNECTED with the call",
        bad_class=Failure.CAN_NOT_SUPERVISE_CALL,
    ),
    EventRow(
        E.SUPERVISOR_BARGED_IN,
        results.SuperviseCallResult,
        "SUPERVISOR_BARGED_IN with the call",
        bad_class=Failure.CAN_NOT_BARGE_IN_SUPERVISOR,
    ),
    EventRow(
        E.SUPERVISOR_HANGUP,
        results.SupervisorHangupResult,
        "SUPERVISOR_HANGUP with the calls, a list",
        bad_class=Failure.CAN_NOT_DISCONNECT_SUPERVISOR,
    ),
    EventRow(
        E.CALL_BARGED_IN,
        SupervisedCallInfo,
        "CALL_BARGED_IN with the supervised call",
        bad_class=Failure.GENERIC_ERROR,
    ),
)

AGENT_EVENTS = (
    EventRow(
        E.LOGIN_RESULT,
        results.GenericResult,
        "LOGIN_RESULT; after a success CONNECTOR_READY is built again",
        twin=Failure.CAN_NOT_LOG_IN,
        bad_class=Failure.CAN_NOT_LOG_IN,
    ),
    EventRow(
        E.LOGOUT_RESULT,
        results.LogoutResult,
        "LOGOUT_RESULT with success and loginFrameHeight",
        twin=Failure.CAN_NOT_LOG_OUT,
        bad_class=Failure.CAN_NOT_LOG_OUT,
    ),
    EventRow(
        E.STORAGE_ACCESS_RESULT,
        results.ShowStorageAccessResult,
        "STORAGE_ACCESS_RESULT, then SHOW_LOGIN or CONNECTOR_READY",
        bad_class=Failure.INVALID_STORAGE_ACCESS_RESULT,
        majors=FOUR,
    ),
    EventRow(
        E.SET_AGENT_STATUS,
        agents.AgentStatusInfo,
        "SET_AGENT_STATUS with {statusId}",
        bad_class=Failure.CAN_NOT_SET_AGENT_STATUS,
    ),
    EventRow(
        E.GET_AGENT_STATUS,
        agents.AgentVendorStatusInfo,
        "GET_AGENT_STATUS with the status",
        bad_class=Failure.CAN_NOT_GET_AGENT_STATUS,
    ),
    EventRow(
        E.STATE_CHANGE,
        agents.StateChangeResult,
        "STATE_CHANGE with both statuses",
        bad_class=Failure.INVALID_STATE_CHANGE_RESULT,
    ),
    EventRow(
        E.AFTER_CONVERSATION_WORK_STARTED,
        agents.ACWInfo,
        "AFTER_CONVERSATION_WORK_STARTED with the work",
        bad_class=Failure.INVALID_ACW_INFO,
        majors=FOUR,
    ),
    EventRow(
        E.AFTER_CONVERSATION_WORK_ENDED,
        agents.ACWInfo,
        "AFTER_CONVERSATION_WORK_ENDED with the work",
        bad_class=Failure.INVALID_ACW_INFO,
        majors=FOUR,
    ),
    EventRow(E.MESSAGE, None, "MESSAGE as given", is_for_available_agents=True),
    EventRow(E.SHOW_TRANSFER_VIEW, None, "SHOW_TRANSFER_VIEW as given", majors=FOUR),
)

ERROR_EVENTS = (
    EventRow(E.AGENT_ERROR, None, "nothing: only publishError knows it", twin=Failure.AGENT_ERROR),
    EventRow(E.SOFTPHONE_ERROR, None, "nothing: only publishError knows it", twin=Failure.GENERIC_ERROR),
)
