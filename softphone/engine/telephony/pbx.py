"""A PBX as the telephony side: its queues are told by feature codes, everybody else by SIP presence.

Its presence is what this phone makes it; a driver of the bridge may say that somebody changed it there.
"""

from collections.abc import Callable

from softphone.core.values import AccountName
from softphone.engine.ports.telephony import OFFLINE
from softphone.engine.telephony.code_dialler import CodeDialler
from softphone.engine.telephony.queue_codes import Membership, codes_for, noted
from softphone.settings import Settings
from softphone.settings.status_mapping import TelephonyPresence

Target = Callable[[str], tuple[AccountName, str] | None]
"""Makes an address of what the settings want dialled."""


class PbxSide:
    """Implements `softphone.engine.ports.telephony.TelephonyPort`."""

    def __init__(
        self,
        settings: Settings,
        dialler: CodeDialler,
        target: Target,
        publish: Callable[[TelephonyPresence], None],
    ) -> None:
        self._settings = settings
        self._dialler = dialler
        self._target = target
        self._publish = publish
        self._membership = Membership()
        self.presence = OFFLINE

    def note(self, presence: TelephonyPresence) -> None:
        """Somebody else has told the PBX."""
        self.presence = presence
        self._membership = noted(self._membership, presence)

    def take(self, presence: TelephonyPresence) -> None:
        """Let queues and watchers know."""
        self.presence = presence
        self._publish(presence)
        self._membership, codes = codes_for(self._membership, presence, self._settings.agent)
        for code in codes:
            if found := self._target(code):
                self._dialler.dial(*found)
