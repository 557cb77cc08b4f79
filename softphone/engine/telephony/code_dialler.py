"""Dials feature codes at the PBX, one after another, beside the agent's calls: nobody hears them, nothing shows them.

A code that fails, or takes too long, is told as trouble; the next one is dialled all the same.
"""

import asyncio
import uuid
from collections import deque
from collections.abc import Callable

from softphone.core.messages.effects import DropLeg, SendGoodbye, SendInvite, SipEffect
from softphone.core.messages.events import Event, LegConnected, LegEnded, LegEvent
from softphone.core.values import AccountName, CallId, LegId

MOST_WAITING = 8
LONGEST_S = 15.0
STAYS_S = 2.0
"""Most PBXs say something and hang up; those that do not are left after so long."""
Failed = Callable[[str], None]


class CodeDialler:
    """One line for codes."""

    def __init__(self, perform: Callable[[SipEffect], None], failed: Failed, stays_s: float = STAYS_S) -> None:
        self._perform = perform
        self._failed = failed
        self._stays_s = stays_s
        self._waiting: deque[tuple[AccountName, str]] = deque(maxlen=MOST_WAITING)
        self._leg: LegId | None = None
        self._code = ""
        self._is_connected = False
        self._timer: asyncio.TimerHandle | None = None

    def dial(self, account: AccountName, target: str) -> None:
        """Dial a code when those before it are done."""
        self._waiting.append((account, target))
        self._next()

    def is_about(self, event: Event) -> bool:
        """Whether an event concerns a code and nobody else; may be asked from any thread."""
        return isinstance(event, LegEvent) and event.leg == self._leg

    def follow(self, event: Event) -> None:
        """Take note of what becomes of a code; in the loop's thread."""
        if not isinstance(event, LegEvent) or event.leg != self._leg:
            return
        if isinstance(event, LegConnected):
            self._is_connected = True
            self._wait(self._stays_s, self._hang_up)
        elif isinstance(event, LegEnded):
            self._over("" if self._is_connected else f"the PBX said {event.code} {event.phrase}".rstrip())

    def stop(self) -> None:
        """Dial nothing more."""
        self._waiting.clear()
        if self._timer is not None:
            self._timer.cancel()

    def _next(self) -> None:
        if self._leg is not None or not self._waiting:
            return
        account, self._code = self._waiting.popleft()
        self._leg, self._is_connected = LegId(str(uuid.uuid4())), False
        self._perform(SendInvite(self._leg, account, self._code, CallId(str(uuid.uuid4()))))
        self._wait(LONGEST_S, self._give_up)

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, then)

    def _hang_up(self) -> None:
        if self._leg is not None:
            self._perform(SendGoodbye(self._leg))
            self._wait(LONGEST_S, self._give_up)

    def _give_up(self) -> None:
        if self._leg is not None:
            self._perform(DropLeg(self._leg))
            self._over("" if self._is_connected else "the PBX did not answer")

    def _over(self, why_not: str) -> None:
        self._leg = None
        if self._timer is not None:
            self._timer.cancel()
        if why_not:
            self._failed(f"the code {self._code} was not taken: {why_not}")
        self._next()
