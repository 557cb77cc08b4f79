"""Carries out holds and resumes: one at a time per leg, when the call is in a state that allows it.

A re-INVITE cannot be sent while another exchange is open; it waits for the stable state, but not for ever. What waits
holds the leg's name, never the call itself: a call must not outlive its end.
"""

import logging
import random
import time
from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.hold_attempt import HoldAttempt, Later
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.core.messages.events import HoldConfirmed, HoldRefused, LegEvent
from softphone.core.values import Direction, LegId

log = logging.getLogger(__name__)

STABLE_WITHIN_S = 4.0
LOOK_AGAIN_S = 0.05
GLARE_S = {Direction.OUT: (2.1, 4.0), Direction.IN: (0.0, 2.0)}
FAILED_HERE = 500


class Holding:
    """Sends the re-INVITEs that hold and resume."""

    def __init__(self, legs: Legs, agenda: Agenda, tell: Callable[[LegEvent], None]) -> None:
        self._legs = legs
        self._agenda = agenda
        self._tell = tell

    def begin(self, call: LiveCall, *, is_held: bool) -> None:
        """Hold or resume a call; the outcome is told as an event."""
        call.state.hold = HoldAttempt(call.state.leg, is_held)
        self._try(call.state.leg, time.monotonic() + STABLE_WITHIN_S)

    def connected(self, call: LiveCall) -> None:
        """A call is connected; one that took over a leg may have taken over a hold that it does not know of yet."""
        if call.state.hold:
            self._try(call.state.leg, time.monotonic() + STABLE_WITHIN_S)

    def sent(self, call: LiveCall) -> None:
        """A re-INVITE left, ours or the stack's own."""
        if call.state.hold:
            call.state.hold.sent()

    def answered(self, call: LiveCall, code: int, phrase: str) -> None:
        """A re-INVITE was answered: tell what became of the hold, or try again after a glare."""
        attempt = call.state.hold
        outcome = attempt.answered(code, phrase) if attempt else None
        if isinstance(outcome, Later):
            wait_s = random.uniform(*GLARE_S[call.state.direction])  # noqa: S311 - spreads two phones, guards nothing
            self._try_later(call.state.leg, wait_s, time.monotonic() + wait_s + STABLE_WITHIN_S)
        elif attempt and outcome:
            self._came_out(call, attempt, outcome)

    def _try(self, leg: LegId, until: float) -> None:
        call = self._legs.find(leg)
        attempt = call.state.hold if call else None
        if call is None or attempt is None or attempt.is_over:
            return
        try:
            (calling.hold if attempt.is_held else calling.resume)(call)
        except pj.Error as error:
            if time.monotonic() < until:
                self._try_later(leg, LOOK_AGAIN_S, until)
            elif refused := attempt.given_up(FAILED_HERE, error.reason):
                self._came_out(call, attempt, refused)

    def _came_out(self, call: LiveCall, attempt: HoldAttempt, outcome: HoldConfirmed | HoldRefused) -> None:
        if isinstance(outcome, HoldConfirmed):
            call.state.is_held = outcome.is_held
        if attempt.is_silent:
            log.info("the new peer of leg %s: %r", attempt.leg, outcome)
        else:
            self._tell(outcome)

    def _try_later(self, leg: LegId, wait_s: float, until: float) -> None:
        self._agenda.at(time.monotonic() + wait_s, lambda: self._try(leg, until))
