"""The SIP stack with all that lives in the owner thread: put together, polled, taken apart in the right order."""

import gc
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass

import pjsua2 as pj
from msgspec import structs

from softphone.adapters.sip.account_config import LOCAL_USER, Passwords, config_of
from softphone.adapters.sip.accounts import AccountListener, LiveAccount, Outcome, event_of
from softphone.adapters.sip.addresses import in_uri, place_of_uri, user_of_uri
from softphone.adapters.sip.alarms import Alarms
from softphone.adapters.sip.calls import Calls
from softphone.adapters.sip.devices import Devices
from softphone.adapters.sip.doors import Door, Doors
from softphone.adapters.sip.endpoint import Library
from softphone.adapters.sip.legs import Legs
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.patchbay import Patchbay
from softphone.adapters.sip.performing import Desk, Performer
from softphone.adapters.sip.rate import Rate
from softphone.adapters.sip.reception import Reception
from softphone.adapters.sip.stack_log import StackLog
from softphone.adapters.sip.trust import Circle
from softphone.core.audio import AudioPlan, LegAudio, Microphone, Sink, Source, Speaker
from softphone.core.effects import DropLeg, SipEffect
from softphone.core.values import AccountName, LegId
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)

LAST_WORDS_S, GOODBYE_S = 1.5, 0.3
"""How long the stack waits at the end: at most for registrars, and always for peers to hear its BYE."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What had to be found out, perhaps slowly, before the stack can begin."""

    accounts: tuple[AccountSettings, ...]
    doors: Doors
    passwords: Mapping[str, Passwords]
    trusted: Circle
    auto_answering: Circle


class SipStack:
    """PJSIP and all that is ours around it."""

    def __init__(self, settings: Settings, prepared: Preparation, outbox: Outbox) -> None:
        self._settings = settings
        self._prepared = prepared
        self._outbox = outbox
        self._library = Library(settings, StackLog(settings))
        self._alarms = Alarms()
        self._accounts: dict[AccountName, LiveAccount] = {}
        self._account_listener = AccountListener(self._invited, self._registered)
        self.uri = ""
        self.legs = Legs()
        self._devices = Devices(self._library.devices, settings.audio)
        self._patchbay = Patchbay(self._end_of)
        self._calls = Calls(settings, self.legs, outbox, self._alarms, self._audio_changed)
        self.reception = Reception(
            self._calls, outbox, settings.headers, Rate(settings.sip.max_invites_per_min, time.monotonic)
        )
        self._performer = Performer(self._desk(), outbox)

    def open(self) -> tuple[str, int]:
        """Begin to listen."""
        self.reception.trusted = self._prepared.trusted
        self.reception.auto_answering = self._prepared.auto_answering
        self._library.open()
        opened = {door: self._library.open_door(door) for door in self._prepared.doors.all}
        self._devices.open()
        for account in self._prepared.accounts:
            self._add_account(account, opened)
        waking = self._prepared.doors.all[0]
        return str(waking.address), opened[waking][1]

    def poll(self, longest_ms: int) -> None:
        """Let PJSIP work, then do what is due."""
        self._library.poll(self._alarms.wait_ms(time.monotonic(), longest_ms))
        self.legs.sweep()
        for job in self._alarms.due(time.monotonic()):
            job()

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect."""
        self._performer.perform(effect)

    def close(self) -> None:
        """Say goodbye to everybody, let everything go, end PJSIP."""
        self._outbox.close()
        self._patchbay.clear()
        self._say_goodbye()
        self._devices.close()
        for account in self._accounts.values():
            account.shutdown()
        self._accounts.clear()
        self.legs.sweep()
        gc.collect()
        self._library.close()

    def _say_goodbye(self) -> None:
        was_busy = bool(len(self.legs))
        for call in self.legs:
            self._performer.perform(DropLeg(call.state.leg))
        leaving = [account for account in self._accounts.values() if account.getInfo().regIsActive]
        for account in leaving:
            account.unregister()
        until = time.monotonic() + LAST_WORDS_S
        enough = time.monotonic() + (GOODBYE_S if was_busy else 0)
        while (now := time.monotonic()) < until:
            if now >= enough and not any(account.getInfo().regIsActive for account in leaving):
                break
            self._library.poll(20)

    def _add_account(self, settings: AccountSettings, opened: Mapping[Door, tuple[int, int]]) -> None:
        doors = self._prepared.doors
        door = doors.of_account[settings.name]
        is_tied = door.kind == "tls" or len({one.address for one in doors.all}) > 1
        number, port = opened[door]
        if not place_of_uri(settings.uri).port and not settings.registrar:
            settings = structs.replace(settings, uri=f"{settings.uri}:{port}")
        passwords = self._prepared.passwords.get(settings.name, Passwords())
        account = LiveAccount(AccountName(settings.name), self._account_listener)
        account.create(config_of(settings, self._settings, door, number if is_tied else None, passwords))
        self._accounts[account.name] = account
        self.uri = self.uri or own_uri(settings, door, port)

    def _invited(self, account: LiveAccount, call_id: int, source: str, message: str) -> None:
        self.reception.receive(account, call_id, source, message)

    def _registered(self, account: LiveAccount, outcome: Outcome) -> None:
        if 200 <= outcome.code < 300 and outcome.server:
            self.reception.trusted = self.reception.trusted.with_peer(outcome.server)
        self._outbox.tell(event_of(account, outcome))

    def _arrange(self, plan: AudioPlan) -> None:
        self._patchbay.plan(plan.routes)

    def _audio_changed(self, leg: LegId) -> None:
        self._patchbay.renew(LegAudio(leg))

    def _end_of(self, end: Source | Sink) -> pj.AudioMedia | None:
        match end:
            case Microphone():
                return self._devices.microphone()
            case Speaker():
                return self._devices.speaker()
            case LegAudio(leg=leg):
                call = self.legs.find(leg)
                return call.getAudioMedia(-1) if call and call.state.has_audio else None
            case _:
                return None

    def _desk(self) -> Desk:
        return Desk(
            legs=self.legs,
            calls=self._calls,
            accounts=self._accounts,
            settings_of={AccountName(one.name): one for one in self._prepared.accounts},
            key_header=self._settings.headers.call_key[0],
            arrange=self._arrange,
            send_tones=lambda call, digits: call.dialDtmf(digits),
        )


def own_uri(account: AccountSettings, door: Door, port: int) -> str:
    """Say where the phone itself can be reached, past every registrar."""
    user = user_of_uri(account.uri) or LOCAL_USER
    transport = "" if door.kind == "udp" else f";transport={door.kind}"
    return f"sip:{user}@{in_uri(str(door.address))}:{port}{transport}"
