"""The words of the Connector API, spelt as Salesforce compares them. May not know objects or rules.

Salesforce's constructors accept any letter case, and then compare exactly: only these spellings work everywhere.
"""

from enum import StrEnum, unique


@unique
class PhoneKind(StrEnum):
    """What the agent speaks with. This phone is a desk phone."""

    DESK_PHONE = "DESK_PHONE"
    SOFT_PHONE = "SOFT_PHONE"


@unique
class CallState(StrEnum):
    """The states of a call or of a further party; always lower case, or a replay leaves the call out."""

    RINGING = "ringing"
    CONNECTED = "connected"
    TRANSFERRING = "transferring"
    TRANSFERRED = "transferred"
    ENDED = "ended"


@unique
class CallKind(StrEnum):
    """What kind of call it is."""

    INBOUND = "Inbound"
    OUTBOUND = "Outbound"
    CALLBACK = "Callback"
    ADD_PARTICIPANT = "AddParticipant"
    TRANSFER = "Transfer"
    INTERNAL_CALL = "InternalCall"
    DIALED_CALLBACK = "DialedCallback"
    CONSULT = "Consult"


@unique
class CallSubtype(StrEnum):
    """What a call travels on."""

    PSTN = "PSTN"
    WEB_RTC = "WebRTC"


@unique
class ParticipantKind(StrEnum):
    """What a party is to the conversation."""

    AGENT = "Agent"
    INITIAL_CALLER = "Initial_Caller"
    THIRD_PARTY = "Third_Party"
    SUPERVISOR = "Supervisor"


@unique
class DialerKind(StrEnum):
    """Whether a dialer began the call."""

    OUTBOUND_PREVIEW = "OutboundPreview"
    NONE = "None"


@unique
class HangupReason(StrEnum):
    """Whether a call ended as calls do, or went wrong before it was one."""

    ENDED = "ended"
    ERROR = "error"


@unique
class AgentFault(StrEnum):
    """What became of the agent's work item when a call went wrong (`agentStatus`)."""

    MISSED_BY_AGENT = "MissedCallAgent"
    DECLINED = "DeclinedByAgent"
    FAILED_HERE = "FailedConnectAgent"
    FAILED_THERE = "FailedConnectCustomer"
    MISSED_BY_CUSTOMER = "MissedCallStatus"


@unique
class ContactKind(StrEnum):
    """Kinds of entry in the phone book."""

    PHONE_BOOK = "PhoneBook"
    QUEUE = "Queue"
    PHONE_NUMBER = "PhoneNumber"
    AGENT = "Agent"
    FLOW = "Flow"


@unique
class ContactListKind(StrEnum):
    """What a list of contacts is for."""

    TRANSFER = "Transfer"
    CONFERENCE = "Conference"
    ALL = "All"


@unique
class Availability(StrEnum):
    """Whether a colleague can be called."""

    AVAILABLE = "AVAILABLE"
    BUSY = "BUSY"
    OFFLINE = "OFFLINE"


@unique
class RemoveParticipant(StrEnum):
    """When Salesforce's button that removes a party can be pressed."""

    ALWAYS = "ALWAYS"
    NEVER = "NEVER"
    ALWAYS_EXCEPT_ON_HOLD = "ALWAYS_EXCEPT_ON_HOLD"


@unique
class WorkEvent(StrEnum):
    """What Omni-Channel did with a work item."""

    ASSIGNED = "ASSIGNED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    COMPLETED = "COMPLETED"
    CLOSED = "CLOSED"
    PAUSED = "PAUSED"
    UNPAUSED = "UNPAUSED"


@unique
class Failure(StrEnum):
    """What Salesforce shows when something fails: the types of its ERROR and INFO events."""

    AGENT_ERROR = "AGENT_ERROR"
    CAN_NOT_ACCEPT_THE_CALL = "CAN_NOT_ACCEPT_THE_CALL"
    CAN_NOT_ADD_PARTICIPANT = "CAN_NOT_ADD_PARTICIPANT"
    CAN_NOT_BARGE_IN_SUPERVISOR = "CAN_NOT_BARGE_IN_SUPERVISOR"
    CAN_NOT_CONFERENCE = "CAN_NOT_CONFERENCE"
    CAN_NOT_CONNECT_PARTICIPANT = "CAN_NOT_CONNECT_PARTICIPANT"
    CAN_NOT_DECLINE_THE_CALL = "CAN_NOT_DECLINE_THE_CALL"
    CAN_NOT_DISCONNECT_SUPERVISOR = "CAN_NOT_DISCONNECT_SUPERVISOR"
    CAN_NOT_END_THE_CALL = "CAN_NOT_END_THE_CALL"
    CAN_NOT_GET_AGENT_STATUS = "CAN_NOT_GET_AGENT_STATUS"
    CAN_NOT_GET_AUDIO_DEVICES = "CAN_NOT_GET_AUDIO_DEVICES"
    CAN_NOT_GET_PHONE_CONTACTS = "CAN_NOT_GET_PHONE_CONTACTS"
    CAN_NOT_HANGUP_PARTICIPANT = "CAN_NOT_HANGUP_PARTICIPANT"
    CAN_NOT_HOLD_CALL = "CAN_NOT_HOLD_CALL"
    CAN_NOT_LOG_IN = "CAN_NOT_LOG_IN"
    CAN_NOT_LOG_OUT = "CAN_NOT_LOG_OUT"
    CAN_NOT_MUTE_CALL = "CAN_NOT_MUTE_CALL"
    CAN_NOT_PAUSE_RECORDING = "CAN_NOT_PAUSE_RECORDING"
    CAN_NOT_RESUME_CALL = "CAN_NOT_RESUME_CALL"
    CAN_NOT_RESUME_RECORDING = "CAN_NOT_RESUME_RECORDING"
    CAN_NOT_SET_AGENT_CONFIG = "CAN_NOT_SET_AGENT_CONFIG"
    CAN_NOT_SET_AGENT_STATUS = "CAN_NOT_SET_AGENT_STATUS"
    CAN_NOT_START_THE_CALL = "CAN_NOT_START_THE_CALL"
    CAN_NOT_SUPERVISE_CALL = "CAN_NOT_SUPERVISE_CALL"
    CAN_NOT_SWAP_PARTICIPANTS = "CAN_NOT_SWAP_PARTICIPANTS"
    CAN_NOT_TOGGLE_HOLD = "CAN_NOT_TOGGLE_HOLD"
    CAN_NOT_TOGGLE_MUTE = "CAN_NOT_TOGGLE_MUTE"
    CAN_NOT_TOGGLE_RECORD = "CAN_NOT_TOGGLE_RECORD"
    CAN_NOT_UNMUTE_CALL = "CAN_NOT_UNMUTE_CALL"
    CAN_NOT_UPDATE_CALL = "CAN_NOT_UPDATE_CALL"
    CAN_NOT_UPDATE_PHONE_NUMBER = "CAN_NOT_UPDATE_PHONE_NUMBER"
    GENERIC_ERROR = "GENERIC_ERROR"
    INVALID_ACW_INFO = "INVALID_ACW_INFO"
    INVALID_AGENT_STATUS = "INVALID_AGENT_STATUS"
    INVALID_DESTINATION = "INVALID_DESTINATION"
    INVALID_PARAMS = "INVALID_PARAMS"
    INVALID_PARTICIPANT = "INVALID_PARTICIPANT"
    INVALID_STATE_CHANGE_RESULT = "INVALID_STATE_CHANGE_RESULT"
    INVALID_STORAGE_ACCESS_RESULT = "INVALID_STORAGE_ACCESS_RESULT"
