"""The requests of Salesforce that the call machine has no part in: who the agent is, status, phones, messages, logs.

Answers with a result or a rejection; what takes its time is answered with something to wait for.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from softphone.connector import asks, results
from softphone.connector.agents import AudioDevice
from softphone.connector.asks import ContactsFilter
from softphone.connector.calls import Contact, Phone
from softphone.connector.configuration import CentreConfiguration, read_configuration, stranger
from softphone.connector.errors import Rejection
from softphone.connector.offers import (
    agent_config,
    capabilities,
    chosen_phone,
    shared_capabilities,
    voice_capabilities,
)
from softphone.connector.phone_book import contact_types
from softphone.connector.results import AgentConfigResult
from softphone.connector.statuses import presence_statuses
from softphone.connector.table import Method
from softphone.connector.wire import Snapshot
from softphone.connector.words import PhoneKind
from softphone.core.state.presence import Status
from softphone.engine.pages.login import Login
from softphone.settings import Settings
from softphone.settings.redaction import redact

log = logging.getLogger(__name__)
salesforce_log = logging.getLogger(f"{__name__}.salesforce")

Answer = Struct | Rejection
RecordingUrl = Callable[[asks.RecordingUrlAsk], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Outside:
    """What the office needs from elsewhere."""

    devices: Callable[[], tuple[AudioDevice, ...]]
    log_lines: Callable[[], Awaitable[tuple[str, ...]]]
    recording_url: RecordingUrl
    heard: Callable[[object], None]
    """A message from a Lightning component, for consoles and scripts."""
    has_password: Callable[[], bool]
    statuses_told: Callable[[tuple[Status, ...]], None]
    contacts: Callable[[ContactsFilter | None], Awaitable[tuple[Contact, ...]]]


class Office:
    """Knows what Salesforce has told about the agent."""

    def __init__(self, settings: Settings, outside: Outside) -> None:
        self._settings = settings
        self._outside = outside
        self.login = Login(settings.connector, outside.has_password)
        self._phone = Phone(type=PhoneKind(settings.connector.selected_phone), number=_number(settings) or None)
        self.centre = CentreConfiguration()
        self._refusal: Rejection | None = None

    @property
    def config(self) -> AgentConfigResult:
        """The phones there are, and the selected one."""
        return agent_config(self._settings.connector, PhoneKind(self._phone.type), self._phone.number or "")

    def snapshot(self) -> Snapshot:
        """What the page answers by itself, but for the calls."""
        return Snapshot(
            agent_config=self.config,
            shared_capabilities=shared_capabilities(self._settings),
            voice_capabilities=voice_capabilities(self._settings),
        )

    def handle(self, method: Method, ask: Struct) -> Answer | Awaitable[Answer] | None:
        """Answer a request; None if it is the call machine's. A phone that is somebody else's does nothing."""
        if self._refusal is not None and method is not Method.INIT:
            return self._refusal
        match ask:
            case asks.InitAsk():
                return self._init(ask)
            case asks.AgentConfigAsk():
                return self._set_config(ask)
            case asks.RecordingUrlAsk():
                return self._outside.recording_url(ask)
            case asks.MessageAsk(message=message):
                self._outside.heard(message)
                return results.Done()
            case asks.AgentWorkAsk():
                salesforce_log.info("work item %s: %s", ask.work_item_id, ask.work_event)
                return results.Done()
            case asks.ContactsAsk(filter=wanted):
                return self._contacts(method, wanted)
            case asks.LogsAsk(lines=lines):
                return self._logs(lines)
            case _:
                return self._about_nothing(method)

    def learn(self, configuration: Mapping[str, Any] | None) -> Rejection | None:
        """Go by what Salesforce says of centre and agent in the page in charge; answers with why that is no good here.

        Where it has not said anything yet, nothing is known of who is there, and the statuses stay as they are.
        """
        self.centre = read_configuration(configuration or {})
        self._refusal = stranger(self.centre, self._settings.connector)
        if configuration is not None and self._refusal is None:
            self._outside.statuses_told(presence_statuses(configuration))
        return self._refusal

    def objection(self, configuration: Mapping[str, Any] | None) -> Rejection | None:
        """Say why a page may not have the phone, by what Salesforce said there; nothing is learnt from it."""
        return stranger(read_configuration(configuration or {}), self._settings.connector)

    def note(self, ask: asks.LogAsk) -> None:
        """Keep a log line of Salesforce's."""
        salesforce_log.info("%s: %s", ask.level, ask.message)

    def _about_nothing(self, method: Method) -> Answer | None:
        match method:
            case Method.GET_AGENT_CONFIG:
                return self.config
            case Method.GET_SHARED_CAPABILITIES:
                return shared_capabilities(self._settings)
            case Method.GET_VOICE_CAPABILITIES:
                return voice_capabilities(self._settings)
            case Method.GET_CAPABILITIES:
                return capabilities(self._settings)
            case Method.GET_AUDIO_DEVICES:
                return results.AudioDevicesResult(audio_devices=self._outside.devices())
            case Method.LOGOUT:
                return results.LogoutResult(
                    success=True, login_frame_height=self._settings.connector.login_frame_height_px
                )
            case _:
                return None

    def _init(self, ask: asks.InitAsk) -> Answer:
        return self.learn(ask.connector_config) or results.InitResult(
            show_login=self.login.is_wanted, login_frame_height=self._settings.connector.login_frame_height_px
        )

    def _set_config(self, ask: asks.AgentConfigAsk) -> Answer:
        chosen = chosen_phone(ask.config, self._settings.connector)
        if isinstance(chosen, Rejection):
            return chosen
        if chosen is not None:
            self._phone = Phone(type=chosen.type, number=chosen.number or self._phone.number)
        return results.SetAgentConfigResult(success=True, is_system_event=bool(ask.config.is_system_event))

    async def _contacts(self, method: Method, wanted: ContactsFilter | None) -> Answer:
        found, kinds = await self._outside.contacts(wanted), contact_types(self._settings.contacts)
        is_book = method is Method.GET_PHONE_CONTACTS
        kind = results.PhoneContactsResult if is_book else results.ContactsResult
        return kind(contacts=found, contact_types=kinds)

    async def _logs(self, lines: tuple[str, ...]) -> Answer:
        """Both sides' lines. The base connector's have numbers and names in the clear, and there may be many."""
        own = await self._outside.log_lines()
        keep_people = not self._settings.privacy.redact
        clean = await asyncio.to_thread(lambda: tuple(redact(line, keep_people=keep_people) for line in lines))
        return results.LogLines(lines=(*own, *clean))


def _number(settings: Settings) -> str:
    """The desk phone's number as Salesforce shows it."""
    if settings.agent.number or not settings.accounts:
        return settings.agent.number
    return settings.accounts[0].uri.partition(":")[2].partition("@")[0]
