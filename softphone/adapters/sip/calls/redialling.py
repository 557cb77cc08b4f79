"""Changes the mode of a supervision where the PBX has an address for each: the new one is called on the same leg.

The call that the leg has is kept until the new one is answered, and it stays if that never happens.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import pjsua2 as pj

from softphone.adapters.sip.calls.calls import Calls
from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.network.account_config import target_of
from softphone.core.messages.effects import SendMode
from softphone.core.messages.events import LegEnded, LegEvent, PeerReplaced
from softphone.core.messages.supervision_events import ModeConfirmed, ModeRefused
from softphone.core.state.policy import MODE_DUE_S
from softphone.core.values import AccountName, Direction, LegId, Mode, Peer
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)

PATIENCE_S = MODE_DUE_S - 1.0
"""Less than the machine has, so that nobody comes who is not waited for any more."""
NOT_ANSWERED = "The PBX did not answer at the address of that mode."


@dataclass(slots=True)
class Attempt:
    """A call that is to take over a leg, if it is answered in time."""

    call: LiveCall
    mode: Mode
    until: float


class Redialling:
    """Calls the address of a mode, and lets it take over the supervisor's leg."""

    def __init__(
        self,
        calls: Calls,
        legs: Legs,
        agenda: Agenda,
        settings_of: Mapping[AccountName, AccountSettings],
        tell: Callable[[LegEvent], None],
    ) -> None:
        self._calls = calls
        self._legs = legs
        self._agenda = agenda
        self._settings_of = settings_of
        self._tell = tell
        self._attempts: dict[LegId, Attempt] = {}
        calls.when_over(self.give_up)

    def begin(self, call: LiveCall, effect: SendMode, key_header: str) -> None:
        """Call the address; raises `pj.Error` where that cannot even be tried."""
        leg = effect.leg
        self.give_up(leg)
        state = call.state.successor(Direction.OUT, Peer(effect.way))
        until = time.monotonic() + PATIENCE_S
        attempt = Attempt(self._calls.prepare_successor(call, state, partial(self._told, leg)), effect.mode, until)
        self._attempts[leg] = attempt
        target = target_of(effect.way, self._settings_of[call.account.name])
        try:
            attempt.call.makeCall(target, calling.request(headers=[(key_header, effect.key)]))
        except pj.Error:
            del self._attempts[leg]
            self._legs.let_go(attempt.call)
            raise
        self._agenda.at(until, lambda: self._look(leg, until))

    def give_up(self, leg: LegId) -> None:
        """Nobody waits for the new call any more: the leg is over, or another mode is wanted."""
        attempt = self._attempts.pop(leg, None)
        if attempt:
            _hang_up(attempt.call)
            self._legs.let_go(attempt.call)

    def close(self) -> None:
        """Give everything up."""
        for leg in list(self._attempts):
            self.give_up(leg)

    def _told(self, leg: LegId, events: Iterable[LegEvent]) -> None:
        for event in events:
            attempt = self._attempts.get(leg)
            if attempt and isinstance(event, PeerReplaced):
                self._succeed(leg, attempt)
            elif attempt and isinstance(event, LegEnded):
                self._fail(leg, event.code, f"{NOT_ANSWERED} {event.phrase}".strip())

    def _succeed(self, leg: LegId, attempt: Attempt) -> None:
        del self._attempts[leg]
        before = self._calls.succeed(attempt.call)
        if before:
            _hang_up(before)
        self._tell(ModeConfirmed(leg, attempt.mode))

    def _fail(self, leg: LegId, code: int, why: str) -> None:
        del self._attempts[leg]
        self._tell(ModeRefused(leg, code, why))

    def _look(self, leg: LegId, until: float) -> None:
        """Enough of waiting; if it was answered or refused meanwhile, that has been told.

        The agenda knows the attempt by its time: the attempt itself would keep a finished call alive until then.
        """
        attempt = self._attempts.get(leg)
        if attempt and attempt.until == until:
            self.give_up(leg)
            self._tell(ModeRefused(leg, 0, NOT_ANSWERED))


def _hang_up(call: LiveCall) -> None:
    call.state.is_let_go = True
    with contextlib.suppress(pj.Error):
        calling.hang_up(call)
