"""The engine as the bridge sees it: commands in, facts out as numbered events, snapshots on request.

Translates nothing itself and decides nothing (the machine does); it joins the two and keeps the count.
"""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from softphone import __version__
from softphone.core.messages.commands import SetRegistered
from softphone.core.messages.facts import AudioDeviceChanged, CallFact, CallStarted, Fact, WrapUpEnded, leg_of
from softphone.core.messages.refusals import Refusal
from softphone.core.values import AccountName, Asked, CallId, Origin, RequestId
from softphone.engine.archive import Archive
from softphone.engine.aside import aside
from softphone.engine.asking import command_of
from softphone.engine.call_book import Moment
from softphone.engine.clock import now, wall
from softphone.engine.contacts_view import contacts_changed, contacts_page
from softphone.engine.directory import Directory
from softphone.engine.event_view import Head, event_of
from softphone.engine.favourites import Favourites
from softphone.engine.measuring.alarms import Alarm
from softphone.engine.measuring.department import Measuring
from softphone.engine.phone_book import PhoneBook
from softphone.engine.playback import Playback
from softphone.engine.ports.bridge import BridgePort
from softphone.engine.ports.page_door import PageDoor
from softphone.engine.ports.phone import PhonePort
from softphone.engine.ports.secrets import Secret, SecretsPort, SecretsUnavailable
from softphone.engine.ports.storage import StorageNotice
from softphone.engine.runner import Announced, Outcome, Runner
from softphone.engine.sound_desk import SoundDesk
from softphone.engine.state_view import Surroundings, call_state, state_of
from softphone.engine.telephony.sync import StatusSync
from softphone.protocol.answers import AnyResult, Done, LogLines
from softphone.protocol.commands import PhoneCommand
from softphone.protocol.contacts import Contacts, MarkFavourite
from softphone.protocol.enquiries import Enquiry, ExportHistory, History, KeepSecret, Logs, ShutDown, Stats
from softphone.protocol.events import MessageHeard, OfMessage, OfPage, OfTrouble, PageChanged, TroubleReported
from softphone.protocol.exchanges import Exchanges
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import Client, PhoneCard
from softphone.protocol.methods import Executable
from softphone.protocol.pages import Approve, SendMessage, SimulateError
from softphone.protocol.playback import PlayRecording, StopPlaying
from softphone.protocol.refusals import Fault, Refused, problem, refusal
from softphone.protocol.sound import PlayTone, ReadMeters, SetLevel, ShowSound, TryMicrophone, UseDevices
from softphone.protocol.sound_quality import Course, QualityAlarm
from softphone.protocol.state import Counters, DeviceState, State
from softphone.protocol.supervision import SupervisionCommand
from softphone.protocol.telephony import TelephonyPresence
from softphone.settings import Settings


@dataclass(frozen=True, slots=True)
class FrontParts:
    """What lies behind the front: everything a client's wish may lead to."""

    runner: Runner
    phone: PhonePort
    bridge: BridgePort
    archive: Archive
    measuring: Measuring
    secrets: SecretsPort
    book: PhoneBook
    favourites: Favourites
    status: StatusSync
    sound: SoundDesk
    playback: Playback
    pages: PageDoor
    address: Callable[[], str]
    log_lines: Callable[[int], tuple[str, ...]]
    shut_down: Callable[[], None]


