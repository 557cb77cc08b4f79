"""The telephony side's presence, in our own words. A PBX fills it; a vendor's service of presence could as well."""

from typing import Protocol

from softphone.settings.status_mapping import TelephonyPresence

AVAILABLE = TelephonyPresence(id="available", system_presence="Available")
BUSY = TelephonyPresence(id="busy", system_presence="Busy")
AWAY = TelephonyPresence(id="away", system_presence="Away")
OFFLINE = TelephonyPresence(id="offline", system_presence="Offline")


class TelephonyPort(Protocol):
    """Where the agent has a presence beside Salesforce's."""

    @property
    def presence(self) -> TelephonyPresence:
        """What it is now."""

    def note(self, presence: TelephonyPresence) -> None:
        """Take note that somebody changed it there."""

    def take(self, presence: TelephonyPresence) -> None:
        """Change it soon. Never blocks; a failure is told as trouble."""
