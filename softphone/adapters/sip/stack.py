"""The SIP stack with all that lives in the owner thread: put together, polled, taken apart in the right order."""

import gc
import time
from collections.abc import Mapping
from dataclasses import dataclass

from softphone.adapters.sip.account_config import Passwords, config_of
from softphone.adapters.sip.accounts import AccountListener, LiveAccount
from softphone.adapters.sip.addresses import place_of_uri
from softphone.adapters.sip.alarms import Alarms
from softphone.adapters.sip.archivist import Archivist
from softphone.adapters.sip.calls import Calls
from softphone.adapters.sip.devices import Devices
from softphone.adapters.sip.digit_sending import DigitSender
from softphone.adapters.sip.doors import Door, Doors, own_uri, uri_with_port
from softphone.adapters.sip.endpoint import Library, clock_rate_hz
from softphone.adapters.sip.holding import Holding
from softphone.adapters.sip.legs import Legs
from softphone.adapters.sip.memory import Memory, give_back_pages
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.performing import Desk, Performer
from softphone.adapters.sip.rate import Rate
from softphone.adapters.sip.reception import Reception
from softphone.adapters.sip.recorders import Recorders
from softphone.adapters.sip.registrations import Registrations
from softphone.adapters.sip.ringer import Ringer
from softphone.adapters.sip.sound import Sound
from softphone.adapters.sip.sound_devices import SoundDevice
from softphone.adapters.sip.stack_log import StackLog
from softphone.adapters.sip.statistics import leg_statistics
from softphone.adapters.sip.tone_player import TonePlayer
from softphone.adapters.sip.trust_keeper import TrustKeeper
from softphone.adapters.sip.watchfulness import Concerns, Watchfulness
from softphone.core.effects import DropLeg, SipEffect
from softphone.core.values import AccountName, LegId
from softphone.engine.ports import LegStatistics
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

LAST_WORDS_S, GOODBYE_S = 1.5, 0.3
"""How long the stack waits at the end: at most for registrars, and always for peers to hear its BYE."""
BUSY_POLL_MS, IDLE_POLL_MS, LAST_POLL_MS = 50, 500, 20
"""Packets, timers and jobs end the waiting at once; digits and log lines of PJSIP's other threads do not."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What had to be found out, perhaps slowly, before the stack can begin."""

    accounts: tuple[AccountSettings, ...]
    doors: Doors
    passwords: Mapping[str, Passwords]
    trust: TrustKeeper
    certificates: Mapping[Door, str]
    sound_devices: tuple[SoundDevice, ...] | None


