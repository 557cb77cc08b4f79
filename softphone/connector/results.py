"""The result objects of the Connector API: what a request resolves to, and what most events carry."""

from softphone.connector.agents import AudioDevice
from softphone.connector.calls import ApiObject, CallInfo, Contact, Phone, PhoneCall, PhoneCallAttributes
from softphone.connector.words import ContactKind, PhoneKind


class InitResult(ApiObject, frozen=True, kw_only=True):
    """Whether the phone is ready, or wants the agent to log in first."""

    show_login: bool = False
    login_frame_height: int = 350
    is_silent_login: bool = False
    show_storage_access: bool = False


class ShowStorageAccessResult(ApiObject, frozen=True, kw_only=True):
    """Whether the browser lets the page keep something."""

    success: bool = False
    show_login: bool = False
    login_frame_height: int = 350


class GenericResult(ApiObject, frozen=True, kw_only=True):
    """It worked, or it did not."""

    success: bool


class SetAgentStateResult(ApiObject, frozen=True, kw_only=True):
    """A status was taken; Salesforce may be told not to sync it."""

    success: bool
    is_status_sync_needed: bool = True


class SetAgentConfigResult(ApiObject, frozen=True, kw_only=True):
    """A choice in the settings was taken."""

    success: bool
    is_system_event: bool = False


class LogoutResult(ApiObject, frozen=True, kw_only=True):
    """The agent is logged out, and how tall the login page is to be."""

    success: bool
    login_frame_height: int = 350


class AgentConfigResult(ApiObject, frozen=True, kw_only=True):
    """What the agent can speak with. Left empty, Salesforce takes it for a soft phone."""

    phones: tuple[PhoneKind, ...]
    selected_phone: Phone
    speaker_device_id: str = ""
    microphone_device_id: str = ""


class AudioDevicesResult(ApiObject, frozen=True, kw_only=True):
    """The microphones and loudspeakers of the workstation."""

    audio_devices: tuple[AudioDevice, ...] = ()


class ActiveCallsResult(ApiObject, frozen=True, kw_only=True):
    """The calls that are going on."""

    active_calls: tuple[PhoneCall, ...] = ()


class CallResult(ApiObject, frozen=True, kw_only=True):
    """A call."""

    call: PhoneCall


class HangupResult(ApiObject, frozen=True, kw_only=True):
    """The legs of a conversation that is over, or one leg that has left."""

    calls: tuple[PhoneCall, ...]


class SuperviseCallResult(ApiObject, frozen=True, kw_only=True):
    """A supervisor's own leg."""

    call: PhoneCall


class SupervisorHangupResult(ApiObject, frozen=True, kw_only=True):
    """The supervisor's legs that are over."""

    calls: tuple[PhoneCall, ...]


class MuteToggleResult(ApiObject, frozen=True, kw_only=True):
    """Whether the agent can be heard."""

    is_muted: bool
    call: PhoneCall | None = None
    is_global: bool | None = None


class HoldToggleResult(ApiObject, frozen=True, kw_only=True):
    """Who is on hold, and whether everybody hears everybody."""

    is_third_party_on_hold: bool
    is_customer_on_hold: bool
    calls: tuple[PhoneCall, ...] | None = None
    is_call_merged: bool | None = None


class RecordingToggleResult(ApiObject, frozen=True, kw_only=True):
    """Whether the recording is paused. The other fields are Amazon's."""

    is_recording_paused: bool
    contact_id: str | None = None
    initial_contact_id: str | None = None
    instance_id: str | None = None
    region: str | None = None


class ParticipantResult(ApiObject, frozen=True, kw_only=True):
    """A further party."""

    initial_call_has_ended: bool
    call_info: CallInfo
    phone_number: str
    call_id: str
    call_attributes: PhoneCallAttributes | None = None
    contact: Contact | None = None
    connection_id: str | None = None


class ContactsResult(ApiObject, frozen=True, kw_only=True):
    """Contacts for Omni-Channel's own search."""

    contacts: tuple[Contact, ...] = ()
    contact_types: tuple[ContactKind, ...] = ()


class PhoneContactsResult(ApiObject, frozen=True, kw_only=True):
    """Contacts for the phone book."""

    contacts: tuple[Contact, ...] = ()
    contact_types: tuple[ContactKind, ...] = ()


class SignedRecordingUrlResult(ApiObject, frozen=True, kw_only=True):
    """Where a recording can be heard."""

    success: bool
    url: str | None = None
    duration: float | None = None
    call_id: str | None = None


class Done(ApiObject, frozen=True, kw_only=True):
    """It happened; Salesforce does not look at the result of this request."""


class LogLines(ApiObject, frozen=True, kw_only=True):
    """The log of both sides, redacted, for the agent to download."""

    lines: tuple[str, ...]
