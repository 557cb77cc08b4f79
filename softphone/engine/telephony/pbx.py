"""A PBX as the telephony side: its queues are told by feature codes, everybody else by SIP presence.

Its presence is what this phone makes it; a driver of the bridge may say that somebody changed it there. An engine that
starts again goes on from where the one before it stood: nobody tells it the agent's status, and the queues still ring.
"""

from collections.abc import Callable

from softphone.core.values import AccountName
from softphone.engine.ports.telephony import OFFLINE, Standing, StandingMemory
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
        memory: StandingMemory,
    ) -> None:
        self._settings = settings
        self._dialler = dialler
        self._target = target
        self._publish = publish
        self._memory = memory
        stood = memory.recall() or Standing()
        self._membership = Membership(stood.is_in_queues, stood.is_paused)
        self.presence = stood.presence

    def resume(self) -> None:
        """Let watchers know what is remembered: for them an agent whose phone has ended is gone."""
        if self.presence != OFFLINE:
            self._publish(self.presence)

    def note(self, presence: TelephonyPresence) -> None:
        """Somebody else has told the PBX."""
        self.presence = presence
        self._membership = noted(self._membership, presence)
        self._keep()

    def take(self, presence: TelephonyPresence) -> None:
        """Let queues and watchers know."""
        self.presence = presence
        self._publish(presence)
        self._membership, codes = codes_for(self._membership, presence, self._settings.agent)
        self._keep()
        for code in codes:
            if found := self._target(code):
                self._dialler.dial(*found)

    def _keep(self) -> None:
        self._memory.keep(Standing(self.presence, self._membership.is_in, self._membership.is_paused))
