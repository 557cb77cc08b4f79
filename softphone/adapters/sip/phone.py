"""`PjsuaPhone`: the phone port filled by PJSIP. Effects in, events out; the work is done in the owner thread."""

import asyncio
import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pjsua2 as pj

from softphone.adapters.sip.audio.finding_devices import look_for_devices
from softphone.adapters.sip.audio.hot_plug import HotPlug
from softphone.adapters.sip.audio.sound_devices import DEFAULT, is_card, wishes_of
from softphone.adapters.sip.library.owner import Owner
from softphone.adapters.sip.network.lookout import Lookout
from softphone.adapters.sip.network.password_keeper import PasswordKeeper
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.premises import Whereabouts
from softphone.adapters.sip.preparing import prepare, survey
from softphone.adapters.sip.recording.archivist import Archivist
from softphone.adapters.sip.recording.wav_files import is_whole, loudest, seconds_of
from softphone.adapters.sip.stack import Preparation, SipStack
from softphone.core.messages.effects import SipEffect
from softphone.core.messages.events import TroubleFound
from softphone.core.values import AccountName, CallId
from softphone.engine.aside import aside
from softphone.engine.ports.phone import Measured, PhoneUnavailable, Post
from softphone.engine.ports.secrets import Secret, SecretsPort
from softphone.engine.ports.sound import SoundSetup, Use
from softphone.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")
PREPARE_S, START_S, STOP_S, QUESTION_S, MERGE_S = 5.0, 10.0, 4.0, 1.0, 0.5
CLOSING_LOOKS, CLOSING_PAUSE_S = 40, 0.05
NO_SPACE = "There is too little space left on the disk."


@dataclass(frozen=True, slots=True)
class Running:
    """What exists between `start` and `stop`."""

    outbox: Outbox
    stack: SipStack
    owner: Owner
    archivist: Archivist
    hot_plug: HotPlug
    lookout: Lookout[Whereabouts]
    passwords: PasswordKeeper


