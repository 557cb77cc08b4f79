"""The SIP stack with all that lives in the owner thread: put together, polled, taken apart in the right order."""

import gc
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.audio.devices import Devices
from softphone.adapters.sip.audio.ringer import Ringer
from softphone.adapters.sip.audio.sound import Sound
from softphone.adapters.sip.audio.sound_devices import SoundDevice
from softphone.adapters.sip.audio.tone_player import TonePlayer
from softphone.adapters.sip.calls.calls import Calls, Skills
from softphone.adapters.sip.calls.digit_sending import DigitSender
from softphone.adapters.sip.calls.mode_switching import ModeSwitching
from softphone.adapters.sip.calls.reception import Reception, headers_read
from softphone.adapters.sip.calls.redialling import Redialling
from softphone.adapters.sip.calls.referral import Terms
from softphone.adapters.sip.calls.succession import Succession
from softphone.adapters.sip.endpoint import Library, clock_rate_hz
from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.holding import Holding
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.sampling import Sampling
from softphone.adapters.sip.legs.transferring import Transferring
from softphone.adapters.sip.legs.watchfulness import Concerns, Watchfulness
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.library.memory import Memory, give_back_pages
from softphone.adapters.sip.library.rate import Rate
from softphone.adapters.sip.library.stack_log import StackLog
from softphone.adapters.sip.library.watched_endpoint import EndpointListener
from softphone.adapters.sip.network.accounts import AccountListener
from softphone.adapters.sip.network.doors import Door, Doors
from softphone.adapters.sip.network.names import Names
from softphone.adapters.sip.network.password_keeper import PasswordKeeper
from softphone.adapters.sip.network.reconnecting import Reconnecting
from softphone.adapters.sip.network.registrations import Registrations
from softphone.adapters.sip.network.reminder import Reminder
from softphone.adapters.sip.network.trust import named_hosts
from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.performing import Performer, Reach
from softphone.adapters.sip.premises import AccountsAndPasswords, Premises, Whereabouts
from softphone.adapters.sip.recording.archivist import Archivist
from softphone.adapters.sip.recording.recorders import Recorders
from softphone.adapters.sip.watching.lamps import Lamps
from softphone.adapters.sip.watching.mailboxes import Mailboxes
from softphone.adapters.sip.watching.notifying import Notifying
from softphone.adapters.sip.watching.presence import publish
from softphone.core.messages.effects import DropLeg, Register, SipEffect
from softphone.core.messages.events import RegistrationFailed
from softphone.core.messages.lamp_events import ColleagueSeen
from softphone.core.values import AccountName
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)

LAST_WORDS_S, GOODBYE_S = 1.5, 0.3
"""How long the stack waits at the end: at most for registrars, and always for peers to hear its BYE."""
BUSY_POLL_MS, IDLE_POLL_MS, LAST_POLL_MS = 50, 500, 20
"""Packets, timers and jobs end the waiting at once; digits and log lines of PJSIP's other threads do not."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What had to be found out, perhaps slowly, before the stack can begin."""

    accounts: tuple[AccountSettings, ...]
    names: Names
    doors: Doors
    passwords: PasswordKeeper
    trust: TrustKeeper
    certificates: Mapping[Door, str]
    sound_devices: tuple[SoundDevice, ...] | None


LookAround = Callable[[], None]


