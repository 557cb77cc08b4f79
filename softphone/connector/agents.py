"""The objects of the Connector API about the agent: status, configuration, work, devices."""

from msgspec import field

from softphone.connector.calls import ApiObject, Phone
from softphone.connector.words import WorkEvent


class AgentStatusInfo(ApiObject, frozen=True, kw_only=True):
    """A presence status of Salesforce; the id `0` is offline."""

    status_id: str
    status_api_name: str | None = None
    status_name: str | None = None


class AgentVendorStatusInfo(ApiObject, frozen=True, kw_only=True):
    """The agent's status as the telephony side names it."""

    status_id: str | None = None
    status_type: str | None = None
    status_name: str | None = None


class StateChangeResult(ApiObject, frozen=True, kw_only=True):
    """A change of the telephony side's status; the new one needs a name."""

    new_vendor_state_info: AgentVendorStatusInfo
    old_vendor_state_info: AgentVendorStatusInfo | None = None


class AgentWork(ApiObject, frozen=True, kw_only=True):
    """What Omni-Channel did with a work item."""

    work_item_id: str | None = None
    work_id: str | None = None
    work_event: WorkEvent | None = None


class ACWInfo(ApiObject, frozen=True, kw_only=True):
    """The work that after-conversation work belongs to; one of the two is needed."""

    agent_work_id: str | None = None
    work_item_id: str | None = None


class HidDevice(ApiObject, frozen=True, kw_only=True):
    """A headset, as the browser knows it."""

    product_id: int | None = None
    vendor_id: int | None = None


class AgentConfig(ApiObject, frozen=True, kw_only=True):
    """What the agent chose in Salesforce's settings; everything may be missing."""

    selected_phone: Phone | None = None
    speaker_device_id: str | None = None
    microphone_device_id: str | None = None
    hid_device: HidDevice | None = field(name="hidDeviceInfo", default=None)
    is_system_event: bool | None = None


class AudioDevice(ApiObject, frozen=True, kw_only=True):
    """A microphone or a loudspeaker."""

    id: str
    name: str
    type: str
