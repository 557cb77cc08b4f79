"""Whether the agent is logged in for Salesforce, where the settings show a login page, and for how long without use.

A session ends when the agent logs out in Salesforce, or when for so many minutes the agent has done nothing and no call
was up. From then on Salesforce shows the login page, in a page that starts, too, until somebody has logged in there.
The desk phone itself goes on: it rings whoever is logged in where. A restart of the engine begins a new session.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.engine.clock import elapsed
from softphone.settings.sections.connector import ConnectorSettings

LOOK_EVERY_S = 60.0
"""Timers stand still while the workstation sleeps, so one for the whole time would come too late."""


@dataclass(slots=True)
class Login:
    """One session after the other. Who ends them by time is told through `expired`."""

    settings: ConnectorSettings
    has_password: Callable[[], bool]
    is_busy: Callable[[], bool] = lambda: False
    expired: Callable[[], None] = lambda: None
    clock: Callable[[], float] = elapsed
    is_out: bool = False
    _used_at: float = 0.0
    _timer: asyncio.TimerHandle | None = field(default=None)

    @property
    def is_wanted(self) -> bool:
        """Whether a page that starts has to show the login page."""
        return self.settings.show_login and (self.is_out or not self.has_password())

    def begin(self) -> None:
        """The agent has logged in."""
        self.is_out = False
        self.used()

    def used(self) -> None:
        """The agent has done something."""
        self._used_at = self.clock()
        if self._limit_s and self._timer is None and not self.is_out:
            self._wait()

    def end(self) -> None:
        """The agent is logged out, where there is a page to log in again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.is_out = self.settings.show_login

    def look(self) -> None:
        """End the session if nobody has used it for long enough."""
        self._timer = None
        if self.is_busy():
            self._used_at = self.clock()
        if self.clock() - self._used_at < self._limit_s:
            self._wait()
        else:
            self.end()
            self.expired()

    @property
    def _limit_s(self) -> float:
        return self.settings.session_timeout_min * 60.0 if self.settings.show_login else 0.0

    def _wait(self) -> None:
        left_s = max(1.0, self._used_at + self._limit_s - self.clock())
        self._timer = asyncio.get_running_loop().call_later(min(left_s, LOOK_EVERY_S), self.look)
