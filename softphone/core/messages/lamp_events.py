"""What is told about statuses and lamps: which there are, what waits in a mailbox, and who can be called."""

from dataclasses import dataclass

from softphone.core.state.presence import Availability, Status
from softphone.core.values import AccountName


@dataclass(frozen=True, slots=True)
class MailboxReported:
    """The PBX says what waits in an account's voice mailbox."""

    account: AccountName
    is_waiting: bool
    new: int = 0
    old: int = 0


@dataclass(frozen=True, slots=True)
class ColleagueSeen:
    """Whether somebody who is watched can be called; None is not known any more."""

    address: str
    availability: Availability | None


@dataclass(frozen=True, slots=True)
class StatusesTold:
    """Salesforce has told which statuses the agent can be in."""

    statuses: tuple[Status, ...]


LampEvent = MailboxReported | ColleagueSeen