class SipStack:
    """PJSIP and all that is ours around it."""

    def __init__(self, settings: Settings, prepared: Preparation, outbox: Outbox, archivist: Archivist) -> None:
        self._settings = settings
        self._prepared = prepared
        self._outbox = outbox
        self._library = Library(settings, StackLog(settings))
        self._alarms = Alarms()
        self._accounts: dict[AccountName, LiveAccount] = {}
        self._legs = Legs()
        self._memory = Memory(self._legs, self._alarms, give_back_pages, time.monotonic)
        self.uri = ""
        self._is_open = False
        self.sound = self._make_sound(archivist)
        self._calls = self._make_calls()
        strangers = Rate(settings.sip.max_invites_per_min, time.monotonic)
        self._reception = Reception(self._calls, outbox, settings.headers, prepared.trust, strangers)
        self._registrations = Registrations(prepared.accounts, prepared.doors.of_account, prepared.trust, outbox)
        self._performer = Performer(self._desk(), outbox)

    def open(self) -> tuple[str, int]:
        """Begin to listen."""
        self._library.open()
        opened = {
            door: self._library.open_door(door, self._prepared.certificates.get(door, ""))
            for door in self._prepared.doors.all
        }
        known = self._prepared.sound_devices
        self.sound.devices.open(self._library.sound_devices() if known is None else known)
        listener = AccountListener(self._reception.receive, self._registrations.outcome)
        for account in self._prepared.accounts:
            self._add_account(account, opened, listener)
        self._is_open = True
        waking = self._prepared.doors.all[0]
        return str(waking.address), opened[waking][1]

    def poll(self) -> None:
        """Let PJSIP work, then do what is due."""
        longest_ms = BUSY_POLL_MS if len(self._legs) else IDLE_POLL_MS
        self._library.poll(self._alarms.wait_ms(time.monotonic(), longest_ms))
        self._legs.sweep()
        self._memory.look()
        for job in self._alarms.due(time.monotonic()):
            job()

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect."""
        self._performer.perform(effect)

    def statistics(self) -> dict[LegId, LegStatistics]:
        """Read the counters of all connected legs."""
        readings = {call.state.leg: leg_statistics(call) for call in self._legs if call.state.is_connected}
        return {leg: reading for leg, reading in readings.items() if reading is not None}

    def close(self) -> None:
        """Say goodbye to everybody, let everything go, end PJSIP."""
        if self._is_open:
            self._let_go()
        gc.collect()
        self._library.close()

    def _let_go(self) -> None:
        self.sound.close()
        self._say_goodbye()
        for account in self._accounts.values():
            account.shutdown()
        self._accounts.clear()
        self._legs.sweep()

    def _say_goodbye(self) -> None:
        enough = time.monotonic() + (GOODBYE_S if len(self._legs) else 0)
        for call in self._legs:
            self._performer.perform(DropLeg(call.state.leg))
        leaving = [account for account in self._accounts.values() if account.getInfo().regIsActive]
        for account in leaving:
            account.unregister()
        until = time.monotonic() + LAST_WORDS_S
        while (now := time.monotonic()) < until:
            if now >= enough and not any(account.getInfo().regIsActive for account in leaving):
                break
            self._library.poll(LAST_POLL_MS)

    def _add_account(
        self, settings: AccountSettings, opened: Mapping[Door, tuple[int, int]], listener: AccountListener
    ) -> None:
        doors = self._prepared.doors
        door = doors.of_account[settings.name]
        number, port = opened[door]
        if not settings.registrar and not place_of_uri(settings.uri).port:
            settings = uri_with_port(settings, port)
        passwords = self._prepared.passwords.get(settings.name, Passwords())
        transport = number if doors.is_tied(door) else None
        account = LiveAccount(AccountName(settings.name), listener)
        account.create(config_of(settings, self._settings, door, transport, passwords))
        self._accounts[account.name] = account
        self.uri = self.uri or own_uri(settings, door, port)

    def _make_sound(self, archivist: Archivist) -> Sound:
        audio, rate_hz, tell = self._settings.audio, clock_rate_hz(self._settings), self._outbox.tell
        devices = Devices(self._library.devices, audio, tell)
        ringer = Ringer(devices, audio, rate_hz, tell)
        tones = TonePlayer(audio.tones, rate_hz, self._alarms, self._legs)
        recorders = Recorders(archivist, rate_hz, tell, time.monotonic)
        return Sound(audio, self._legs, self._alarms, devices, ringer, tones, recorders)

    def _make_calls(self) -> Calls:
        tell = self._outbox.tell
        holding = Holding(self._legs, self._alarms, tell)
        digits = DigitSender(self._legs, self.sound.tones, self._alarms, tell)
        calls = Calls(self._settings, self._legs, self._outbox, self.sound, holding, digits)
        calls.watch = Watchfulness(
            self._legs,
            self._alarms,
            Concerns(tell, calls.describe, calls.lose, self.sound.clock_stopped),
            patience_s=self._settings.rtp.no_audio_after_s,
            sends_pauses=self._settings.audio.voice_detection,
        )
        return calls

    def _desk(self) -> Desk:
        return Desk(
            legs=self._legs,
            calls=self._calls,
            accounts=self._accounts,
            settings_of={AccountName(one.name): one for one in self._prepared.accounts},
            key_header=self._settings.headers.call_key[0],
            arrange=self.sound.arrange,
            registering=self._prepared.trust.refresh,
        )
