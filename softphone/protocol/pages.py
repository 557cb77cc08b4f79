"""What consoles and scripts may do about the connector page: let it in, speak to Salesforce, and make requests fail."""

from typing import Annotated, Any, ClassVar

from msgspec import Meta

from softphone.protocol.words import Asked

Label = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"\A[A-Za-z]\w*(\.[A-Za-z]\w*)?\Z")]


class Approve(Asked, frozen=True, kw_only=True):
    """Allow a page to use the phone that has asked: a Salesforce origin, or a page hosted elsewhere."""

    METHOD: ClassVar[str] = "approve"

    what: Annotated[str, Meta(min_length=1, max_length=512)]


class SendMessage(Asked, frozen=True, kw_only=True):
    """Send a message to Salesforce's Lightning components (MESSAGE)."""

    METHOD: ClassVar[str] = "message"

    message: Any


class SimulateError(Asked, frozen=True, kw_only=True):
    """Make the next request of a method fail with a custom error, to test an org."""

    METHOD: ClassVar[str] = "simulateError"

    method: Annotated[str, Meta(min_length=1, max_length=64)]
    label: Label = "c.simulated"


PageCommand = Approve | SendMessage | SimulateError
