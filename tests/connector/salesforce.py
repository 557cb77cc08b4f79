"""Salesforce as the ledger sees it: requests go in; what it is told comes out, `D` by the base, `P` by the phone."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from msgspec import Struct

from softphone.connector.answers import dispatched_by
from softphone.connector.asks import AboutCall, Ask, AskedCall, AskedContact, DialAsk
from softphone.connector.calls import PhoneCall
from softphone.connector.commands import command_of
from softphone.connector.errors import Rejection
from softphone.connector.outbox import Answered, Message, Rejected, messages_of
from softphone.connector.publications import Publication
from softphone.connector.results import CallResult, HangupResult
from softphone.connector.rows import REQUESTS
from softphone.connector.scenes import Scene as View
from softphone.connector.standpoint import Standpoint
from softphone.connector.table import Method
from softphone.connector.told import Beliefs
from softphone.core.messages.commands import Answer, Command
from softphone.core.messages.events import Event, LegConnected, PageAttached
from softphone.core.values import Asked, CallId, Instant, LegId, RequestId
from softphone.settings import DEFAULTS
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.connector import ConnectorSettings
from softphone.settings.sections.supervision import SupervisionSettings
from tests.core.scenes import ACCOUNT, LEG_A, REMOTE, A, Scene, invited, scene

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Salesforce:
    """A phone with a connector page in charge, and everything that Salesforce was told."""

    phone: Scene = field(default_factory=scene)
    is_measured: bool = True
    is_wrap_up_end_told: bool = False
    connector: ConnectorSettings = DEFAULTS.connector
    waiting: dict[RequestId, Method] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    beliefs: Beliefs = field(default_factory=Beliefs)
    supervision: SupervisionSettings = DEFAULTS.supervision
    accounts: tuple[AccountSettings, ...] = (AccountSettings(name=ACCOUNT, uri="sip:agent@pbx.example.com"),)

    def happens(self, *bodies: Command | Event, asked: Asked = REMOTE) -> "Salesforce":
        """The network, the clock or the desk does something."""
        for body in bodies:
            self.phone.happens(body, asked=asked)
            self._hear()
        return self

    def desk(self, command: Command) -> "Salesforce":
        """The agent does something at the desk."""
        self.phone.desk(command)
        self._hear()
        return self

    def asks(self, method: Method, ask: Ask | None = None) -> "Salesforce":
        """Salesforce asks for something."""
        answer = command_of(method, ask or about(), self.standpoint())
        assert answer is not None, f"{method} is not for the machine"
        if isinstance(answer, Rejection):
            self._tell(Rejected(RequestId("none"), method, answer))
            return self
        request = RequestId(f"connector-{self.phone.requests + 1}")
        self.waiting[request] = method
        self.asked(request)
        assert self.phone.salesforce(answer) == request
        self._hear()
        return self

    def standpoint(self) -> Standpoint:
        number = self.phone.requests
        return Standpoint(
            phone=self.phone.phone,
            dial=DEFAULTS.dial,
            calls=DEFAULTS.calls,
            connector=self.connector,
            accounts=self.accounts,
            not_supported_label="c.notSupported",
            supervision=self.supervision,
            fresh_call=CallId(f"fresh-call-{number}"),
            fresh_leg=LegId(f"fresh-leg-{number}"),
        )

    def view(self) -> View:
        return View(
            Instant(self.phone.now),
            NOON,
            is_measured=self.is_measured,
            is_wrap_up_end_told=self.is_wrap_up_end_told,
        )

    def _hear(self) -> None:
        for message in messages_of(self.phone.last, self.waiting, self.view()):
            self._tell(message)

    def asked(self, request: RequestId) -> None:
        """For those who carry requests: this is the name of the one that was asked last."""

    def tell(self, message: Message) -> None:
        """For those who carry messages: this one is next."""

    def _tell(self, message: Message) -> None:
        self.messages.append(message)
        self.tell(message)
        match message:
            case Publication(event=event, payload=payload):
                self.told.append(f"P {event}")
                self.beliefs = self.beliefs.after(event, payload)
            case Answered(method=method, result=result, follow_up=follow_up, request=request):
                del self.waiting[request]
                dispatched = dispatched_by(method, result, follow_up)
                own = REQUESTS[method].own_events
                self.told.append(f"D {dispatched or (own[0] if own else 'nothing')}")
                if dispatched:
                    self.beliefs = self.beliefs.after(dispatched, result)
            case Rejected(method=method, rejection=rejection, request=request):
                self.waiting.pop(request, None)
                self.told.append(f"rejected {method} {rejection.type}")
            case error:
                self.told.append(f"publishError {error.event}")

    def payload(self, event: str) -> Publication:
        """The only publication of an event so far."""
        (found,) = [one for one in self.messages if isinstance(one, Publication) and one.event == event]
        return found

    def result(self) -> Answered:
        """The only result so far."""
        (found,) = [one for one in self.messages if isinstance(one, Answered)]
        return found


def about(call: CallId | None = None, leg: LegId | None = None) -> AboutCall:
    """A request about a call, or about the one that is meant."""
    return AboutCall(call=AskedCall(call_id=call, connection_id=leg) if call else None)


STATS, HANGUP, WORK = "P UPDATE_AUDIO_STATS", "P HANGUP", "P AFTER_CALL_WORK_STARTED"
FRESH_CALL, FRESH_LEG = CallId("fresh-call-0"), LegId("fresh-leg-0")


def ringing() -> Salesforce:
    return Salesforce().happens(PageAttached(), invited())


def talking() -> Salesforce:
    here = ringing().desk(Answer(A)).happens(LegConnected(LEG_A))
    here.told.clear()
    return here


def dialled() -> Salesforce:
    """Salesforce has dialled, and the network is still silent."""
    here = Salesforce().happens(PageAttached())
    return here.asks(Method.DIAL, DialAsk(contact=AskedContact(phone_number="+4930123456")))


def only_call(payload: Struct | dict[str, object]) -> PhoneCall:
    match payload:
        case CallResult(call=call):
            return call
        case HangupResult(calls=(call,)):
            return call
        case _:
            pytest.fail(f"{payload} has not one call")
