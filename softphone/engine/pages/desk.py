"""Where pages and the phone meet: hellos, requests and acks come in here and go to whom they concern.

Implements `softphone.engine.ports.pages.PageHandler`. What is asked is carried out in `requests`, what happened is told
in `publishing`; here is decided which page is listened to.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from msgspec import Raw

from softphone.connector.asks import InitAsk, LogAsk
from softphone.connector.errors import Rejection
from softphone.connector.frames import read_ask
from softphone.connector.table import Method
from softphone.connector.wire import (
    Ack,
    Admit,
    ConnectorHello,
    ConnectorWelcome,
    TakeOver,
)
from softphone.core.messages.events import PageAttached, PageDetached
from softphone.core.values import RequestId
from softphone.engine.pages.admission import Admission
from softphone.engine.pages.attendance import Attendance
from softphone.engine.pages.charge import Charge
from softphone.engine.pages.kept import Kept, KeptResult, encode, republished
from softphone.engine.pages.office import Office
from softphone.engine.pages.outgoing import Outgoing
from softphone.engine.pages.publishing import Publishing
from softphone.engine.pages.reception import Entrance, Reception
from softphone.engine.pages.registry import Page, Registry
from softphone.engine.pages.requests import Requests
from softphone.engine.pages.scenery import Scenery
from softphone.engine.pages.sound_reports import SoundReports
from softphone.engine.pages.stored_mos import StoredMos
from softphone.engine.ports.page_memory import PageMemory
from softphone.engine.ports.pages import PageLine, Proof
from softphone.engine.runner import Runner, Stepped
from softphone.protocol.greeting import PhoneCard
from softphone.protocol.refusals import Code
from softphone.settings import Settings

log = logging.getLogger(__name__)

ANOTHER_TAB = "Another tab or window is in charge of the phone."


@dataclass(frozen=True, slots=True)
class PageDeskParts:
    """What the page desk is made of."""

    settings: Settings
    runner: Runner
    office: Office
    outgoing: Outgoing
    memory: PageMemory
    card: Callable[[], PhoneCard]
    changed: Callable[[], None]
    """Consoles show the state of the page, and what the agent is asked about it."""


class PageDesk:
    """The engine, as pages see it."""

    def __init__(self, parts: PageDeskParts) -> None:
        self._parts = parts
        self._registry = Registry()
        self.admission = Admission(parts.settings.bridge.parents, parts.memory, parts.changed)
        self._reception = Reception(self._registry, parts.memory, self.admission, parts.office.objection)
        interval_s = parts.settings.quality.stats_interval_s
        self.mos = StoredMos()
        parts.outgoing.listeners.append(self.mos.dispatched)
        self.publishing = Publishing(parts.runner, self._registry, parts.outgoing, Scenery(parts.settings), interval_s)
        self.requests = Requests(
            parts.settings, parts.runner, parts.office, parts.outgoing, self._answer, self.publishing
        )
        self._attendance = Attendance(
            parts.office.login,
            self._registry,
            self.publishing,
            parts.outgoing,
            parts.runner,
            parts.settings.connector.login_frame_height_px,
        )
        self._askers: dict[RequestId, Page] = {}
        self._charge = Charge(
            self._registry, self._write_off, self._attendance.begin_again, self._abandoned, self._serve
        )
        parts.runner.observers.append(self._observe)

    @property
    def reports(self) -> SoundReports:
        """What Salesforce is told about the sound of calls."""
        return self.publishing.reports

    @property
    def user_name(self) -> str:
        """Who is signed in to Salesforce, as far as that was told."""
        return self._parts.office.centre.user_name

    @property
    def page(self) -> Page | None:
        """The page in charge."""
        return self._registry.in_charge

    def hello(self, hello: ConnectorHello, proof: Proof, line: PageLine) -> ConnectorWelcome:
        """Let a page in, or raise `Refused`."""
        entrance = self._reception.enter(hello, proof, line)
        page, resume = entrance.page, hello.resume_from
        page.configuration = hello.connector_config or page.configuration
        page.is_admitted = page.is_admitted or bool(self._parts.settings.bridge.parents) or entrance.is_known
        if resume is not None and resume.journal == self._parts.outgoing.journal.id:
            page.seen = max(page.seen, resume.seq)
        if page is self._registry.in_charge:
            self._came(page, entrance)
        self._attendance.came_back(page)
        return self._welcome(entrance)

    def welcomed(self, line: PageLine) -> None:
        """What a page has missed while its connection was down may follow now."""
        page = self._registry.on(line)
        if page is not None and page is self._registry.in_charge:
            self.publishing.resend(page)
            self._charge.came(page)
            if (page.is_orphan and page.is_ready) or (page.init is not None and page.init <= page.seen):
                self._ready(page)
        self._parts.changed()

    def asked(self, line: PageLine, request: str, method: str, params: Raw) -> None:
        """Carry out what a page asks."""
        page = self._registry.on(line)
        if page is None:
            return
        if method == Admit.METHOD:
            self._admit(page, request, params)
        elif method == TakeOver.METHOD:
            self._charge.take_over(page)
            self._parts.changed()
            line.send(_done(request))
        else:
            self._parts.outgoing.traffic.asked(RequestId(request), method, params)
            self._askers[RequestId(request)] = page
            self._carry_out(page, RequestId(request), method, params)

    def _carry_out(self, page: Page, request: RequestId, method: str, params: Raw) -> None:
        if page is not self._registry.in_charge:
            self.requests.reject(request, Rejection(ANOTHER_TAB))
            return
        self._attendance.asked(method)
        if method == Method.INIT and isinstance(ask := read_ask(Method.INIT, params), InitAsk):
            page.configuration = ask.connector_config
        if method == Method.ACCEPT_CALL:
            self.mos.accepting()
        self.requests.take(request, method, params)
        self._status_may_have_changed(page)

    def told(self, line: PageLine, method: str, params: Raw) -> None:
        """Take note of what a page says."""
        page = self._registry.on(line)
        try:
            if page is not None and method == Ack.METHOD:
                self._acked(page, msgspec.json.decode(params, type=Ack))
            elif page is not None and method == Method.LOG_MESSAGE_TO_VENDOR:
                self._parts.office.note(msgspec.json.decode(params, type=LogAsk))
        except msgspec.DecodeError as wrong:
            log.warning("a page said what is not understood: %s: %s", method, wrong)

    def gone(self, line: PageLine) -> None:
        """A page's connection has ended; it may come back, or another one take its place."""
        page = self._registry.leave(line)
        self._parts.changed()
        if page is not None and page is self._registry.in_charge:
            self._charge.wait_for(page)

    def logged_in(self) -> None:
        """The agent has logged in at the login page: Salesforce may go on."""
        self._attendance.logged_in()

    def _observe(self, stepped: Stepped) -> None:
        self.publishing.observe(stepped, self.requests)

    def _answer(self, request: RequestId, seq: int, kept: Kept) -> None:
        page = self._askers.pop(request, None)
        if page is None or (page.line is None and page is not self._registry.in_charge):
            self._nobody_hears(seq, kept)
            return
        if isinstance(kept, KeptResult) and kept.method is Method.INIT:
            self._attendance.set_up(page, seq)
        self.publishing.send(page, seq, kept)
        if isinstance(kept, KeptResult) and kept.method is Method.LOGOUT:
            self._attendance.logged_out(page)
            self._parts.changed()

    def _nobody_hears(self, seq: int, kept: Kept) -> None:
        """Whoever asked is gone for good: what came of it is state for the page that took its place."""
        self._parts.outgoing.settle(seq, "nobody", is_dispatched=False)
        if isinstance(kept, KeptResult) and (told := republished(kept)):
            self.publishing.publish(told)

    def _came(self, page: Page, entrance: Entrance) -> None:
        """The page in charge is there (again)."""
        self._charge.stop_waiting()
        outgoing = self._parts.outgoing
        outgoing.settle_up_to(page.seen, page.instance)
        if not entrance.is_known or page.is_orphan or page.is_stale:
            self._write_off("what it was about is gone")

    def _write_off(self, why: str) -> None:
        """Salesforce looks at everything again: what it has not heard yet says nothing to it."""
        self._parts.outgoing.write_off(why)
        self.mos.page_is_fresh()

    def _welcome(self, entrance: Entrance) -> ConnectorWelcome:
        is_in_charge = entrance.page is self._registry.in_charge
        offered, calls = self._parts.office.snapshot(), self.publishing.snapshot()
        return ConnectorWelcome(
            session=entrance.session,
            journal=self._parts.outgoing.journal.id,
            phone=self._parts.card(),
            seq=self._parts.outgoing.journal.last_seq,
            is_in_charge=is_in_charge,
            state=msgspec.structs.replace(offered, active_calls=calls.active_calls),
            wait_ms=self._parts.settings.connector.wait_for_engine_ms,
            says="" if is_in_charge else ANOTHER_TAB,
        )

    def _acked(self, page: Page, ack: Ack) -> None:
        page.seen = max(page.seen, ack.seq)
        kept = self._parts.outgoing.settle(ack.seq, page.instance, is_dispatched=ack.outcome == "done")
        if kept is not None and ack.outcome != "done":
            self.publishing.dealt_with(kept)
        if ack.outcome == "failed":
            log.warning("Salesforce was not told %s: %s", ack.seq, ack.says)
        if ack.outcome == "late" and isinstance(kept, KeptResult) and (told := republished(kept)):
            self.publishing.publish(told)
        if ack.seq == page.init:
            self._ready(page)
        elif page is self._registry.in_charge and page.hears:
            self.publishing.correct()

    def _ready(self, page: Page) -> None:
        was_orphan = page.becomes_ready()
        self._parts.runner.tell(PageAttached(self._parts.office.centre.is_acw_allowed))
        self._parts.changed()
        if page is self._registry.in_charge:
            self.publishing.catch_up(is_asked=not was_orphan)

    def _status_may_have_changed(self, page: Page) -> None:
        was_offline, page.is_offline = page.is_offline, self._is_offline
        if was_offline and page.hears:
            self.publishing.catch_up()

    @property
    def _is_offline(self) -> bool:
        """Whether the agent is offline for Salesforce."""
        status = self._parts.runner.phone.presence.current
        return status is not None and status.is_offline

    def _admit(self, page: Page, request: str, params: Raw) -> None:
        try:
            origin = msgspec.json.decode(params, type=Admit).origin
        except msgspec.DecodeError:
            origin = ""

        def verdict(is_admitted: bool) -> None:  # noqa: FBT001 - the verdict is the datum
            page.is_admitted = page.is_admitted or is_admitted
            if page.line is not None:
                page.line.send(_done(request) if is_admitted else _forbidden(request, origin))

        self.admission.judge(origin, verdict)

    def _serve(self, page: Page) -> None:
        self._parts.office.learn(page.configuration)

    def _abandoned(self) -> None:
        self._parts.runner.tell(PageDetached())
        self._parts.changed()


def _done(request: str) -> bytes:
    return encode({"jsonrpc": "2.0", "id": request, "result": {}})


def _forbidden(request: str, origin: str) -> bytes:
    says = f"{origin} is not one of the Salesforce pages of this phone's settings."
    error = {"code": int(Code.FORBIDDEN), "message": says, "data": {"type": "forbidden_origin"}}
    return encode({"jsonrpc": "2.0", "id": request, "error": error})
