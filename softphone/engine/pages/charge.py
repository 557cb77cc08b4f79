"""Which page is in charge of the phone: the first one, until it has gone for good or the agent takes over elsewhere.

A page that others had the charge from may not know it, and Salesforce there believes what was so then. So when it is
in charge again, it is made ready again: LOGIN_RESULT, which lets Salesforce look at everything again.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.connector.frames import write_unasked
from softphone.connector.wire import ChargeChanged
from softphone.engine.pages.registry import Page, Registry

GRACE_S = 3.0
"""How long a page may reload before another one comes into charge."""


@dataclass(slots=True)
class Charge:
    """Hands the phone from page to page."""

    registry: Registry
    lost: Callable[[str], None]
    """The page that was in charge is out of it: what it has not dealt with, nobody will."""
    refresh: Callable[[Page], None]
    """A page that was ready once is in charge again."""
    abandoned: Callable[[], None]
    """Nobody has come back in time."""
    serve: Callable[[Page], None]
    """A page is in charge: what Salesforce said there goes, whatever it said in the page before."""
    _grace: asyncio.TimerHandle | None = field(default=None)

    def take_over(self, page: Page) -> None:
        """Put a page in charge, and tell those whom it concerns."""
        before = self.registry.take_over(page)
        if before is not None:
            self.lost("another page took over")
            _tell(before, is_in_charge=False, says="Another tab has taken over.")
        _tell(page, is_in_charge=True)
        self.came(page)

    def came(self, page: Page) -> None:
        """The page in charge is there (again)."""
        self.stop_waiting()
        self.serve(page)
        if page.is_stale:
            page.is_stale = False
            self.refresh(page)

    def wait_for(self, page: Page) -> None:
        """The page in charge has lost its connection: it may come back, or another one take its place."""
        self.stop_waiting()
        self._grace = asyncio.get_running_loop().call_later(GRACE_S, self._is_over, page)

    def stop_waiting(self) -> None:
        """It is back, or nobody is waited for any more."""
        if self._grace is not None:
            self._grace.cancel()
            self._grace = None

    def _is_over(self, page: Page) -> None:
        self._grace = None
        if page.line is not None or page is not self.registry.in_charge:
            return
        self.abandoned()
        if others := self.registry.others():
            self.take_over(others[0])


def _tell(page: Page, *, is_in_charge: bool, says: str = "") -> None:
    if page.line is not None:
        page.line.send(write_unasked(ChargeChanged(is_in_charge=is_in_charge, says=says)))
