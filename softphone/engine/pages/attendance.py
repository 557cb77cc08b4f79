"""What it means to the page in charge, and to Salesforce, that the agent logs in or out, or is gone for too long.

Who is logged in, and until when, `login` knows. While Salesforce shows the login page, the page hears nothing of calls;
afterwards it catches up as after a reload.
"""

from dataclasses import dataclass

from msgspec import Struct

from softphone.connector.publications import Publication
from softphone.connector.results import GenericResult, LogoutResult
from softphone.connector.table import EventType, Method
from softphone.core.messages.events import PageDetached
from softphone.core.values import Origin
from softphone.engine.pages.kept import publication
from softphone.engine.pages.login import Login
from softphone.engine.pages.outgoing import Outgoing
from softphone.engine.pages.publishing import Publishing
from softphone.engine.pages.registry import Page, Registry
from softphone.engine.runner import Announced, Runner

_NOBODYS = frozenset(
    {
        Method.GET_ACTIVE_CALLS,
        Method.GET_AGENT_CONFIG,
        Method.GET_CAPABILITIES,
        Method.GET_SHARED_CAPABILITIES,
        Method.GET_VOICE_CAPABILITIES,
        Method.HANDLE_MESSAGE,
    }
)
"""The base connector, and components, ask for these without anybody doing anything."""


@dataclass(slots=True)
class Attendance:
    """Logs the page in charge in and out."""

    login: Login
    registry: Registry
    publishing: Publishing
    outgoing: Outgoing
    runner: Runner
    frame_height_px: int

    def __post_init__(self) -> None:
        """Learn what counts as use, and what happens after too long without."""
        self.login.is_busy = self._is_busy
        self.login.expired = self._expired
        self.runner.listeners.append(self._noticed)

    def asked(self, method: str) -> None:
        """Salesforce asks for something: mostly because the agent does something there."""
        if method not in _NOBODYS:
            self.login.used()

    def set_up(self, page: Page, seq: int) -> None:
        """A page's init is answered: when that is acked it is ready, unless it shows the login page."""
        page.awaits_login = self.login.is_wanted
        page.init = None if page.awaits_login else seq

    def came_back(self, page: Page) -> None:
        """A page has outlived the engine: Salesforce shows there what it showed before."""
        if page.is_orphan and self.login.is_wanted:
            page.is_ready, page.awaits_login, page.is_orphan = False, True, False

    def logged_in(self) -> None:
        """Somebody has logged in at the login page: Salesforce may go on."""
        self.login.begin()
        page = self.registry.in_charge
        if page is not None:
            self._make_ready(page)

    def begin_again(self, page: Page) -> None:
        """Let Salesforce look at everything again, or show the login page if it has to."""
        if self.login.is_wanted:
            self._show_login(page)
        else:
            self._make_ready(page)

    def _make_ready(self, page: Page) -> None:
        if page.is_admitted and (page.is_ready or page.awaits_login):
            page.awaits_login = False
            page.init = self._tell(page, EventType.LOGIN_RESULT, GenericResult(success=True))

    def logged_out(self, page: Page) -> None:
        """Salesforce shows the login page instead of the phone; without a login page that ends nothing here."""
        self.login.end()
        if self.login.is_out:
            page.is_ready, page.awaits_login = False, True
            self.runner.tell(PageDetached())

    def _expired(self) -> None:
        page = self.registry.in_charge
        if page is not None:
            self._show_login(page)

    def _show_login(self, page: Page) -> None:
        if page.is_admitted and page.is_ready:
            result = LogoutResult(success=True, login_frame_height=self.frame_height_px)
            self._tell(page, EventType.LOGOUT_RESULT, result)
            self.logged_out(page)

    def _tell(self, page: Page, event: EventType, payload: Struct) -> int:
        """Publish to an agent who is offline, too."""
        kept = publication(Publication(event, payload))
        seq = self.outgoing.keep(kept)
        self.publishing.send(page, seq, kept)
        return seq

    def _is_busy(self) -> bool:
        phone = self.runner.phone
        return bool(phone.conversations) or phone.wrap_up is not None

    def _noticed(self, told: Announced) -> None:
        if told.asked.origin not in (Origin.REMOTE, Origin.TIMER):
            self.login.used()
