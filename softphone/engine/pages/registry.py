"""The pages there are: which one is in charge, and which are only told so. May not know what is sent to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from softphone.engine.ports.pages import PageLine

MOST_PAGES = 32


@dataclass(slots=True)
class Page:
    """One life of a page, from load to reload; its connection may come and go."""

    instance: str
    session: str
    """A hash of the secret by which the page is known again."""
    line: PageLine | None = None
    is_admitted: bool = False
    init: int | None = None
    """The number of what makes it ready, while that is not acked: the answer to its init, or a LOGIN_RESULT."""
    is_ready: bool = False
    """Salesforce has been told CONNECTOR_READY: from now on events make sense to it."""
    awaits_login: bool = False
    """Salesforce shows the login page instead of the phone."""
    is_offline: bool = False
    """The agent is offline for Salesforce: only status is published."""
    is_orphan: bool = False
    """It has outlived the engine that knew it."""
    is_stale: bool = False
    """Another page was in charge meanwhile: Salesforce believes here what was so before that."""
    configuration: Mapping[str, Any] | None = None
    """What Salesforce said when it set the page up; the page tells it to an engine that was not there then."""
    seen: int = 0
    """The last number that the page is known to have dealt with."""

    def becomes_ready(self) -> bool:
        """Salesforce has set it up; answers whether that was so already, before the engine knew it."""
        was_orphan, self.is_orphan = self.is_orphan, False
        self.is_ready, self.init = True, None
        return was_orphan

    @property
    def hears_status(self) -> bool:
        """Whether a status is to be published to it: to an agent who is offline, too."""
        return self.is_admitted and self.is_ready

    @property
    def hears(self) -> bool:
        """Whether what happens is to be published to it, now or when its connection is back."""
        return self.hears_status and not self.is_offline


class Registry:
    """All pages of this engine."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self.in_charge: Page | None = None

    def known(self, instance: str) -> Page | None:
        """Find a page by its instance."""
        return self._pages.get(instance)

    def on(self, line: PageLine) -> Page | None:
        """Find the page of a connection."""
        return next((page for page in self._pages.values() if page.line is line), None)

    def others(self) -> tuple[Page, ...]:
        """The connected pages that are not in charge, oldest first."""
        return tuple(page for page in self._pages.values() if page.line and page is not self.in_charge)

    def enter(self, page: Page) -> None:
        """A page is there; it comes into charge if nobody connected is."""
        self._pages.pop(page.instance, None)
        self._pages[page.instance] = page
        self._forget_the_oldest()
        if self.in_charge is None or self.in_charge.line is None:
            self.take_over(page)
        elif page is not self.in_charge:
            page.is_stale = page.is_ready

    def take_over(self, page: Page) -> Page | None:
        """Put a page in charge; answers with the one that was."""
        before, self.in_charge = self.in_charge, page
        if before is None or before is page:
            return None
        before.is_stale = before.is_ready
        return before

    def leave(self, line: PageLine) -> Page | None:
        """A connection has ended; answers with its page, if it was still that page's connection."""
        page = self.on(line)
        if page:
            page.line = None
        return page

    def forget(self, page: Page) -> None:
        """A page will not come back."""
        self._pages.pop(page.instance, None)
        if self.in_charge is page:
            self.in_charge = None

    def _forget_the_oldest(self) -> None:
        gone = [page for page in self._pages.values() if page.line is None and page is not self.in_charge]
        for page in gone[: max(0, len(self._pages) - MOST_PAGES)]:
            self._pages.pop(page.instance)
