"""Lets pages in: a fresh one by its ticket, one whose socket dropped by its session, a hosted one by its pairing."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from softphone.connector.errors import Rejection
from softphone.connector.wire import ConnectorHello
from softphone.engine.pages.admission import Admission
from softphone.engine.pages.registry import Page, Registry
from softphone.engine.ports.page_memory import PageMemory
from softphone.engine.ports.pages import PageLine, Proof
from softphone.protocol.refusals import Code, Problem, Reason, Refused


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page that was let in. `session` is its proof for the next time; a reload is another instance."""

    page: Page
    session: str
    is_known: bool
    """The same life of the page as before: what it has not acked is sent again."""


@dataclass(slots=True)
class Reception:
    """Judges hellos."""

    registry: Registry
    memory: PageMemory
    admission: Admission
    objection: Callable[[Mapping[str, Any] | None], Rejection | None]
    """Why whoever is signed in to Salesforce in a page may not have the phone."""

    def enter(self, hello: ConnectorHello, proof: Proof, line: PageLine) -> Entrance:
        """Let a page in; raises `Refused` with one of the contract's types."""
        if hello.session is not None:
            return self._again(hello, hello.session, line)
        if proof.hosted_at is not None:
            self._check_pairing(hello)
        elif hello.ticket is None or not proof.has_ticket:
            raise _refused("wrong_ticket", "The ticket is missing, too old or used; load the page again.")
        session = secrets.token_urlsafe(32)
        page = Page(hello.instance, hashed(session), line)
        self._settle_in(page)
        return Entrance(page, session, is_known=False)

    def _again(self, hello: ConnectorHello, session: str, line: PageLine) -> Entrance:
        name = hashed(session)
        if self.memory.session(name) != hello.instance:
            raise _refused("unknown_session", "That session is not known here; load the page again.")
        page = self.registry.known(hello.instance)
        if page is None:  # the engine was restarted: the page has outlived it
            self._check_user(hello)
            page = Page(hello.instance, name, is_ready=hello.is_ready, is_orphan=True)
        elif page.line is not None and page.line is not line:
            page.line.close(4000, "this page has another connection")
        page.line = line
        self._settle_in(page)
        return Entrance(page, session, is_known=True)

    def _settle_in(self, page: Page) -> None:
        self.memory.keep_session(page.session, page.instance)
        self.registry.enter(page)

    def _check_user(self, hello: ConnectorHello) -> None:
        """Salesforce sets a page up once: a phone that was given to others meanwhile has no later chance to refuse."""
        if hello.is_ready and (why := self.objection(hello.connector_config)):
            raise _refused("other_user", why.says)

    def _check_pairing(self, hello: ConnectorHello) -> None:
        if hello.pairing is None:
            raise _refused("pairing_needed", "A page that is hosted elsewhere has to be paired.")
        name = hashed(hello.pairing)
        what = f"pairing {int(name[:8], 16) % 10_000:04} {name[:16]}"
        if not self.memory.is_approved(what):
            if what not in self.admission.open_questions:
                self.admission.question(what, lambda _: None)
            raise _refused("pairing_needed", f"Approve the pairing {what.split()[1]} at the phone.")


def hashed(secret: str) -> str:
    """What is remembered of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _refused(kind: str, says: str) -> Refused:
    return Refused(Problem(code=Code.FORBIDDEN, message=says, data=Reason(type=kind)))
