"""The table of requests that are about the agent, the phone book, messages and logs."""

from softphone.connector import asks, capabilities, results
from softphone.connector.agents import AgentVendorStatusInfo
from softphone.connector.table import FOUR, EventType as E, Method, RequestRow
from softphone.connector.words import Failure

AGENT_REQUESTS = (
    RequestRow(
        Method.INIT,
        "SETUP_CONNECTOR",
        asks.InitAsk,
        (results.InitResult,),
        own_events=(E.CONNECTOR_READY, E.SHOW_LOGIN),
        failure=Failure.CAN_NOT_LOG_IN,
        kept_types=(Failure.INVALID_PARAMS,),
    ),
    RequestRow(
        Method.LOGOUT,
        "LOGOUT",
        asks.AboutNothing,
        (results.LogoutResult,),
        own_events=(E.LOGOUT_RESULT,),
        failure=Failure.CAN_NOT_LOG_OUT,
    ),
    RequestRow(
        Method.GET_AGENT_CONFIG,
        "CONNECTOR_READY, SUPERVISE_CALL",
        asks.AboutNothing,
        (results.AgentConfigResult,),
        is_custom_error_shown=False,
    ),
    RequestRow(
        Method.SET_AGENT_CONFIG,
        "SET_AGENT_CONFIG",
        asks.AgentConfigAsk,
        (results.SetAgentConfigResult,),
        own_events=(E.AGENT_CONFIG_UPDATED,),
        failure=Failure.CAN_NOT_SET_AGENT_CONFIG,
        kept_types=(Failure.CAN_NOT_UPDATE_PHONE_NUMBER,),
        note="3.x: GenericResult.",
    ),
    RequestRow(
        Method.GET_VOICE_CAPABILITIES,
        "CONNECTOR_READY",
        asks.AboutNothing,
        (capabilities.VoiceCapabilitiesResult,),
        is_custom_error_shown=False,
        majors=FOUR,
    ),
    RequestRow(
        Method.GET_SHARED_CAPABILITIES,
        "CONNECTOR_READY",
        asks.AboutNothing,
        (capabilities.SharedCapabilitiesResult,),
        is_custom_error_shown=False,
        majors=FOUR,
    ),
    RequestRow(
        Method.GET_CAPABILITIES,
        "CONNECTOR_READY",
        asks.AboutNothing,
        (capabilities.CapabilitiesResult,),
        is_custom_error_shown=False,
        majors=frozenset({3}),
    ),
    RequestRow(
        Method.GET_AUDIO_DEVICES,
        "GET_AUDIO_DEVICES",
        asks.AboutNothing,
        (results.AudioDevicesResult,),
        own_events=(E.GET_AUDIO_DEVICES,),
        failure=Failure.CAN_NOT_GET_AUDIO_DEVICES,
        is_custom_error_shown=False,
        majors=FOUR,
    ),
    RequestRow(
        Method.SET_AGENT_STATUS,
        "SET_AGENT_STATUS",
        asks.AgentStatusAsk,
        (results.SetAgentStateResult,),
        own_events=(E.SET_AGENT_STATUS_RESULT,),
        failure=Failure.CAN_NOT_SET_AGENT_STATUS,
        kept_types=(Failure.INVALID_AGENT_STATUS,),
        note="3.x: GenericResult. A failure is SET_AGENT_STATUS_RESULT with success false, then the ERROR.",
    ),
    RequestRow(
        Method.GET_AGENT_STATUS,
        "GET_AGENT_STATUS",
        asks.AboutNothing,
        (AgentVendorStatusInfo,),
        own_events=(E.GET_AGENT_STATUS_RESULT,),
        failure=Failure.CAN_NOT_GET_AGENT_STATUS,
    ),
)

BOOK_REQUESTS = (
    RequestRow(
        Method.GET_PHONE_CONTACTS,
        "GET_PHONE_CONTACTS",
        asks.ContactsAsk,
        (results.PhoneContactsResult,),
        own_events=(E.PHONE_CONTACTS,),
        failure=Failure.CAN_NOT_GET_PHONE_CONTACTS,
        capability="hasPhoneBook",
    ),
    RequestRow(
        Method.GET_CONTACTS,
        "GET_CONTACTS",
        asks.ContactsAsk,
        (results.ContactsResult,),
        own_events=(E.GET_CONTACTS_RESULT,),
        capability="hasContactSearch",
        majors=FOUR,
        note="Whatever fails is shown as a custom error, so it must be one.",
    ),
)

TALK_REQUESTS = (
    RequestRow(
        Method.HANDLE_MESSAGE,
        "MESSAGE",
        asks.MessageAsk,
        (results.Done,),
        is_custom_error_shown=False,
    ),
    RequestRow(
        Method.ON_AGENT_WORK_EVENT,
        "AGENT_WORK_EVENT",
        asks.AgentWorkAsk,
        (results.Done,),
        is_custom_error_shown=False,
        majors=FOUR,
    ),
    RequestRow(
        Method.LOG_MESSAGE_TO_VENDOR,
        "LOG",
        asks.LogAsk,
        (results.Done,),
        is_custom_error_shown=False,
    ),
    RequestRow(
        Method.DOWNLOAD_LOGS,
        "DOWNLOAD_VENDOR_LOGS",
        asks.LogsAsk,
        (results.LogLines,),
        is_custom_error_shown=False,
        capability="debugEnabled",
    ),
)
