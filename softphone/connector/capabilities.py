"""What Salesforce may be told the phone can do. What a phone *does* say is decided in `portraits`.

The 3.x base has one set (`CapabilitiesResult`), the 4.x base has it in two; the names are the same.
"""

from msgspec import field

from softphone.connector.calls import ApiObject


class SharedCapabilitiesResult(ApiObject, frozen=True, kw_only=True):
    """What is not about calls."""

    debug_enabled: bool = True
    has_contact_search: bool = False
    has_agent_availability: bool = False
    has_queue_wait_time: bool = False
    has_transfer_to_omni_flow: bool = False
    has_pending_status_change: bool = False
    has_sfdc_pending_state: bool = field(name="hasSFDCPendingState", default=False)
    has_auto_accept_enabled: bool = False


class VoiceCapabilitiesResult(ApiObject, frozen=True, kw_only=True):
    """What is about calls."""

    has_mute: bool = True
    has_record: bool = True
    has_merge: bool = True
    has_swap: bool = True
    has_blind_transfer: bool = False
    has_signed_recording_url: bool = False
    supports_mos: bool = False
    has_supervisor_listen_in: bool = False
    has_supervisor_barge_in: bool = False
    has_phone_book: bool = False
    has_get_external_speaker_device_setting: bool = False
    has_set_external_speaker_device_setting: bool = False
    has_get_external_microphone_device_setting: bool = False
    has_set_external_microphone_device_setting: bool = False
    can_consult: bool = False
    is_dial_pad_disabled: bool = False
    is_hid_supported: bool = False
    is_phone_book_disabled: bool = False


class CapabilitiesResult(ApiObject, frozen=True, kw_only=True):
    """Both at once, in the names of the 3.x base and of the partner guide."""

    has_mute: bool = True
    has_record: bool = True
    has_merge: bool = True
    has_swap: bool = True
    has_signed_recording_url: bool = False
    debug_enabled: bool = True
    has_contact_search: bool = False
    has_agent_availability: bool = False
    has_queue_wait_time: bool = False
    supports_mos: bool = False
    has_supervisor_listen_in: bool = False
    has_supervisor_barge_in: bool = False
    has_blind_transfer: bool = False
    has_transfer_to_omni_flow: bool = False
    has_pending_status_change: bool = False
    has_phone_book: bool = False
