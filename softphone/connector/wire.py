"""The messages between the engine and the connector page, beside the requests of the Connector API themselves.

`docs/connector-bridge.md` tells how they are used. May not know sockets, sessions or journals.
"""

from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta, Raw, Struct

from softphone.connector.calls import PhoneCall
from softphone.connector.capabilities import SharedCapabilitiesResult, VoiceCapabilitiesResult
from softphone.connector.errors import CustomError
from softphone.connector.results import AgentConfigResult
from softphone.protocol.greeting import PhoneCard, Secret
from softphone.protocol.words import Asked, Count, Name

Says = Annotated[str, Meta(max_length=4096)]


class Sent(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What the phone sends to the page."""


class ResumePoint(Asked, frozen=True, kw_only=True):
    """The last message that pages in this tab have dealt with, in which numbering."""

    journal: Name
    seq: Count


class ConnectorHello(Asked, frozen=True, kw_only=True):
    """A connector page introduces itself, with one of three proofs.

    A fresh page shows the ticket of its own HTML, one whose socket dropped its session, one that is hosted elsewhere
    the secret that the agent once approved.
    """

    METHOD: ClassVar[str] = "hello"

    role: Literal["connector"]
    instance: Name
    ticket: Secret | None = None
    session: Secret | None = None
    pairing: Secret | None = None
    resume_from: ResumePoint | None = None
    is_ready: bool = False
    """Whether this page's `init` has been answered before, by this engine or by the one before it."""
    connector_config: dict[str, Any] | None = None
    """What that `init` said: Salesforce says it once in a page's life, which may be longer than the engine's."""
    base: Says = ""
    page: Says = ""

    def __repr__(self) -> str:
        """Leave the secrets out of logs and tracebacks."""
        return f"ConnectorHello(instance={self.instance!r})"


class Admit(Asked, frozen=True, kw_only=True):
    """A page asks whether the Salesforce page round it is one of the customer's; answered when that is decided."""

    METHOD: ClassVar[str] = "admit"

    origin: Says


class TakeOver(Asked, frozen=True, kw_only=True):
    """The agent wants this page to be the one in charge."""

    METHOD: ClassVar[str] = "takeOver"


class Ack(Asked, frozen=True, kw_only=True):
    """A numbered message has been dealt with.

    `done`: Salesforce has it. `failed`: it could not be dispatched. `late`: the request it answers was given up, so
    Salesforce believes that it failed.
    """

    METHOD: ClassVar[str] = "ack"

    seq: Count
    outcome: Literal["done", "failed", "late"] = "done"
    says: Says = ""


class Snapshot(Sent, frozen=True, kw_only=True):
    """What the page answers by itself: as of the message that carries it."""

    active_calls: tuple[PhoneCall, ...] | None = None
    """None leaves them as they were; an empty list means that there are none."""
    agent_config: AgentConfigResult | None = None
    shared_capabilities: SharedCapabilitiesResult | None = None
    voice_capabilities: VoiceCapabilitiesResult | None = None


class ConnectorWelcome(Sent, frozen=True, kw_only=True):
    """The answer to a page's hello. `session` is the page's proof when its socket drops; it is kept in memory only."""

    session: str
    journal: str
    phone: PhoneCard
    seq: Count
    is_in_charge: bool
    state: Snapshot
    wait_ms: Count = 3000
    """How long the page waits for a lost engine before it rejects a request."""
    says: str = ""


class Outcome(Sent, frozen=True, kw_only=True):
    """The result of a request: an object of the Connector API by its class."""

    type: str
    value: Raw
    seq: Count
    snapshot: Snapshot | None = None
    follow_up: tuple[PhoneCall, ...] | None = None
    """What `getActiveCalls` answers while the base connector deals with this."""


class RejectionReason(Sent, frozen=True, kw_only=True):
    """The `data` of an error."""

    seq: Count
    type: str | None = None
    custom_error: CustomError | None = None


class PublishEvent(Sent, frozen=True, kw_only=True):
    """Something happened: the page rebuilds the payload's class and publishes it."""

    METHOD: ClassVar[str] = "publishEvent"

    seq: Count
    event_type: str
    payload: Raw
    call_id: str | None = None
    snapshot: Snapshot | None = None
    follow_up: tuple[PhoneCall, ...] | None = None


class PublishError(Sent, frozen=True, kw_only=True):
    """Something that was begun at the desk failed."""

    METHOD: ClassVar[str] = "publishError"

    seq: Count
    event_type: str
    message: str
    type: str | None = None
    custom_error: CustomError | None = None
    call_id: str | None = None
    snapshot: Snapshot | None = None


class SnapshotChanged(Sent, frozen=True, kw_only=True):
    """Something that the page answers by itself has changed without an event."""

    METHOD: ClassVar[str] = "snapshot"

    snapshot: Snapshot


class ChargeChanged(Sent, frozen=True, kw_only=True):
    """This page is in charge now, or no longer."""

    METHOD: ClassVar[str] = "charge"

    is_in_charge: bool
    says: str = ""
