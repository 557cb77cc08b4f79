"""How the one table of the Connector API is written: a row for every request and for every event.

Code, documentation and tests come from the rows in `request_rows` and `event_rows`.
"""

from dataclasses import dataclass
from enum import StrEnum, unique

from msgspec import Struct

from softphone.connector.asks import Ask
from softphone.connector.words import Failure

BOTH = frozenset({3, 4})
FOUR = frozenset({4})


@unique
class Method(StrEnum):
    """The methods of the Connector API that Salesforce may call."""

    ACCEPT_CALL = "acceptCall"
    DECLINE_CALL = "declineCall"
    END_CALL = "endCall"
    MUTE = "mute"
    UNMUTE = "unmute"
    HOLD = "hold"
    RESUME = "resume"
    DIAL = "dial"
    SEND_DIGITS = "sendDigits"
    GET_PHONE_CONTACTS = "getPhoneContacts"
    GET_CONTACTS = "getContacts"
    SWAP = "swap"
    CONFERENCE = "conference"
    ADD_PARTICIPANT = "addParticipant"
    PAUSE_RECORDING = "pauseRecording"
    RESUME_RECORDING = "resumeRecording"
    GET_AGENT_CONFIG = "getAgentConfig"
    SET_AGENT_CONFIG = "setAgentConfig"
    GET_VOICE_CAPABILITIES = "getVoiceCapabilities"
    GET_SHARED_CAPABILITIES = "getSharedCapabilities"
    GET_CAPABILITIES = "getCapabilities"
    GET_ACTIVE_CALLS = "getActiveCalls"
    GET_AUDIO_DEVICES = "getAudioDevices"
    GET_SIGNED_RECORDING_URL = "getSignedRecordingUrl"
    WRAP_UP_CALL = "wrapUpCall"
    SUPERVISE_CALL = "superviseCall"
    SUPERVISOR_BARGE_IN = "supervisorBargeIn"
    SUPERVISOR_DISCONNECT = "supervisorDisconnect"
    INIT = "init"
    LOGOUT = "logout"
    SET_AGENT_STATUS = "setAgentStatus"
    GET_AGENT_STATUS = "getAgentStatus"
    HANDLE_MESSAGE = "handleMessage"
    ON_AGENT_WORK_EVENT = "onAgentWorkEvent"
    LOG_MESSAGE_TO_VENDOR = "logMessageToVendor"
    DOWNLOAD_LOGS = "downloadLogs"


@unique
class EventType(StrEnum):
    """The events that the phone may publish, and those that the base connector dispatches by itself."""

    CALL_STARTED = "CALL_STARTED"
    QUEUED_CALL_STARTED = "QUEUED_CALL_STARTED"
    CALL_CONNECTED = "CALL_CONNECTED"
    CALL_FAILED = "CALL_FAILED"
    HANGUP = "HANGUP"
    PARTICIPANT_ADDED = "PARTICIPANT_ADDED"
    PARTICIPANT_CONNECTED = "PARTICIPANT_CONNECTED"
    PARTICIPANT_REMOVED = "PARTICIPANT_REMOVED"
    MUTE_TOGGLE = "MUTE_TOGGLE"
    HOLD_TOGGLE = "HOLD_TOGGLE"
    RECORDING_TOGGLE = "RECORDING_TOGGLE"
    PARTICIPANTS_SWAPPED = "PARTICIPANTS_SWAPPED"
    PARTICIPANTS_CONFERENCED = "PARTICIPANTS_CONFERENCED"
    CALL_UPDATED = "CALL_UPDATED"
    UPDATE_AUDIO_STATS = "UPDATE_AUDIO_STATS"
    AFTER_CALL_WORK_STARTED = "AFTER_CALL_WORK_STARTED"
    WRAP_UP_ENDED = "WRAP_UP_ENDED"
    SUPERVISOR_CALL_STARTED = "SUPERVISOR_CALL_STARTED"
    SUPERVISOR_CALL_CONNECTED = "SUPERVISOR_CALL_CONNECTED"
    SUPERVISOR_BARGED_IN = "SUPERVISOR_BARGED_IN"
    SUPERVISOR_HANGUP = "SUPERVISOR_HANGUP"
    CALL_BARGED_IN = "CALL_BARGED_IN"
    LOGIN_RESULT = "LOGIN_RESULT"
    LOGOUT_RESULT = "LOGOUT_RESULT"
    STORAGE_ACCESS_RESULT = "STORAGE_ACCESS_RESULT"
    SET_AGENT_STATUS = "SET_AGENT_STATUS"
    GET_AGENT_STATUS = "GET_AGENT_STATUS"
    STATE_CHANGE = "STATE_CHANGE"
    AFTER_CONVERSATION_WORK_STARTED = "AFTER_CONVERSATION_WORK_STARTED"
    AFTER_CONVERSATION_WORK_ENDED = "AFTER_CONVERSATION_WORK_ENDED"
    MESSAGE = "MESSAGE"
    SHOW_TRANSFER_VIEW = "SHOW_TRANSFER_VIEW"
    AGENT_ERROR = "AGENT_ERROR"
    SOFTPHONE_ERROR = "SOFTPHONE_ERROR"
    PHONE_CONTACTS = "PHONE_CONTACTS"
    GET_CONTACTS_RESULT = "GET_CONTACTS_RESULT"
    AGENT_CONFIG_UPDATED = "AGENT_CONFIG_UPDATED"
    GET_AUDIO_DEVICES = "GET_AUDIO_DEVICES"
    SIGNED_RECORDING_URL = "SIGNED_RECORDING_URL"
    SET_AGENT_STATUS_RESULT = "SET_AGENT_STATUS_RESULT"
    GET_AGENT_STATUS_RESULT = "GET_AGENT_STATUS_RESULT"
    SHOW_LOGIN = "SHOW_LOGIN"
    CONNECTOR_READY = "CONNECTOR_READY"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One method: who calls it, with what, what it must give back, and what the base makes of that."""

    method: Method
    message: str
    """The message of Salesforce that leads to it, or where else the base needs it."""
    ask: type[Ask]
    results: tuple[type[Struct], ...]
    own_events: tuple[EventType, ...] = ()
    """What the base dispatches for a success. The phone must not publish it as well."""
    failure: Failure | None = None
    """What Salesforce is told of a failure; None if it is told nothing."""
    kept_types: tuple[Failure, ...] = ()
    """Types of error that the base passes on instead."""
    is_custom_error_shown: bool = True
    capability: str = ""
    majors: frozenset[int] = BOTH
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event that the phone may publish: what it carries, and what the base makes of it."""

    event: EventType
    payload: type[Struct] | None
    """None is anything: the base does not look."""
    dispatched: str
    """What reaches Salesforce."""
    twin: Failure | None = None
    """What `publishError` makes of it; None if it reaches nobody."""
    twin_types: tuple[Failure, ...] = ()
    bad_class: Failure | None = None
    is_for_available_agents: bool = False
    """Not published while the agent is offline for Salesforce."""
    majors: frozenset[int] = BOTH
    note: str = ""
