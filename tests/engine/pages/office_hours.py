"""Words for tests of the page desk: a phone, a page that Salesforce loads, and what the page was told, in order."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import Raw

from softphone.connector import asks
from softphone.connector.agents import AudioDevice
from softphone.connector.calls import Contact
from softphone.connector.errors import Rejection
from softphone.connector.results import SignedRecordingUrlResult
from softphone.connector.wire import ConnectorHello, ConnectorWelcome, ResumePoint
from softphone.core.messages.commands import Command
from softphone.core.messages.effects import SipEffect
from softphone.core.messages.events import Event
from softphone.core.messages.lamp_events import StatusesTold
from softphone.core.state.phone import new_phone
from softphone.core.state.policy import Policy
from softphone.core.values import Asked, LegId, Origin, RequestId
from softphone.engine.measuring.gauges import Gauges
from softphone.engine.pages.desk import PageDesk, PageDeskParts
from softphone.engine.pages.office import Answer, Office, Outside
from softphone.engine.pages.outgoing import Outgoing
from softphone.engine.ports.pages import Proof
from softphone.engine.ports.phone import LegReading
from softphone.engine.ports.storage import JournalPort
from softphone.engine.runner import Runner
from softphone.protocol.greeting import PhoneCard
from softphone.quality.counters import Totals
from softphone.quality.readings import Reading
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.network import BridgeSettings
from tests.core.scenes import ACCOUNT, LEG_A, ONE_LINE
from tests.fakes.storage import FakeJournal

PARENT = "https://myorg.lightning.force.com"
SETTINGS = Settings(
    accounts=(AccountSettings(name=ACCOUNT, uri="sip:agent@127.0.0.1"),), bridge=BridgeSettings(parents=(PARENT,))
)


class FakeMemory:
    """A memory that lasts as long as the test."""

    def __init__(self) -> None:
        self.sessions: dict[str, str] = {}
        self.approved: set[str] = set()

    def session(self, hashed: str) -> str | None:
        return self.sessions.get(hashed)

    def keep_session(self, hashed: str, instance: str) -> None:
        self.sessions[hashed] = instance

    def is_approved(self, what: str) -> bool:
        return what in self.approved

    def approve(self, what: str) -> None:
        self.approved.add(what)


@dataclass
class Line:
    """A page at the other end: it keeps what it is sent, and acks when it is told to."""

    house: "House"
    instance: str
    acks: bool = True
    frames: list[dict[str, Any]] = field(default_factory=list)
    closed: tuple[int, str] | None = None
    welcome: ConnectorWelcome | None = None
    asked: int = 0

    def send(self, frame: bytes) -> None:
        message = msgspec.json.decode(frame)
        self.frames.append(message)
        if self.acks and (seq := seq_of(message)) is not None:
            asyncio.get_running_loop().call_soon(self.ack, seq)

    def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    def ack(self, seq: int, outcome: str = "done") -> None:
        self.house.seen = max(self.house.seen, seq)
        self.house.desk.told(self, "ack", Raw(msgspec.json.encode({"seq": seq, "outcome": outcome})))

    def hello(self, **proof: Any) -> ConnectorWelcome:
        resume = ResumePoint(journal=self.house.journal.id, seq=self.house.seen) if self.house.seen else None
        told = {"resume_from": resume, "is_ready": resume is not None, **proof}
        hello = ConnectorHello(role="connector", instance=self.instance, **told)
        self.welcome = self.house.desk.hello(hello, Proof(has_ticket="ticket" in proof), self)
        self.house.desk.welcomed(self)
        return self.welcome

    def ask(self, method: str, **params: Any) -> str:
        self.asked += 1
        return self.ask_as(f"{self.instance}:{self.asked}", method, **params)

    def ask_as(self, request: str, method: str, **params: Any) -> str:
        self.house.desk.asked(self, request, method, Raw(msgspec.json.encode(params)))
        return request

    def answer_to(self, request: str) -> dict[str, Any]:
        (answer,) = [frame for frame in self.frames if frame.get("id") == request]
        return answer

    @property
    def events(self) -> list[str]:
        """What reaches Salesforce through this page, in order: publications, and results by their class."""
        return [name for frame in self.frames if (name := name_of(frame))]


def seq_of(frame: dict[str, Any]) -> int | None:
    """The number of a message that has one."""
    found: int | None
    if "result" in frame:
        found = frame["result"].get("seq")
    elif "error" in frame:
        found = frame["error"]["data"].get("seq")
    else:
        found = frame["params"].get("seq")
    return found


def name_of(frame: dict[str, Any]) -> str | None:
    """How a message is named in a sequence of events."""
    if "result" in frame:
        return f"result {frame['result']['type']}" if "type" in frame["result"] else None
    if "error" in frame:
        return "rejected"
    if frame["method"] == "publishError":
        return f"error {frame['params']['eventType']}"
    return str(frame["params"]["eventType"]) if frame["method"] == "publishEvent" else None


@dataclass
class House:
    """An engine with a page desk, without network and disk."""

    settings: Settings = SETTINGS
    policy: Policy = ONE_LINE
    journal: JournalPort = field(default_factory=FakeJournal)
    memory: FakeMemory = field(default_factory=FakeMemory)
    seen: int = 0
    requests: int = 0

    def __post_init__(self) -> None:
        self.effects: list[SipEffect] = []
        self.heard: list[object] = []
        self.open()

    def open(self) -> None:
        """Start the engine, or start it again: calls are gone, the journal and the memory are not."""
        self.runner = Runner(new_phone(self.policy), self.effects.append)
        self.outgoing = Outgoing(self.journal)
        self.office = Office(
            self.settings,
            Outside(
                devices=lambda: (AudioDevice(id="1", name="Headset", type="Microphone"),),
                log_lines=self._log_lines,
                recording_url=self._recording_url,
                heard=self.heard.append,
                has_password=lambda: False,
                statuses_told=lambda statuses: self.runner.tell(StatusesTold(statuses), Asked(Origin.CONNECTOR)),
                contacts=self._contacts,
            ),
        )
        self.desk = PageDesk(
            PageDeskParts(
                settings=self.settings,
                runner=self.runner,
                office=self.office,
                outgoing=self.outgoing,
                memory=self.memory,
                card=lambda: PhoneCard(version="0"),
                changed=lambda: None,
            )
        )
        self._look()

    @property
    def questions(self) -> tuple[str, ...]:
        """What the agent is asked."""
        return self.desk.admission.open_questions

    def _look(self) -> None:
        """Let looks at legs reach the page desk."""
        self.gauges = Gauges(lambda: self.runner.phone)
        self.gauges.listeners.append(self.desk.publishing.reports.see)
        self.runner.listeners.append(self.gauges.listen)
        self.looks: dict[LegId, int] = {}

    def load(self, instance: str = "page-1", *, acks: bool = True) -> Line:
        """Salesforce loads the page."""
        line = Line(self, instance, acks=acks)
        line.hello(ticket="ticket")
        return line

    async def ready(self, instance: str = "page-1", *, acks: bool = True) -> Line:
        """Salesforce loads the page and sets it up."""
        line = self.load(instance)
        line.ask("init", connectorConfig={})
        await settled()
        line.acks = acks
        line.frames.clear()
        return line

    async def happens(self, *events: Event) -> None:
        """The network reports."""
        for event in events:
            self.runner.tell(event)
            await settled()

    async def desk_does(self, command: Command) -> None:
        """The agent does something at the desk phone."""
        self.requests += 1
        self.runner.tell(command, Asked(Origin.DESK, RequestId(f"desk-{self.requests}")))
        await settled()

    async def sounds(self, seconds: int, leg: LegId = LEG_A, *, lost: int = 0, is_reported: bool = True) -> None:
        """A leg is looked at for so many seconds, in each of which some of 50 packets are lost both ways."""
        for _ in range(seconds):
            self.looks[leg] = look = self.looks.get(leg, 0) + 1
            totals = Totals(packets=(50 - lost) * look, lost=lost * look, loss_periods=lost * look)
            reading = Reading(
                at=self.runner.now + look,
                codec="PCMU",
                received=totals,
                sent=Totals(packets=50 * look, lost=lost * look) if is_reported else None,
                packets_sent=50 * look,
                reports=look if is_reported else 0,
                rtt_ms=80.4 if is_reported else None,
                buffer_ms=40.6,
            )
            self.gauges.take(LegReading(leg, reading))
        await settled()

    async def _contacts(self, wanted: asks.ContactsFilter | None) -> tuple[Contact, ...]:
        self.heard.append(wanted)
        return (Contact(name="Anna", phone_number="4711"),)

    async def _log_lines(self) -> tuple[str, ...]:
        return ("engine line",)

    def _recording_url(self, ask: asks.RecordingUrlAsk) -> Awaitable[Answer]:
        async def answer() -> Answer:
            if ask.call_id is None:
                return Rejection("no such recording")
            return SignedRecordingUrlResult(success=True, url="http://127.0.0.1/r", call_id=ask.call_id)

        return answer()


async def settled() -> None:
    """Let acks and slow answers arrive."""
    for _ in range(4):
        await asyncio.sleep(0)
