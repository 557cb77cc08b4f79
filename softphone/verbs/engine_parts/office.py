"""What the office of the page desk needs from the rest of the engine: devices, logs, recordings, passwords.

Not a verb of its own.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from softphone.adapters.sip.phone import PjsuaPhone
from softphone.adapters.storage.contact_files import ContactFiles
from softphone.connector import asks
from softphone.connector.agents import AudioDevice
from softphone.connector.asks import ContactsFilter
from softphone.connector.calls import Contact
from softphone.connector.errors import Rejection
from softphone.connector.phone_book import contacts_of, wish_of
from softphone.connector.results import SignedRecordingUrlResult
from softphone.connector.words import Availability
from softphone.core.messages.lamp_events import StatusesTold
from softphone.core.values import Asked, Origin
from softphone.engine.archive import Archive
from softphone.engine.front import Front
from softphone.engine.pages.office import Answer, Office, Outside
from softphone.engine.phone_book import PhoneBook, country_of
from softphone.engine.ports.recordings import RecordingPort
from softphone.engine.runner import Runner
from softphone.settings import Settings

LOG_LINES = 5000


@dataclass(frozen=True, slots=True)
class Recordings:
    """Where recordings are found, and who lets them be heard."""

    archive: Archive
    player: RecordingPort


class Consoles:
    """The way from the page desk to consoles and scripts; it exists before the front does."""

    def __init__(self) -> None:
        self.front: Front | None = None

    def page_changed(self) -> None:
        """Something is new about the page."""
        if self.front is not None:
            self.front.page_changed()

    def message_heard(self, message: object) -> None:
        """A Lightning component said something."""
        if self.front is not None:
            self.front.message_heard(message)

    def contacts_changed(self) -> None:
        """The phone book was read (again)."""
        if self.front is not None:
            self.front.contacts_changed()


def office_of(
    settings: Settings,
    phone: PjsuaPhone,
    recordings: Recordings,
    consoles: Consoles,
    book: PhoneBook,
    runner: Runner,
    log_lines: Callable[[int], tuple[str, ...]],
) -> Office:
    """Build the office."""

    async def recording_url(ask: asks.RecordingUrlAsk) -> Answer:
        return await _recording_url(ask, settings, recordings)

    return Office(
        settings,
        Outside(
            devices=lambda: _devices(settings),
            log_lines=lambda: asyncio.to_thread(log_lines, LOG_LINES),
            recording_url=recording_url,
            heard=consoles.message_heard,
            has_password=lambda: phone.has_passwords,
            statuses_told=lambda statuses: runner.tell(StatusesTold(statuses), Asked(Origin.CONNECTOR)),
            contacts=lambda wanted: _contacts(wanted, settings, book),
        ),
    )


async def _recording_url(ask: asks.RecordingUrlAsk, settings: Settings, recordings: Recordings) -> Answer:
    """Where a recording can be heard: at a recording server, by the template of the settings, or at this computer."""
    call = ask.call_id or ask.vendor_call_key
    if not call:
        return Rejection("A recording needs the id of its call.")
    template = settings.recording.url
    if template != "local":
        key = ask.vendor_call_key or call
        url = template.replace("{callId}", quote(call, safe="")).replace("{key}", quote(key, safe=""))
        return SignedRecordingUrlResult(success=True, url=url, call_id=call)
    found = await recordings.archive.recording_of(call)
    if found is None or not await asyncio.to_thread(Path(found).is_file):
        return Rejection("There is no recording of that call on this workstation.")
    url = recordings.player.lend(Path(found), settings.recording.url_valid_s)
    return SignedRecordingUrlResult(success=True, url=url, call_id=call)


async def _contacts(wanted: ContactsFilter | None, settings: Settings, book: PhoneBook) -> tuple[Contact, ...]:
    wish = wish_of(wanted, settings.contacts)
    found = await book.find(wish.sought, is_available=wish.is_available)
    known = ((entry, book.availability(entry)) for entry in found)
    return contacts_of(((entry, Availability(said) if said else None) for entry, said in known), settings.contacts)


def contact_files(settings: Settings) -> ContactFiles:
    """Build the reader of the contact files."""
    wished = settings.contacts
    paths = [Path(file).expanduser() for file in wished.files]
    return ContactFiles(paths, country_of(settings), wished.most_entries)


def _devices(settings: Settings) -> tuple[AudioDevice, ...]:
    """The devices of the settings; Salesforce's agent configuration names them by their id."""
    inputs = [AudioDevice(id=name, name=name, type="Microphone") for name in settings.audio.inputs]
    return (*inputs, *(AudioDevice(id=name, name=name, type="Speaker") for name in settings.audio.outputs))
