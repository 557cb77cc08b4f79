"""The agent's presence: the statuses that Salesforce offers, the one in force, and the one that waits. Values."""

from dataclasses import dataclass
from enum import StrEnum, unique

from softphone.core.values import AccountName, Origin


@unique
class Availability(StrEnum):
    """Whether a colleague can be called now."""

    AVAILABLE = "AVAILABLE"
    BUSY = "BUSY"
    OFFLINE = "OFFLINE"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What waits in the voice mailbox of an account."""

    account: AccountName
    is_waiting: bool
    new: int = 0
    old: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """One status that the agent can be in. `has_channels` says whether work is routed to an agent in it."""

    id: str
    name: str
    api_name: str = ""
    is_offline: bool = False
    has_channels: bool = False

    def is_called(self, name: str) -> bool:
        """Whether people or settings mean this status: by its id, or by either name in any letter case."""
        return bool(name) and (name == self.id or name.casefold() in (self.name.casefold(), self.api_name.casefold()))


@dataclass(frozen=True, slots=True)
class Pending:
    """A status that waits for the end of a call. `is_news` to Salesforce if it was not Salesforce that chose it."""

    status: Status
    by: Origin
    is_news: bool


@dataclass(frozen=True, slots=True)
class Presence:
    """All of it; nothing is known before Salesforce says something."""

    known: tuple[Status, ...] = ()
    current: Status | None = None
    pending: Pending | None = None

    def status(self, name: str) -> Status | None:
        """Find a status by its id or name."""
        by_id = (status for status in self.known if status.id == name)
        return next(by_id, None) or next((status for status in self.known if status.is_called(name)), None)


UNKNOWN = Presence()