@dataclass(slots=True)
class Front:
    """Implements `softphone.engine.ports.bridge.BridgeHandler`."""

    settings: Settings
    parts: FrontParts
    journal: str = field(default_factory=lambda: uuid.uuid4().hex)
    seq: int = 0
    calls: int = 0
    devices: dict[str, DeviceState] = field(default_factory=dict)
    _requests: int = 0

    @property
    def card(self) -> PhoneCard:
        """What this phone is, and where it can be reached now."""
        return PhoneCard(version=__version__, sip=self.parts.address())

    def listen(self, told: Announced) -> None:
        """Number a fact and tell everybody."""
        self._remember(told.fact)
        moment = Moment(told.at, wall(told.at))
        head = Head(self._next(), moment, told.asked.origin, told.phone.focus)
        self.parts.bridge.broadcast(event_of(told.fact, head))

    def report(self, notice: StorageNotice) -> None:
        """Tell everybody that something is wrong with what is kept, or right again."""
        says = f"{notice.trouble}: {notice.says} {notice.path}".rstrip()
        payload = OfTrouble(part=notice.store, says=says)
        self.parts.bridge.broadcast(
            TroubleReported(seq=self._next(), at=wall(now()), origin=Origin.TIMER, payload=payload)
        )

    def quality_alarm(self, alarm: Alarm) -> None:
        """Tell everybody that a leg sounds bad, or good again."""
        self.parts.bridge.broadcast(
            QualityAlarm(
                seq=self._next(),
                at=wall(now()),
                origin=Origin.REMOTE,
                call_id=alarm.call,
                leg_id=alarm.leg,
                payload=alarm.quality,
            )
        )

    def page_changed(self) -> None:
        """Tell everybody the state of the connector page."""
        payload = OfPage(page=self.parts.pages.state)
        self.parts.bridge.broadcast(
            PageChanged(seq=self._next(), at=wall(now()), origin=Origin.CONNECTOR, payload=payload)
        )

    def message_heard(self, message: object) -> None:
        """Tell everybody what a Lightning component said."""
        payload = OfMessage(message=message)
        self.parts.bridge.broadcast(
            MessageHeard(seq=self._next(), at=wall(now()), origin=Origin.CONNECTOR, payload=payload)
        )

    def contacts_changed(self) -> None:
        """Tell everybody that the phone book was read (again)."""
        self.parts.bridge.broadcast(contacts_changed(self.parts.book, self._next(), wall(now())))

    async def execute(self, command: Executable, client: Client) -> AnyResult:
        """Carry out what a client asked; raises `Refused` with the reason when it is not done."""
        if isinstance(command, PhoneCommand | SupervisionCommand):
            return await self._obey(command, client)
        match command:
            case TelephonyPresence(presence=presence):
                self.parts.status.presence_changed(presence)
                return Done(seq=self.seq)
            case MarkFavourite():
                await self.parts.favourites.mark(command)
                return Done(seq=self.seq)
            case KeepSecret():
                return await self._keep_secret(command, client)
            case Approve() | SendMessage() | SimulateError():
                self.parts.pages.obey(command)
                return Done(seq=self.seq)
            case ShowSound() | UseDevices() | SetLevel() | ReadMeters() | PlayTone() | TryMicrophone():
                return await self.parts.sound.execute(command)
            case PlayRecording() | StopPlaying():
                return await self.parts.playback.execute(command)
            case ShutDown():
                self.parts.shut_down()
                return Done(seq=self.seq)
            case _:
                return await self._look_up(command)

    def figures(self) -> Figures:
        """Tell how all connected legs sound."""
        return self.parts.measuring.figures()

    def snapshot(self) -> State:
        """Tell everything that is true now."""
        phone, bridge = self.parts.runner.phone, self.parts.bridge
        counters = Counters(
            calls=self.calls, strangers=phone.strangers, clients=bridge.clients, refusals=bridge.refusals
        )
        uris = {account.name: account.uri for account in self.settings.accounts}
        around = Surroundings(
            self.parts.address(),
            uris,
            tuple(self.devices.values()),
            counters,
            self.parts.pages.state,
            self.parts.status.presence.id,
            self.parts.playback.now,
        )
        return state_of(phone, self.seq, _moment(), around)

    async def _obey(self, command: PhoneCommand | SupervisionCommand, client: Client) -> Done:
        wish = command_of(command, Directory(self.settings, self.parts.book.name_of, self.parts.runner.phone))
        if isinstance(wish, Refusal):
            raise refusal(wish)
        return self._done(await self.parts.runner.ask(wish, self._asked(client)))

    async def _look_up(self, asked: Enquiry | Contacts) -> AnyResult:
        """Tell what somebody wants to know; nothing is changed by it."""
        match asked:
            case Stats(call_id=call_id):
                return self.parts.measuring.figures(call_id)
            case Course(call_id=call_id, started_at=started_at):
                return await self.parts.measuring.courses.of_call(CallId(call_id), started_at)
            case Exchanges():
                return self.parts.pages.exchanges(asked)
            case ExportHistory():
                return await self.parts.archive.export(asked)
            case History():
                return await self.parts.archive.page(asked)
            case Logs(lines=lines):
                return LogLines(lines=await asyncio.to_thread(self.parts.log_lines, lines))
            case Contacts():
                return await contacts_page(self.parts.book, self.parts.favourites, asked)

    async def _keep_secret(self, command: KeepSecret, client: Client) -> Done:
        if all(account.name != command.account for account in self.settings.accounts):
            raise Refused(problem(Fault.INVALID_PARAMS, f"There is no account {command.account}."))
        account, password = AccountName(command.account), Secret(command.password)
        try:
            await aside(partial(self.parts.secrets.keep, account, password))
        except SecretsUnavailable as error:
            raise Refused(problem(Fault.UNAVAILABLE, str(error))) from None
        self.parts.phone.use_password(account, password)
        again = SetRegistered(account, is_wanted=True)
        return self._done(await self.parts.runner.ask(again, self._asked(client)))

    def _asked(self, client: Client) -> Asked:
        self._requests += 1
        return Asked(client.origin, RequestId(f"{client.session}:{self._requests}"))

    def _done(self, outcome: Outcome) -> Done:
        if isinstance(outcome, Refusal):
            raise refusal(outcome)
        if isinstance(outcome, WrapUpEnded):
            return Done(seq=self.seq, call_id=outcome.call_id)
        if not isinstance(outcome, CallFact):
            return Done(seq=self.seq)
        seen = call_state(outcome.call, self._focus(), _moment())
        return Done(seq=self.seq, call_id=outcome.call.id, leg_id=leg_of(outcome), call=seen)

    def _next(self) -> int:
        self.seq += 1
        return self.seq

    def _focus(self) -> CallId | None:
        return self.parts.runner.phone.focus

    def _remember(self, fact: Fact) -> None:
        if isinstance(fact, CallStarted):
            self.calls += 1
        elif isinstance(fact, AudioDeviceChanged):
            self.devices[fact.use] = DeviceState(use=fact.use, device=fact.device, wished=fact.wished, why=fact.why)


def _moment() -> Moment:
    at = now()
    return Moment(at, wall(at))
