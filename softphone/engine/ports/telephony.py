"""The telephony side's presence, in our own words. A PBX fills it; a vendor's service of presence could as well."""

from dataclasses import dataclass
from typing import Protocol

from softphone.settings.status_mapping import TelephonyPresence

AVAILABLE = TelephonyPresence(id="available", system_presence="Available")
BUSY = TelephonyPresence(id="busy", system_presence="Busy")
AWAY = TelephonyPresence(id="away", system_presence="Away")
OFFLINE = TelephonyPresence(id="offline", system_presence="Offline")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the agent is on the telephony side and in its queues, as far as this phone has brought it about."""

    presence: TelephonyPresence = OFFLINE
    is_in_queues: bool = False
    is_paused: bool = False


class StandingMemory(Protocol):
    """Remembers the agent's standing beyond the engine's life: the PBX does not forget it when the engine ends."""

    def recall(self) -> Standing | None:
        """What was kept last, unless that is too long ago to be relied on."""

    def keep(self, standing: Standing) -> None:
        """Remember it from now on; what cannot be written is logged."""


class TelephonyPort(Protocol):
    """Where the agent has a presence beside Salesforce's."""

    @property
    def presence(self) -> TelephonyPresence:
        """What it is now."""

    def note(self, presence: TelephonyPresence) -> None:
        """Take note that somebody changed it there."""

    def take(self, presence: TelephonyPresence) -> None:
        """Change it soon. Never blocks; a failure is told as trouble."""
