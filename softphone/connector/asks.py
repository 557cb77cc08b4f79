"""What Salesforce says with a request: the arguments of every method of the Connector API.

Calls and contacts come as Salesforce happens to keep them, so these take what is known and pass over the rest; a known
field of the wrong type is refused. May not know what a request does.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct, field

from softphone.connector.agents import AgentConfig
from softphone.connector.calls import Contact
from softphone.connector.words import ContactKind


class Ask(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """The arguments of a request."""


class AskedAttributes(Ask, frozen=True, kw_only=True):
    """What Salesforce remembers of a call's attributes."""

    voice_call_id: str | None = None
    participant_type: str | None = None
    parent_id: str | None = None
    dialer_type: str | None = None


class AskedCall(Ask, frozen=True, kw_only=True):
    """A call as Salesforce names it: sometimes whole, sometimes by its id only."""

    call_id: str | None = None
    connection_id: str | None = None
    call_type: str | None = None
    phone_number: str | None = None
    voice_call_id: str | None = None
    from_: str | None = field(name="from", default=None)
    to: str | None = None
    call_attributes: AskedAttributes | None = None


class AboutNothing(Ask, frozen=True, kw_only=True):
    """Nothing needs to be said."""


class AboutCall(Ask, frozen=True, kw_only=True):
    """One call, or the one that is meant without saying."""

    call: AskedCall | None = None


class EndCallAsk(Ask, frozen=True, kw_only=True):
    """A call to end; `agentStatus` is what becomes of the agent."""

    call: AskedCall | None = None
    agent_status: str | None = None


class DialOptions(Ask, frozen=True, kw_only=True):
    """What kind of call is to be dialled."""

    is_callback: bool = False
    is_consult_call: bool = False


class AskedContact(Ask, frozen=True, kw_only=True):
    """Somebody to call as Salesforce names them; `type` in any letter case."""

    phone_number: str | None = None
    id: str | None = None
    type: str | None = None
    name: str | None = None
    prefix: str | None = None
    extension: str | None = None

    def as_contact(self) -> Contact:
        """The same in Salesforce's own spelling; an unknown kind counts as none."""
        kinds = {kind.lower(): kind for kind in ContactKind}
        return Contact(
            phone_number=self.phone_number,
            id=self.id,
            type=kinds.get((self.type or "").lower()),
            name=self.name,
            prefix=self.prefix,
            extension=self.extension,
        )


class DialAsk(Ask, frozen=True, kw_only=True):
    """Somebody to call."""

    contact: AskedContact
    options: DialOptions = DialOptions()


class DigitsAsk(Ask, frozen=True, kw_only=True):
    """Keys to press."""

    digits: str


class ContactsFilter(Ask, frozen=True, kw_only=True):
    """Which contacts, and how many."""

    contains: str | None = None
    limit: Annotated[int, Meta(ge=0)] = 50
    offset: Annotated[int, Meta(ge=0)] = 0
    types: tuple[str, ...] | None = None


class ContactsAsk(Ask, frozen=True, kw_only=True):
    """Contacts to look for, perhaps for a work item."""

    filter: ContactsFilter | None = None
    work_item_id: str | None = None


class SwapAsk(Ask, frozen=True, kw_only=True):
    """Whom to hold and whom to resume."""

    call_to_hold: AskedCall | None = None
    call_to_resume: AskedCall | None = None


class ConferenceAsk(Ask, frozen=True, kw_only=True):
    """The calls to merge."""

    calls: tuple[AskedCall, ...] = ()


class AddParticipantAsk(Ask, frozen=True, kw_only=True):
    """Somebody to bring in, or to hand the call to."""

    contact: AskedContact
    call: AskedCall | None = None
    is_blind_transfer: bool = False


class AgentConfigAsk(Ask, frozen=True, kw_only=True):
    """What the agent chose in the settings."""

    config: AgentConfig


class RecordingUrlAsk(Ask, frozen=True, kw_only=True):
    """A recording, by any of its names."""

    recording_url: str | None = None
    vendor_call_key: str | None = None
    call_id: str | None = None


class StatusDetail(Ask, frozen=True, kw_only=True):
    """A presence status as Salesforce describes it. Booleans come as text, and "false" is meant as false."""

    status_id: str | None = None
    status_api_name: str | None = None
    status_name: str | None = None
    has_channels: bool | str | None = None
    is_offline: bool | str | None = None


class AgentStatusAsk(Ask, frozen=True, kw_only=True):
    """The status the agent chose; `enqueueNextState` asks for it after the call."""

    agent_status: str | None = None
    status: StatusDetail = field(name="statusInfo", default=StatusDetail())
    enqueue_next_state: bool = False


class InitAsk(Ask, frozen=True, kw_only=True):
    """The contact centre's configuration and the signed-in user; names are Salesforce's and the customer's."""

    connector_config: dict[str, Any] = field(default_factory=dict)


class MessageAsk(Ask, frozen=True, kw_only=True):
    """Something a Lightning component says."""

    message: Any = None


class AgentWorkAsk(Ask, frozen=True, kw_only=True):
    """What happened to a work item."""

    work_item_id: str | None = None
    work_id: str | None = None
    work_event: str | None = None


class LogAsk(Ask, frozen=True, kw_only=True):
    """A line that Salesforce wants in the phone's log."""

    level: str | None = None
    message: Any = None
    payload: Any = None


class LogsAsk(Ask, frozen=True, kw_only=True):
    """The base connector's own lines, which hold numbers in the clear."""

    lines: tuple[str, ...] = ()
