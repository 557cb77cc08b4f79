"""The first message of a client and its answer: who it is, and what is true now."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Annotated, ClassVar

from msgspec import Meta

from softphone.core.values import Origin
from softphone.protocol.state import State
from softphone.protocol.words import PROTOCOL_VERSION, Asked, Count, Name, Told

Secret = Annotated[str, Meta(min_length=1, max_length=256)]


@unique
class ClientRole(StrEnum):
    """What a client is; fixed by its hello."""

    CONNECTOR = "connector"
    """The page in Salesforce."""
    CONSOLE = "console"
    """A desk: the agent's own hands."""
    DRIVER = "driver"
    """A script."""


ORIGINS = {
    ClientRole.CONNECTOR: Origin.CONNECTOR,
    ClientRole.CONSOLE: Origin.DESK,
    ClientRole.DRIVER: Origin.SCRIPT,
}


@dataclass(frozen=True, slots=True)
class Client:
    """One client that has said hello. `session` is ours and unique, `instance` is what it calls itself."""

    session: str
    role: ClientRole
    instance: str

    @property
    def origin(self) -> Origin:
        """Where its requests come from, in the machine's words."""
        return ORIGINS[self.role]


class Hello(Asked, frozen=True, kw_only=True):
    """Who a client is. A native client shows the token of the runtime file, a page its ticket."""

    METHOD: ClassVar[str] = "hello"

    role: ClientRole
    instance: Name
    token: Secret | None = None
    ticket: Secret | None = None
    resume_from: Count | None = None

    def __repr__(self) -> str:
        """Leave the secrets out of logs and tracebacks."""
        return f"Hello(role={self.role}, instance={self.instance!r})"


class PhoneCard(Told, frozen=True, kw_only=True):
    """What this phone is."""

    version: str
    protocol: int = PROTOCOL_VERSION
    kind: str = "DESK_PHONE"
    sip: str = ""
    """Its own SIP URI."""


class Welcome(Told, frozen=True, kw_only=True):
    """The answer to a hello. `journal` names the numbering that `seq` belongs to."""

    session: str
    journal: str
    phone: PhoneCard
    seq: Count
    state: State
