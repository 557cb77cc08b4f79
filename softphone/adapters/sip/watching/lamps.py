"""Busy lamps: whether colleagues are available, by SUBSCRIBE to their presence (PIDF) or to their dialogs (RFC 4235).

What is not known, because nobody answers or the PBX knows no such address, is told as not known.
"""

import logging
import re
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.adapters.sip.library.guard import Guard
from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.core.state.presence import Availability

log = logging.getLogger(__name__)

MOST = 500
"""As many as PJSIP has room for."""
_BUSY_WORDS = re.compile(r"\b(phone|busy|ringing|in use|hold|call|meeting|disturb|dnd|away)\b", re.IGNORECASE)
_DIALOG_STATE = re.compile(r"<state\b[^>]*>\s*(\w+)", re.IGNORECASE)
_TALKING = frozenset({"trying", "proceeding", "early", "confirmed"})
Seen = Callable[[str, Availability | None], None]


class Lamp(pj.Buddy):
    """One watched address; only what is new is told."""

    def __init__(self, address: str, seen: Seen) -> None:
        super().__init__()
        self._address = address
        self._seen = seen
        self._told: Availability | None = None
        self._is_told = False
        self._guard = Guard(f"lamp {address}")

    def onBuddyState(self) -> None:
        """Presence was told, or is not told any more."""
        with self._guard:
            known = self.getInfo()
            if known.subStateName in ("ACTIVE", "TERMINATED"):
                is_active = known.subStateName == "ACTIVE"
                self._tell(availability_of(known.presStatus) if is_active else None)

    def onBuddyEvSubDlgEventState(self, prm: pj.OnBuddyEvSubStateParam) -> None:
        """Dialogs were told in a NOTIFY, or are not told any more."""
        with self._guard:
            if self.getInfo().subStateName == "TERMINATED":
                self._tell(None)
            elif prm.e.type == pj.PJSIP_EVENT_TSX_STATE:
                self._seen_in(prm.e.body.tsxState.src.rdata.wholeMsg)

    def _seen_in(self, message: str) -> None:
        if "dialog-info" in message:
            self._tell(availability_in(message))

    def _tell(self, availability: Availability | None) -> None:
        if not self._is_told or availability is not self._told:
            self._is_told, self._told = True, availability
            self._seen(self._address, availability)


class Lamps:
    """All of them."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._lamps: dict[str, Lamp] = {}

    def watch(self, account: LiveAccount, presence: Iterable[str], dialogs: Iterable[str]) -> None:
        """Watch exactly these addresses from now on."""
        wanted = dict.fromkeys(presence, False) | dict.fromkeys(dialogs, True)
        for address in [*self._lamps]:
            if address not in wanted:
                self._lamps.pop(address)
                self._seen(address, None)
        for address, is_dialog in list(wanted.items())[:MOST]:
            if address not in self._lamps:
                self._light(account, address, is_dialog=is_dialog)

    def leave(self) -> None:
        """Watch nobody any more."""
        self._lamps.clear()

    def _light(self, account: LiveAccount, address: str, *, is_dialog: bool) -> None:
        config = pj.BuddyConfig()
        config.uri, config.subscribe, config.subscribe_dlg_event = address, not is_dialog, is_dialog
        lamp = Lamp(address, self._seen)
        try:
            lamp.create(account, config)
        except pj.Error as error:
            log.warning("%s cannot be watched: %s", address, error.reason)
            return
        self._lamps[address] = lamp


def availability_of(presence: pj.PresenceStatus) -> Availability | None:
    """What a presence means; a note in words counts, because PBXs say no more."""
    if presence.status == pj.PJSUA_BUDDY_STATUS_OFFLINE:
        return Availability.OFFLINE
    if presence.status != pj.PJSUA_BUDDY_STATUS_ONLINE:
        return None
    is_busy = presence.activity in (pj.PJRPID_ACTIVITY_BUSY, pj.PJRPID_ACTIVITY_AWAY)
    return Availability.BUSY if is_busy or _BUSY_WORDS.search(presence.note) else Availability.AVAILABLE


def availability_in(message: str) -> Availability:
    """What the dialogs in a NOTIFY mean."""
    states = {state.lower() for state in _DIALOG_STATE.findall(message)}
    return Availability.BUSY if states & _TALKING else Availability.AVAILABLE
