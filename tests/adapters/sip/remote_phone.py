"""A real phone in a process of its own, driven like one in this process: PJSIP bears only one per process."""

import asyncio
import contextlib
import gc
import logging
import multiprocessing
import os
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pjsua2 as pj

from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.phone import QUESTION_S, PjsuaPhone
from softphone.core.messages.effects import SipEffect
from softphone.core.values import AccountName
from softphone.engine.ports.phone import LegReading, Measured, PhoneUnavailable, Post
from softphone.engine.ports.secrets import Secret
from softphone.engine.ports.sound import SoundSetup, Use
from softphone.settings import Settings

ANSWER_WITHIN_S = 15


class KnownSecrets:
    """Passwords that a test wrote down."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def read(self, name: str) -> Secret | None:
        return Secret(self._known[name]) if name in self._known else None

    def keep(self, name: str, secret: Secret) -> None:
        raise NotImplementedError

    def forget(self, name: str) -> bool:
        raise NotImplementedError

    def whereabouts(self, name: str) -> Any:
        raise NotImplementedError


class RemotePhone:
    """Fills the phone port through a pipe."""

    def __init__(self, settings: Settings, folder: Path, secrets: Mapping[str, str] | None = None) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        arguments = (theirs, settings, folder, dict(secrets or {}))
        self.process = context.Process(target=_be_a_phone, args=arguments, daemon=True)
        self.folder = folder
        self._post: Post | None = None
        self._measured: Measured | None = None
        self._answers: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    async def start(self, post: Post) -> str:
        self._post = post
        self.process.start()
        threading.Thread(target=self._read, args=(asyncio.get_running_loop(),), daemon=True).start()
        try:
            return str(await self.ask("start"))
        except PhoneUnavailable:
            self.process.join(ANSWER_WITHIN_S)
            raise

    def perform(self, effect: SipEffect) -> None:
        self._pipe.send(("perform", effect))

    def network_changed(self) -> None:
        self._pipe.send(("network_changed",))

    def use_password(self, account: AccountName, password: Secret) -> None:
        self._pipe.send(("use_password", account, password.reveal()))

    def measure(self, measured: Measured) -> None:
        self._measured = measured

    async def sound(self) -> SoundSetup | None:
        found: SoundSetup | None = await self.ask("sound")
        return found

    async def use_devices(self, use: Use, wishes: tuple[str, ...]) -> None:
        await self.ask("use_devices", use, wishes)

    def set_level(self, use: Use, level_db: float) -> None:
        self._pipe.send(("set_level", use, level_db))

    async def meters(self) -> Mapping[Use, float]:
        found: Mapping[Use, float] = await self.ask("meters")
        return found

    async def play_tone(self, use: Use) -> bool:
        return bool(await self.ask("play_tone", use))

    async def try_microphone(self, seconds: float) -> float | None:
        found: float | None = await self.ask("try_microphone", seconds)
        return found

    async def stop(self) -> None:
        if self.process.is_alive():
            with contextlib.suppress(BrokenPipeError):
                await self.ask("stop")
            await asyncio.to_thread(self.process.join, ANSWER_WITHIN_S)

    async def ask(self, what: str, *arguments: Any) -> Any:
        """Have a method called there, or one of the questions below answered."""
        self._pipe.send((what, *arguments))
        kind, answer = await asyncio.wait_for(self._answers.get(), ANSWER_WITHIN_S)
        if kind == "error":
            raise answer
        return answer

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        with contextlib.suppress(EOFError, OSError, RuntimeError):
            while True:
                kind, value = self._pipe.recv()
                if kind == "event":
                    assert self._post is not None
                    self._post(value)
                elif kind == "reading":
                    self._hand_on(value)
                else:
                    loop.call_soon_threadsafe(self._answers.put_nowait, (kind, value))

    def _hand_on(self, reading: LegReading) -> None:
        if self._measured:
            self._measured(reading)


def _be_a_phone(pipe: Connection, settings: Settings, folder: Path, secrets: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "phone.log").open("w") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    logging.basicConfig(level=settings.log.level.upper())
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        asyncio.run(_serve(pipe, settings, folder, secrets))


async def _serve(pipe: Connection, settings: Settings, folder: Path, secrets: Mapping[str, str]) -> None:
    phone = PjsuaPhone(settings, KnownSecrets(secrets), folder / "recordings")
    lock = threading.Lock()

    def send(kind: str, value: Any) -> None:
        with lock:
            pipe.send((kind, value))

    while True:
        what, *arguments = await asyncio.to_thread(pipe.recv)
        if what in ("perform", "network_changed", "set_level"):
            getattr(phone, what)(*arguments)
            continue
        if what == "use_password":
            account, password = arguments
            phone.use_password(account, Secret(password))
            continue
        try:
            send("answer", await _answer(phone, what, arguments, send))
        except Exception as error:  # noqa: BLE001 - the test gets it, whatever it is
            traceback.print_exc()
            send("error", error)
        if what == "stop":
            return


async def _answer(phone: PjsuaPhone, what: str, arguments: list[Any], send: Any) -> Any:
    if what == "start":
        phone.measure(lambda reading: send("reading", reading))
        return await phone.start(lambda event: send("event", event))
    if what == "look":
        return await look(phone, arguments[0])
    if what == "try_and_play":
        return await try_and_play(phone, *arguments)
    if what == "play_and_stop":
        return await play_and_stop(phone, *arguments)
    found = getattr(phone, what)(*arguments)
    return await found if asyncio.iscoroutine(found) else found


async def try_and_play(phone: PjsuaPhone, seconds: float, file: Path) -> tuple[float | None, float | None]:
    """Try the microphone; meanwhile play a file, and stop that. Answers with what came of both."""
    trying = asyncio.ensure_future(phone.try_microphone(seconds))
    await asyncio.sleep(seconds / 4)
    played = await phone.play_file(file)
    phone.stop_file()
    return await trying, played


async def play_and_stop(phone: PjsuaPhone, file: Path) -> float | None:
    """Play a file, and think better of it at once."""
    playing = asyncio.ensure_future(phone.play_file(file))
    await asyncio.sleep(0)
    phone.stop_file()
    return await playing


async def look(phone: PjsuaPhone, question: str) -> Any:
    """Answer a question about what is inside, in the owner thread."""
    running = phone._running
    assert running is not None
    stack = running.stack
    questions = {
        "legs": lambda: len(stack._legs),
        "finished": lambda: len(stack._legs._finished),
        "waiting jobs": lambda: len(running.owner._jobs),
        "calls alive": lambda: sum(isinstance(one, LiveCall) for one in gc.get_objects()),
        "collected": gc.collect,
        "lose all calls": lambda: _lose(list(stack._legs)),
        "slow card": lambda: setattr(stack.sound.devices, "engage", _slowly(stack.sound.devices.engage)),
        "card is awake": lambda: stack.sound.devices._is_awake,
        "trial is on": lambda: stack.sound.trial.is_on,
    }
    return await asyncio.wrap_future(running.owner.ask(questions[question]))


def _slowly(engage: Callable[[], None]) -> Callable[[], None]:
    """Let a sound card take longer to open than anybody waits for."""

    def engage_slowly() -> None:
        time.sleep(1.5 * QUESTION_S)  # the fault itself: the SIP thread waits for the card
        engage()

    return engage_slowly


def _lose(calls: list[LiveCall]) -> None:
    """Let PJSIP end calls without a word, as if its callback had been lost."""
    for call in calls:
        setattr(call, "onCallState", lambda _: None)  # noqa: B010 - the type checker is right that nobody may do this
        call.hangup(pj.CallOpParam())
