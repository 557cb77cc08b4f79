"""Carries out what Salesforce asks, once: by the office, or by the call machine, whose answers come with its steps."""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import Raw, Struct

from softphone.connector.calls import PhoneCall
from softphone.connector.commands import command_of
from softphone.connector.errors import Rejection, custom_error
from softphone.connector.frames import read_ask
from softphone.connector.outbox import Answered
from softphone.connector.results import ActiveCallsResult, Done, SupervisorHangupResult
from softphone.connector.standpoint import Standpoint
from softphone.connector.statuses import vendor_status
from softphone.connector.table import Method
from softphone.connector.words import Failure
from softphone.core.values import Asked, CallId, LegId, Origin, RequestId
from softphone.engine.clock import now, wall
from softphone.engine.pages import kept as keeping
from softphone.engine.pages.kept import Kept
from softphone.engine.pages.office import Office
from softphone.engine.pages.outgoing import Outgoing
from softphone.engine.ports.storage import Claim
from softphone.engine.runner import Runner
from softphone.settings import Settings

log = logging.getLogger(__name__)

_METHODS = {str(method): method for method in Method}

_FORGETTING = (Method.SUPERVISE_CALL, Method.ACCEPT_CALL)
"""If these fail, the base connector takes it that nothing is supervised."""

MOST_WAITING = 64
"""An agent never waits for so many at once; a page that has gone wild must not fill the memory of a phone in a call."""

Answer = Callable[[RequestId, int, Kept], None]
"""Sends an answer that has been kept under a number."""


class Telling(Protocol):
    """What else Salesforce is told."""

    def calls(self) -> tuple[PhoneCall, ...]:
        """Draw the calls that go on."""

    def end_replay(self) -> None:
        """The base connector will not replay what goes on."""

    def retell_supervision(self) -> None:
        """The base connector takes for the end of any supervision what was none: tell it of the one that goes on."""


@dataclass(slots=True)
class Requests:
    """What was asked and is not answered yet, and how it is carried out."""

    settings: Settings
    runner: Runner
    office: Office
    outgoing: Outgoing
    answer: Answer
    telling: Telling
    waiting: dict[RequestId, Method] = field(default_factory=dict)
    simulated: dict[Method, str] = field(default_factory=dict)
    _crossed: set[RequestId] = field(default_factory=set)
    """To supervise, asked before the page had heard of another end, which it will take for the end of this."""
    _slow: set[asyncio.Task[None]] = field(default_factory=set)

    def take(self, request: RequestId, method: str, params: Raw) -> None:
        """Carry a request out, unless that was done before; then it gets the answer that there is, or will be."""
        match self.outgoing.journal.claim(request, wall(now())):
            case Claim.NEW if len(self.waiting) >= MOST_WAITING:
                self.reject(request, Rejection("Too many requests wait for their answers already."))
            case Claim.NEW:
                self._begin(request, method, params)
            case Claim.BEGUN:
                if request not in self.waiting:
                    self.reject(request, Rejection("The phone was restarted while it did that."))
            case entry:
                self.answer(request, entry.seq, self.outgoing.revive(entry))

    def reject(self, request: RequestId, why: Rejection) -> None:
        """Say that nothing comes of a request."""
        method = self.waiting.get(request)
        self._crossed.discard(request)
        self._keep(request, keeping.rejection(request, why))
        if method in _FORGETTING:
            self.telling.retell_supervision()
        elif method is Method.GET_ACTIVE_CALLS:
            self.telling.end_replay()

    def resolve(self, request: RequestId, method: Method, result: Struct) -> None:
        """Give a request its result."""
        self._keep(request, keeping.result(Answered(request, method, result)))

    def settle(self, answered: Answered) -> None:
        """The machine has done what was asked."""
        self._keep(answered.request, keeping.result(answered))
        if answered.request in self._crossed:
            self._crossed.discard(answered.request)
            self.telling.retell_supervision()

    def _keep(self, request: RequestId, kept: Kept) -> None:
        self.waiting.pop(request, None)
        self.answer(request, self.outgoing.keep(kept), kept)

    def _begin(self, request: RequestId, name: str, params: Raw) -> None:
        method = _METHODS.get(name)
        if method is None:
            self.reject(request, Rejection(f"There is no method {name[:40]}.", type=Failure.GENERIC_ERROR))
            return
        self.waiting[request] = method
        if method is Method.SUPERVISE_CALL and any(map(keeping.ends_supervision, self.outgoing.unheard)):
            self._crossed.add(request)
        ask = read_ask(method, params)
        if label := self.simulated.pop(method, ""):
            says = f"{method} fails because it was told to."
            self.reject(request, Rejection(says, custom=custom_error(label, says)))
        elif isinstance(ask, Rejection):
            self.reject(request, ask)
        else:
            self._carry_out(request, method, ask)

    def _carry_out(self, request: RequestId, method: Method, ask: Struct) -> None:
        answer = self.office.handle(method, ask)
        if isinstance(answer, Rejection):
            self.reject(request, answer)
        elif isinstance(answer, Struct):
            self.resolve(request, method, answer)
        elif answer is not None:
            task = asyncio.get_running_loop().create_task(self._wait(request, method, answer))
            self._slow.add(task)
            task.add_done_callback(self._slow.discard)
        else:
            self._command(request, method, ask)

    async def _wait(self, request: RequestId, method: Method, answer: Awaitable[Struct | Rejection]) -> None:
        """Answer when the outcome is known; what fails unforeseen must not keep Salesforce waiting for ever."""
        try:
            outcome = await answer
        except Exception:  # whatever went wrong, Salesforce waits for an answer
            log.exception("failed: %s", method)
            outcome = Rejection("The phone could not do that; its log says why.")
        if isinstance(outcome, Rejection):
            self.reject(request, outcome)
        else:
            self.resolve(request, method, outcome)

    def _command(self, request: RequestId, method: Method, ask: Struct) -> None:
        match command_of(method, ask, self._standpoint()):
            case Rejection() as rejection:
                self.reject(request, rejection)
            case None if method is Method.SUPERVISOR_DISCONNECT:
                self.resolve(request, method, SupervisorHangupResult(calls=()))
                self.telling.retell_supervision()
            case None if method is Method.GET_AGENT_STATUS:
                self.resolve(request, method, vendor_status(self.runner.phone.presence))
            case None if method is Method.GET_ACTIVE_CALLS:
                self.resolve(request, method, ActiveCallsResult(active_calls=self.telling.calls()))
            case None:
                self.resolve(request, method, Done())
            case command:
                self.runner.tell(command, Asked(Origin.CONNECTOR, request))

    def _standpoint(self) -> Standpoint:
        return Standpoint(
            phone=self.runner.phone,
            dial=self.settings.dial,
            calls=self.settings.calls,
            connector=self.settings.connector,
            accounts=self.settings.accounts,
            not_supported_label=self.settings.connector.not_supported_label,
            supervision=self.settings.supervision,
            fresh_call=CallId(str(uuid.uuid4())),
            fresh_leg=LegId(str(uuid.uuid4())),
            centre_prefix=self.office.centre.long_distance_prefix,
        )
