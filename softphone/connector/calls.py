"""The call objects of the Connector API: what Salesforce knows about a call, a person and a phone.

A field's default is the one that Salesforce's own constructors use, so that a field left out means the same at both
ends. `isSoftphoneCall` is therefore true by default and never left so: see `portraits`.
"""

from datetime import datetime

from msgspec import Struct, field

from softphone.connector.words import (
    Availability,
    CallKind,
    CallState,
    CallSubtype,
    ContactKind,
    ContactListKind,
    DialerKind,
    HangupReason,
    ParticipantKind,
    PhoneKind,
    RemoveParticipant,
)


class ApiObject(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What all objects of the Connector API have in common: how they are written down."""


class Phone(ApiObject, frozen=True, kw_only=True):
    """What the agent speaks with."""

    type: PhoneKind
    number: str | None = None


class Contact(ApiObject, frozen=True, kw_only=True):
    """A person, a queue or a number. `queueWaitTime` is text, although the partner guide shows a number."""

    phone_number: str | None = None
    id: str | None = None
    type: ContactKind | None = None
    name: str | None = None
    list_type: ContactListKind | None = None
    prefix: str | None = None
    extension: str | None = None
    endpoint_arn: str | None = field(name="endpointARN", default=None)
    queue: str | None = None
    availability: Availability | None = None
    queue_wait_time: str | None = None
    record_id: str | None = None
    description: str | None = None


class CallInfo(ApiObject, frozen=True, kw_only=True):
    """How a call is now, and which of Salesforce's controls the agent gets for it."""

    call_state_timestamp: datetime | None = None
    is_on_hold: bool | None = None
    is_muted: bool = False
    is_recording_paused: bool = False
    initial_call_id: str | None = None
    queue_id: str | None = None
    queue_name: str | None = None
    queue_timestamp: datetime | None = None
    is_softphone_call: bool = True
    accept_enabled: bool = True
    decline_enabled: bool = True
    mute_enabled: bool = True
    swap_enabled: bool = True
    conference_enabled: bool = True
    hold_enabled: bool = True
    record_enabled: bool = True
    add_caller_enabled: bool = True
    extension_enabled: bool = True
    is_replayable: bool = True
    is_bargeable: bool = False
    is_external_transfer: bool | None = None
    show_mute_button: bool = True
    show_record_button: bool = True
    show_add_caller_button: bool = True
    show_add_blind_transfer_button: bool = True
    show_merge_button: bool = True
    show_swap_button: bool = True
    remove_participant_variant: RemoveParticipant = RemoveParticipant.ALWAYS
    additional_fields: str | None = None
    is_multi_party: bool = False
    is_hid_call: bool = field(name="isHIDCall", default=False)
    end_call_disabled: bool = False
    render_contact_id: str | None = None


class PhoneCallAttributes(ApiObject, frozen=True, kw_only=True):
    """What a call is to Salesforce. `initialCallHasEnded` is set on the object afterwards: its constructor drops it."""

    voice_call_id: str | None = None
    participant_type: ParticipantKind | None = None
    dialer_type: DialerKind = DialerKind.NONE
    parent_id: str | None = None
    is_on_hold: bool | None = None
    has_supervisor_barged_in: bool = False
    is_auto_merge_on: bool = False
    is_consult_call: bool = False
    initial_call_has_ended: bool | None = None


class PhoneCall(ApiObject, frozen=True, kw_only=True):
    """One leg of a conversation. All legs of one share the `callId`; the `connectionId` is the leg's own.

    `closeCallOnError: false` is set on the object afterwards: its constructor drops it.
    """

    call_id: str
    connection_id: str
    call_type: CallKind
    state: CallState
    call_subtype: CallSubtype | None = None
    contact: Contact | None = None
    from_contact: Contact | None = None
    to_contact: Contact | None = None
    phone_number: str | None = None
    call_attributes: PhoneCallAttributes | None = None
    call_info: CallInfo | None = None
    reason: HangupReason | None = None
    close_call_on_error: bool | None = None
    agent_status: str | None = None
    agent_arn: str | None = field(name="agentARN", default=None)


class SupervisedCallInfo(ApiObject, frozen=True, kw_only=True):
    """A call that is, or is to be, listened to."""

    call_id: str
    voice_call_id: str | None = None
    call_type: str | None = None
    from_: str | None = field(name="from", default=None)
    to: str | None = None
    supervisor_name: str | None = None
    is_barged_in: bool | None = None
    connection_id: str | None = None
