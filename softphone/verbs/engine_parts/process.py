"""The parts of the headless process, put together: who is told what, and in which order things start and stop.

Not a verb of its own.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from softphone.adapters.bridge.server import BridgeServer
from softphone.adapters.network.watch import Change, NetworkWatch
from softphone.adapters.sip.phone import PjsuaPhone
from softphone.adapters.sip.recording.old_recordings import forget_recordings
from softphone.adapters.storage.favourites_file import FavouritesFile
from softphone.adapters.storage.history import SqliteHistory
from softphone.adapters.storage.journal import SqliteJournal
from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.adapters.storage.log_tail import tail
from softphone.adapters.storage.page_memory_file import PageMemoryFile
from softphone.adapters.storage.private_files import make_folder
from softphone.adapters.storage.secrets import EnvironmentFirstSecrets, environment_names
from softphone.core.messages.events import Event, NetworkLost, NetworkReturned, Stopping
from softphone.core.state.phone import Phone, new_phone
from softphone.core.state.registration import RegistrationState
from softphone.core.values import Asked, Origin
from softphone.engine import diary
from softphone.engine.archive import Archive
from softphone.engine.favourites import Favourites
from softphone.engine.front import Front, FrontParts
from softphone.engine.housekeeping import Housekeeping
from softphone.engine.measuring.department import Measuring
from softphone.engine.measuring.gauges import Gauges
from softphone.engine.pages.back_door import BackDoor
from softphone.engine.pages.desk import PageDesk, PageDeskParts
from softphone.engine.pages.outgoing import Outgoing
from softphone.engine.phone_book import PhoneBook
from softphone.engine.playback import Playback
from softphone.engine.policy_of import policy_of
from softphone.engine.ports.phone import LegReading
from softphone.engine.ports.storage import StorageNotice
from softphone.engine.runner import Runner
from softphone.engine.sound_desk import SoundDesk
from softphone.engine.watching import Watching
from softphone.settings import Settings
from softphone.verbs.engine_parts.folders import data_folder, recordings_folder
from softphone.verbs.engine_parts.measuring import connect_measuring
from softphone.verbs.engine_parts.office import Consoles, Recordings, contact_files, office_of
from softphone.verbs.engine_parts.telephony import telephony_of

log = logging.getLogger(__name__)

GOODBYES_S = 2.0
"""How long the network may take to agree that all calls are over and all accounts unregistered."""


class EngineProcess:
    """Everything that lives as long as the engine."""

    def __init__(self, settings: Settings, token: str, log_file: Path, shut_down: Callable[[], None]) -> None:
        self._settings = settings
        self._loop = asyncio.get_running_loop()
        self._log_lines = partial(tail, log_file)
        self._shut_down = shut_down
        self._secrets = EnvironmentFirstSecrets(KeyringSecrets(), environment_names(settings))
        self._recordings = recordings_folder(settings)
        self._phone = PjsuaPhone(settings, self._secrets, self._recordings)
        self._bridge = BridgeServer(settings.bridge, token, settings.connector.base)
        self._folder = _data_folder(settings)
        self._history = SqliteHistory(self._folder / "history.sqlite", self._storage_noticed)
        self._told = Consoles()
        self._book = PhoneBook(settings, self._history, self._told.contacts_changed)
        self._favourites = Favourites(FavouritesFile(self._folder / "favourites.json"), lambda: self._book.book)
        self._contact_files = contact_files(settings)
        self._watching = Watching(settings, self._book, self._phone.watch)
        self._runner = Runner(new_phone(policy_of(settings)), self._phone.perform)
        self._telephony = telephony_of(settings, self._runner, self._phone, self._folder)
        self._archive = Archive(self._history)
        heard = Recordings(self._archive, self._bridge)
        self._playback = Playback(self._archive, self._phone, self._why_nothing_is_played, self._bridge.changed)
        self._sound = SoundDesk(self._phone, self._playback.stop)
        self._office = office_of(settings, self._phone, heard, self._told, self._book, self._runner, self._log_lines)
        self._measuring = Measuring(settings.quality, lambda: self._runner.phone, self._archive)
        self._phone.measure(lambda looked: _later(self._loop, self._measuring.gauges, looked))
        self._watch = NetworkWatch(self._network_changed, settings.sip.network_settle_ms / 1000)
        self._journal: SqliteJournal | None = None
        self._front: Front | None = None
        self._keeping: Housekeeping | None = None

    async def start(self) -> tuple[str, str]:
        """Start everything; answers with the bridge's URL and the phone's own address."""
        self._journal = await asyncio.to_thread(
            SqliteJournal, self._folder / "journal.sqlite", self._storage_noticed, self._loop.call_later
        )
        await self._favourites.recall()
        front, desk = self._open_front(self._journal)
        self._front = front
        bridge = await self._bridge.start(front, desk)
        await self._phone.start(self._happened)
        self._telephony.side.resume()
        self._watching.start()
        self._contact_files.start(self._watching.contacts_read)
        self._keeping = Housekeeping(
            self._settings, self._history, self._journal, partial(forget_recordings, self._recordings)
        )
        self._keeping.start()
        self._watch.start()
        self._runner.tell(NetworkReturned() if self._has_network() else NetworkLost())
        return bridge, front.card.sip

    def _happened(self, event: Event) -> None:
        """The network reports, in a thread of its own: to the machine, but for what only the code dialler began."""
        if self._telephony.is_its_own(event):
            self._loop.call_soon_threadsafe(self._telephony.dialler.follow, event)
        else:
            self._runner.post(self._book.named(event))

    def _open_front(self, journal: SqliteJournal) -> tuple[Front, PageDesk]:
        """Put together what clients and pages talk to."""
        told = self._told
        outgoing = Outgoing(journal)
        outgoing.traffic.tell = self._bridge.exchanged
        desk = PageDesk(
            PageDeskParts(
                settings=self._settings,
                runner=self._runner,
                office=self._office,
                outgoing=outgoing,
                memory=PageMemoryFile(self._folder / "pages.json"),
                card=lambda: front.card,
                changed=told.page_changed,
            )
        )
        front = told.front = Front(self._settings, self._parts(desk))
        self._runner.listeners.extend((front.listen, diary.write, *self._measuring.listeners))
        self._runner.listeners.extend(
            (self._book.listen, self._watching.listen, self._telephony.sync.listen, self._playback.listen)
        )
        connect_measuring(self._measuring, front, desk, self._settings)
        return front, desk

    def _parts(self, desk: PageDesk) -> FrontParts:
        """Show the front what lies behind it."""
        return FrontParts(
            runner=self._runner,
            phone=self._phone,
            bridge=self._bridge,
            archive=self._archive,
            measuring=self._measuring,
            secrets=self._secrets,
            book=self._book,
            favourites=self._favourites,
            status=self._telephony.sync,
            sound=self._sound,
            playback=self._playback,
            pages=BackDoor(desk),
            address=lambda: self._phone.uri,
            log_lines=self._log_lines,
            shut_down=self._shut_down,
        )

    async def stop(self) -> None:
        """End every call, unregister, and stop everything; within five seconds, whatever hangs."""
        self._watch.stop()
        if self._keeping is not None:
            self._keeping.stop()
        await self._say_goodbye()
        self._telephony.dialler.stop()
        await self._bridge.stop()
        await self._phone.stop()
        await self._contact_files.stop()
        self._runner.stop()
        await self._measuring.courses.settle()
        await self._archive.settle()
        await self._history.close()
        if self._journal is not None:
            self._journal.close()

    async def _say_goodbye(self) -> None:
        quiet = asyncio.Event()
        self._runner.listeners.append(lambda told: quiet.set() if _is_quiet(told.phone) else None)
        self._runner.tell(Stopping())
        if _is_quiet(self._runner.phone):
            return
        try:
            await asyncio.wait_for(quiet.wait(), GOODBYES_S)
        except TimeoutError:
            log.warning("the network did not confirm in time that everything is over")

    def _why_nothing_is_played(self) -> str:
        if self._runner.phone.conversations:
            return "The headset is needed for a call."
        return "The microphone is being tried." if self._sound.is_trying else ""

    def _has_network(self) -> bool:
        return self._watch.has_network or self._settings.sip.bind.startswith("127.")

    def _network_changed(self, change: Change) -> None:
        if change is Change.BACK:
            self._phone.network_changed()
            self._runner.tell(NetworkReturned(), Asked(Origin.REMOTE))
        elif not self._has_network():
            self._runner.tell(NetworkLost(), Asked(Origin.REMOTE))

    def _storage_noticed(self, notice: StorageNotice) -> None:
        log.warning("%s: %s %s", notice.store, notice.says, notice.path)
        if self._front is not None:
            self._loop.call_soon_threadsafe(self._front.report, notice)


def _later(loop: asyncio.AbstractEventLoop, gauges: Gauges, looked: LegReading) -> None:
    """Bring a look at a leg from the SIP thread to the loop's."""
    loop.call_soon_threadsafe(gauges.take, looked)


def _is_quiet(phone: Phone) -> bool:
    """Whether nothing is left that the network has to agree to."""
    return not phone.conversations and not any(
        entry.state in (RegistrationState.UNREGISTERING, RegistrationState.REGISTERED) for entry in phone.registrations
    )


def _data_folder(settings: Settings) -> Path:
    path = data_folder(settings)
    try:
        make_folder(path)
    except OSError as error:
        log.warning("%s cannot be used: %s", path, error.strerror)
    return path