class SipStack:
    """PJSIP and all that is ours around it."""

    def __init__(
        self, settings: Settings, prepared: Preparation, outbox: Outbox, archivist: Archivist, look_around: LookAround
    ) -> None:
        self._settings = settings
        self._prepared = prepared
        self._outbox = outbox
        self._library = Library(settings, StackLog(settings))
        self._agenda = Agenda()
        self._premises = Premises(settings, AccountsAndPasswords(prepared.accounts, prepared.passwords), self._library)
        self._legs = Legs()
        self._memory = Memory(self._legs, self._agenda, give_back_pages, time.monotonic)
        self._is_open = False
        self._settings_of = {AccountName(one.name): one for one in prepared.accounts}
        self.sound = self._make_sound(archivist)
        self._calls = self._make_calls()
        strangers = Rate(settings.sip.max_invites_per_min, time.monotonic)
        self._mailboxes = Mailboxes(prepared.trust, outbox)
        self._lamps = Lamps(lambda address, seen: outbox.tell(ColleagueSeen(address, seen)))
        self._reception = Reception(self._calls, outbox, headers_read(settings), prepared.trust, strangers)
        self._registrations = Registrations(
            prepared.accounts, prepared.doors.of_account, prepared.trust, prepared.passwords, outbox
        )
        self._redialling = Redialling(self._calls, self._legs, self._agenda, self._settings_of, outbox.tell)
        self._notifying = Notifying(
            self._premises.accounts, self._settings_of, prepared.trust.is_trusted, strangers, outbox.tell
        )
        self._performer = Performer(self._reach(look_around), outbox)
        self._reminder = Reminder(self._agenda, lambda: prepared.names.unknown(named_hosts(settings)), look_around)
        reconnecting = Reconnecting(self._agenda, self._register_again)
        self._library.listen(EndpointListener(reconnecting.disconnected, self._reception.rejected))

    def open(self) -> tuple[str, int]:
        """Begin to listen."""
        self._library.open()
        known = self._prepared.sound_devices
        self.sound.devices.open(self._library.sound_devices() if known is None else known)
        listener = AccountListener(
            self._reception.receive,
            self._registrations.outcome,
            self._notifying.heard,
            self._notifying.answered,
            self._mailboxes.told,
        )
        self._premises.open(Whereabouts(self._prepared.doors, self._prepared.certificates), listener)
        self._reminder.begin()
        self._is_open = True
        return self._premises.waking_place

    @property
    def uri(self) -> str:
        """Where the phone itself can be reached."""
        return self._premises.uri

    def network_surveyed(self, where: Whereabouts, *, has_changed: bool) -> tuple[str, int]:
        """Move where the network leads now, calls and all; answers with the address to be woken at."""
        has_moved = self._premises.move(where)
        if has_moved:
            self._prepared.trust.reach_out()
        if has_moved or (has_changed and not where.doors.is_loopback_only):
            self._library.network_changed()
            self._take_calls_along()
            self._renew_registrations()
            self._premises.tidy()
        return self._premises.waking_place

    def _take_calls_along(self) -> None:
        """PJSIP moves a call when its account is registered from the new address; some never are."""
        for call in self._legs:
            if call.state.is_connected and call.account.is_without_its_registrar:
                try:
                    calling.move(call)
                except pj.Error as error:
                    log.warning("a call stays where it was: %s", error.reason)

    def _register_again(self, kind: str) -> None:
        """A connection broke: whoever is registered over such a one may not be reached any more."""
        concerned = {account.name for account in self._prepared.accounts if account.transport == kind}
        for name, account in self._premises.accounts.items():
            if name in concerned and account.is_wanted and account.getInfo().regIsActive:
                self._performer.perform(Register(name))

    def _renew_registrations(self) -> None:
        """PJSIP registers by itself after a change, but not every account, and also those that nobody wants to be."""
        for account in self._premises.accounts.values():
            event = account.register() if account.is_wanted else account.unregister()
            if isinstance(event, RegistrationFailed):
                self._outbox.tell(event)

    def poll(self) -> None:
        """Let PJSIP work, then do what is due."""
        longest_ms = BUSY_POLL_MS if len(self._legs) else IDLE_POLL_MS
        self._library.poll(self._agenda.wait_ms(time.monotonic(), longest_ms))
        self._legs.sweep()
        self._memory.look()
        for job in self._agenda.due(time.monotonic()):
            job()

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect."""
        self._performer.perform(effect)

    def show_presence(self, kind: str) -> None:
        """Publish the agent's presence to the PBX, by the accounts that are to."""
        publish(self._premises.accounts, self._prepared.accounts, kind)

    def watch(self, presence: tuple[str, ...], dialogs: tuple[str, ...]) -> None:
        """Watch whether these can be called, by the first account at a PBX, if possible one for calls to colleagues."""
        at_pbx = (account for account in self._prepared.accounts if account.registrar)
        best = min(at_pbx, key=lambda account: "agents" not in account.use_for, default=None)
        if best is not None:
            self._lamps.watch(self._premises.accounts[AccountName(best.name)], presence, dialogs)

    def use_password(self, account: AccountName, password: str) -> None:
        """From now on an account shows this password."""
        self._prepared.passwords.given(account, password)
        self._premises.renew_password(account)

    def password_came(self, account: AccountName) -> None:
        """The keyring has told an account's password at last: what was refused without it is tried again."""
        self._premises.renew_password(account)
        live = self._premises.accounts[account]
        if live.is_wanted and live.is_without_its_registrar:
            self._performer.perform(Register(account))

    def cards_found(self, found: tuple[SoundDevice, ...] | None) -> None:
        """Sound cards were looked for; None where PJSIP has to look by itself."""
        if found is None:
            self.sound.devices.look_anew()
            found = self._library.sound_devices()
        self.sound.replug(found)

    def close(self) -> None:
        """Say goodbye to everybody, let everything go, end PJSIP."""
        if self._is_open:
            self._let_go()
        gc.collect()
        self._library.close()

    def _let_go(self) -> None:
        self.sound.close()
        self._say_goodbye()
        self._lamps.leave()
        self._premises.leave()
        self._legs.clear()

    def _say_goodbye(self) -> None:
        enough = time.monotonic() + (GOODBYE_S if len(self._legs) else 0)
        self._succession.close()
        self._redialling.close()
        for call in self._legs:
            self._performer.perform(DropLeg(call.state.leg))
        leaving = [account for account in self._premises.accounts.values() if account.getInfo().regIsActive]
        for account in leaving:
            account.unregister()
        until = time.monotonic() + LAST_WORDS_S
        while (now := time.monotonic()) < until:
            if now >= enough and not any(account.getInfo().regIsActive for account in leaving):
                break
            self._library.poll(LAST_POLL_MS)

    def _make_sound(self, archivist: Archivist) -> Sound:
        audio, rate_hz, tell = self._settings.audio, clock_rate_hz(self._settings), self._outbox.tell
        devices = Devices(self._library.devices, audio, tell)
        ringer = Ringer(devices, audio, rate_hz, tell)
        tones = TonePlayer(audio.tones, rate_hz, self._agenda, self._legs)
        recorders = Recorders(archivist, rate_hz, tell, time.monotonic)
        return Sound(audio, self._legs, self._agenda, devices, ringer, tones, recorders)

    def _make_calls(self) -> Calls:
        tell = self._outbox.tell
        holding = Holding(self._legs, self._agenda, tell)
        digits = DigitSender(self._legs, self.sound.tones, self._agenda, tell)
        sampling = Sampling(self._legs, self._agenda, self._outbox, time.monotonic)
        transferring = Transferring(self._outbox.tell_all)
        modes = ModeSwitching(self._settings.supervision, digits, self._agenda, tell)
        calls = Calls(
            self._settings,
            self._legs,
            self._outbox,
            self.sound,
            Skills(holding, digits, sampling, transferring, modes),
        )
        watch = Watchfulness(
            self._legs,
            self._agenda,
            Concerns(tell, calls.describe, calls.lose, self.sound.clock_stopped),
            patience_s=self._settings.rtp.no_audio_after_s,
            sends_pauses=self._settings.audio.voice_detection,
        )
        self._succession = self._make_succession(calls)
        calls.rely_on(watch, self._succession)
        return calls

    def _make_succession(self, calls: Calls) -> Succession:
        settings = self._settings
        trust = self._prepared.trust
        terms = Terms(settings.calls.obey_refer, trust.is_trusted, lambda: self._premises.own_places)
        refusals = Rate(settings.sip.max_invites_per_min, time.monotonic)
        patience_s = settings.calls.transfer_timeout_s
        return Succession(calls, self._legs, self._agenda, self._outbox, terms, refusals, patience_s=patience_s)

    def _reach(self, look_around: Callable[[], None]) -> Reach:
        return Reach(
            legs=self._legs,
            calls=self._calls,
            accounts=self._premises.accounts,
            settings_of=self._settings_of,
            header_names=self._settings.headers,
            arrange=self.sound.arrange,
            registering=look_around,
            notifying=self._notifying,
            redialling=self._redialling,
        )