class PjsuaPhone:
    """A SIP phone with audio."""

    def __init__(self, settings: Settings, secrets: SecretsPort, recordings: Path) -> None:
        self._settings = settings
        self._secrets = secrets
        self._recordings = recordings
        self._running: Running | None = None
        self.uri = ""
        """Where the phone itself can be reached, past every registrar; another place when the network changes."""
        self._measured: Measured | None = None
        self._had_sound_server = False
        self._file: object = None
        """Stands for the file that was asked for last, until it is stopped."""

    async def start(self, post: Post) -> str:
        """Begin to listen; answers with the phone's own SIP URI."""
        prepared = await self._find_out()
        outbox = Outbox(post, self._measured)
        minimum = self._settings.recording.min_free_mb
        archivist = Archivist(self._recordings, minimum, outbox.tell, self._space_is_short)
        lookout = Lookout(partial(self._look_around, prepared), self._surveyed)
        stack = SipStack(self._settings, prepared, outbox, archivist, lookout.refresh)
        running = Running(outbox, stack, Owner(stack), archivist, HotPlug(self._replug), lookout, prepared.passwords)
        await _open(running.owner)
        self._running = running
        self._had_sound_server = bool(prepared.sound_devices)
        prepared.names.when_late(lookout.refresh)
        prepared.passwords.listen(
            lambda account: running.owner.submit(lambda: stack.password_came(account)),
            lambda says: outbox.tell(TroubleFound("passwords", says)),
        )
        archivist.start()
        if any(map(is_card, wishes_of(self._settings.audio))):
            running.hot_plug.start()
        self.uri = stack.uri
        return self.uri

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect soon."""
        if running := self._running:
            running.owner.submit(lambda: running.stack.perform(effect))

    def network_changed(self) -> None:
        """Find out where the network leads now, and live there."""
        if running := self._running:
            running.lookout.refresh(has_changed=True)

    def watch(self, presence: tuple[str, ...], dialogs: tuple[str, ...]) -> None:
        """Watch whether these addresses can be called, by their presence or by their dialogs."""
        if running := self._running:
            running.owner.submit(lambda: running.stack.watch(presence, dialogs))

    def show_presence(self, kind: str) -> None:
        """Tell watchers the agent's presence."""
        if running := self._running:
            running.owner.submit(lambda: running.stack.show_presence(kind))

    def use_password(self, account: AccountName, password: Secret) -> None:
        """From now on an account shows this password."""
        if running := self._running:
            running.owner.submit(lambda: running.stack.use_password(account, password.reveal()))

    @property
    def has_passwords(self) -> bool:
        """Whether the accounts have theirs, as far as is known; the keyring is not asked for that."""
        return self._running is None or self._running.passwords.has_all

    def measure(self, measured: Measured) -> None:
        """Look at each connected leg's audio from the start on; called from the SIP thread."""
        self._measured = measured

    async def sound(self) -> SoundSetup | None:
        """Look at everything that makes sound."""
        await self._follow_cards()
        return await self._ask(lambda stack: stack.sound.setup())

    async def use_devices(self, use: Use, wishes: tuple[str, ...]) -> None:
        """Use other sound devices from now on, best first, also in the middle of a call."""
        if any(map(is_card, wishes)):
            await self._follow_cards()
        if running := self._running:
            running.owner.submit(lambda: running.stack.sound.wish(use, wishes))

    def set_level(self, use: Use, level_db: float) -> None:
        """Make a device louder or softer."""
        if running := self._running:
            running.owner.submit(lambda: running.stack.sound.set_level(use, level_db))

    async def meters(self) -> Mapping[Use, float]:
        """Read how loud it is now, from 0 to 1, in each direction."""
        return await self._ask(lambda stack: stack.sound.meters()) or {}

    async def play_tone(self, use: Use) -> bool:
        """Let headset or ringer be heard for a moment."""
        return bool(await self._ask(lambda stack: stack.sound.play_tone(use)))

    async def try_microphone(self, seconds: float) -> float | None:
        """Record the microphone, play that in the headset, and say how loud the loudest moment was."""
        with tempfile.TemporaryDirectory(prefix="softphone-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "trial.wav"
            try:
                if not await self._ask(lambda stack: stack.sound.begin_trial(str(file))):
                    return None
                await asyncio.sleep(seconds)
                if not await self._ask(lambda stack: stack.sound.trial.end_recording()):
                    return None
                if not await _is_closed(file) or not await self._ask(lambda stack: stack.sound.play_back(str(file))):
                    return None
                await asyncio.sleep(seconds)
                return await asyncio.to_thread(loudest, file)
            finally:  # also where it did not begin: it may yet, behind the question that nobody waits for any more
                if running := self._running:
                    running.owner.submit(running.stack.sound.end_trial)

    async def play_file(self, file: Path) -> float | None:
        """Play a file in the headset, and say how long it takes."""
        self._file = asked_for = object()
        seconds = await asyncio.to_thread(seconds_of, file)
        if not seconds:
            return 0.0
        if self._file is asked_for and await self._ask(lambda stack: stack.sound.play_file(str(file))):
            return seconds
        if self._file is asked_for:  # it may begin yet, though nobody waits for it any more
            self.stop_file()
        return None

    def stop_file(self) -> None:
        """Stop playing; a trial of the microphone goes on."""
        self._file = None
        if running := self._running:
            running.owner.submit(running.stack.sound.stop_file)

    async def stop(self) -> None:
        """End what is left."""
        running, self._running = self._running, None
        if running is None:
            return
        await asyncio.to_thread(running.hot_plug.stop)
        await _close(running.owner)
        await asyncio.to_thread(running.archivist.stop, MERGE_S)
        running.outbox.close()

    async def _ask(self, question: Callable[[SipStack], T]) -> T | None:
        """Have something found out in the owner thread; None when it does not answer in time."""
        running = self._running
        if running is None:
            return None
        answer = running.owner.ask(lambda: question(running.stack))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(answer), QUESTION_S)
        except (TimeoutError, pj.Error):
            return None

    async def _follow_cards(self) -> None:
        """Look for sound cards, and from now on whenever some come or go, if no setting has asked for that before."""
        running = self._running
        if running is None or running.hot_plug.is_started:
            return
        running.hot_plug.start()
        found = await asyncio.to_thread(look_for_devices, (DEFAULT,))
        self._had_sound_server |= found is not None
        running.owner.submit(lambda: running.stack.cards_found(found))

    def _replug(self) -> None:
        """Sound cards came or went, or the sound server; called in a thread of its own.

        A server that is gone took its devices along; where there never was one, PJSIP has looked by itself.
        """
        found = look_for_devices((DEFAULT,))
        self._had_sound_server |= found is not None
        if self._had_sound_server and (running := self._running):
            running.owner.submit(lambda: running.stack.cards_found(found or ()))

    async def _find_out(self) -> Preparation:
        """Find out what has to be known first, but not for long."""
        try:
            return await asyncio.wait_for(aside(partial(prepare, self._settings, self._secrets)), PREPARE_S)
        except TimeoutError:
            raise PhoneUnavailable("Names or sound cards could not be looked up in time.") from None

    def _look_around(self, prepared: Preparation) -> Whereabouts:
        """See where the network leads, and who the trusted names are now; called in a thread of its own."""
        where = survey(self._settings, prepared.accounts, prepared.names)
        prepared.trust.look_up()
        return where

    def _surveyed(self, where: Whereabouts, has_changed: bool) -> None:  # noqa: FBT001 - of the lookout's own shape
        if running := self._running:
            running.owner.submit(lambda: self._move(running, where, has_changed=has_changed))

    def _move(self, running: Running, where: Whereabouts, *, has_changed: bool) -> None:
        """Live where the network leads now; in the owner thread."""
        running.owner.wake_at(running.stack.network_surveyed(where, has_changed=has_changed))
        self.uri = running.stack.uri

    def _space_is_short(self, call: CallId) -> None:
        if running := self._running:
            running.owner.submit(lambda: running.stack.sound.recorders.give_up(call, NO_SPACE))


async def _open(owner: Owner) -> None:
    try:
        await asyncio.wait_for(asyncio.wrap_future(owner.start()), START_S)
    except pj.Error as error:
        raise PhoneUnavailable(f"The SIP phone cannot start: {error.reason}.") from None
    except TimeoutError:
        raise PhoneUnavailable("The SIP phone did not start in time.") from None
    except asyncio.CancelledError:  # somebody says stop
        await _close(owner)
        raise


async def _close(owner: Owner) -> None:
    closed = asyncio.wrap_future(owner.stop())
    try:
        await asyncio.wait_for(asyncio.shield(closed), STOP_S)
    except TimeoutError:
        log.exception("the SIP thread did not end in time")


async def _is_closed(file: Path) -> bool:
    """Wait until PJSIP has closed a recording, which it does after the fact; False when it takes too long."""
    for _ in range(CLOSING_LOOKS):
        if await asyncio.to_thread(is_whole, file):
            return True
        await asyncio.sleep(CLOSING_PAUSE_S)
    return False
