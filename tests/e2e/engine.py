"""The real engine as a process, and the ways in that scripts have: its ready line, `softphone ctl`, its events.

Everything goes through the documented contracts; nothing of the project is imported.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.peers import PeerProcess, Sound, hear, silence, until
from tests.peers.process import PeerFailed
from tests.peers.waiting import TooLate

SOFTPHONE = (sys.executable, "-m", "softphone")
TREE = Path(__file__).parents[2]
Settings = Mapping[str, Any]
Message = dict[str, Any]


def toml(settings: Settings) -> str:
    """Write settings as TOML: sections are tables, lists of tables repeat their section."""
    lines = []
    for section, value in settings.items():
        for table in value if isinstance(value, list) else [value]:
            lines.append(f"[[{section}]]" if isinstance(value, list) else f"[{section}]")
            lines += [f"{key} = {_value(entry)}" for key, entry in table.items()]
            lines.append("")
    return "\n".join(lines)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(entry)}" for key, entry in value.items()) + " }"
    return json.dumps(value)


@dataclass(frozen=True, slots=True)
class Answer:
    """What `softphone ctl` said."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Message:
        """The JSON it printed."""
        parsed = json.loads(self.out)
        assert isinstance(parsed, dict)
        return parsed


@dataclass(slots=True)
class Desk:
    """How an engine is set up: its folder, its settings, and what it runs in."""

    folder: Path
    settings: Settings
    environment: dict[str, str] = field(default_factory=dict)
    prefix: tuple[str | Path, ...] = ()
    """Put before every command, to run in another network namespace."""

    def write(self) -> Path:
        """Write the settings file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / "softphone.toml"
        file.write_text(toml(self.settings))
        return file

    def surroundings(self) -> dict[str, str]:
        """Folders of its own, no keyring, no desktop."""
        own = {name: str(self.folder / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
        return {
            **own,
            "PYTHONPATH": str(TREE),
            "PYTHONUNBUFFERED": "1",
            "SOFTPHONE_RUNTIME_DIR": str(self.folder / "runtime"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            **self.environment,
        }


class Engine:
    """One running engine."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        file = desk.write()
        command = [*desk.prefix, *SOFTPHONE, "engine", "--config", file]
        self.process = PeerProcess("engine", command, desk.folder, split=True, **desk.surroundings())
        self.events: Events | None = None

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.desk.folder

    @property
    def hello(self) -> Message:
        """The ready line; fails before it is there."""
        line = self._ready_line()
        assert line is not None, f"the engine is not ready\n{self.process.tail()}"
        return line

    @property
    def uri(self) -> str:
        """Where to call it."""
        return str(self.hello["sip"])

    def runtime_files(self) -> list[Path]:
        """The files by which others find it."""
        return sorted((self.folder / "runtime").iterdir())

    async def ready(self, *, within_s: float = 20.0) -> None:
        """Wait for the ready line, then listen to its events."""
        await self.process.ready(lambda: self._ready_line() is not None, "is ready", within_s=within_s)
        self.events = Events(self)

    async def listen_anew(self) -> "Events":
        """Forget the events so far and follow those from now on."""
        if self.events is not None:
            await self.events.stop()
        return Events(self, since=(await self.status())["seq"])

    async def ctl(self, *words: str, expect: int = 0, json_out: bool = True) -> Answer:
        """Run `softphone ctl`; another exit code than expected fails the test."""
        command = [*self.desk.prefix, *SOFTPHONE, "ctl", *(["--json"] if json_out else []), *words]
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **self.desk.surroundings()},
        )
        out, err = await asyncio.wait_for(process.communicate(), 30)
        answer = Answer(process.returncode or 0, out.decode(), err.decode())
        assert answer.code == expect, f"ctl {words} gave {answer}\n{self.process.tail()}"
        return answer

    async def status(self) -> Message:
        """Everything that is true now."""
        return (await self.ctl("status")).result

    async def event(self, kind: str, *, within_s: float = 10.0, **where: Any) -> Message:
        """Wait for an event of this type that was not waited for before; `where` names fields it must have."""
        assert self.events is not None
        return await self.events.next(kind, within_s=within_s, **where)

    async def registration(self, state: str, *, within_s: float = 15.0) -> Message:
        """Wait until its only account is in this state, and give the account."""

        def told() -> Message | None:
            accounts = [e["payload"]["account"] for e in self.told() if e["type"] == "REGISTRATION_CHANGED"]
            return next((account for account in reversed(accounts) if account["state"] == state), None)

        (now,) = (await self.status())["accounts"]
        account = now if now["state"] == state else await until(told, f"an account is {state}", within_s=within_s)
        assert isinstance(account, dict)
        return account

    def told(self) -> list[Message]:
        """All events since it became ready."""
        assert self.events is not None
        return self.events.all

    def heard(self) -> Sound:
        """What its loudspeaker file holds so far."""
        file = self.folder / "heard.wav"
        return hear(file) if file.exists() and file.stat().st_size > 44 else silence(0)

    async def hears(self, frequency_hz: float, *, for_s: float = 1.0, within_s: float = 10.0) -> None:
        """Wait until it has heard a tone for long enough."""
        what = f"the engine hears {frequency_hz:g} Hz for {for_s:g} s"
        try:
            await until(lambda: self.heard().hears(frequency_hz, for_s), what, within_s=within_s)
        except TooLate as late:
            sound = self.heard()
            raise TooLate(f"{late}; it heard {sound.seconds:.1f} s at {sound.level_dbfs:.0f} dBFS") from None

    async def shut_down(self, number: signal.Signals = signal.SIGTERM, *, within_s: float = 8.0) -> int:
        """Ask it to end and give its exit code."""
        self.process.signal(number)
        return await self.process.ended(within_s=within_s)

    async def stop(self) -> None:
        """End it, whatever it is doing."""
        if self.events is not None:
            await self.events.stop()
        await self.process.stop(within_s=6)

    def _ready_line(self) -> Message | None:
        for line in self.process.output().splitlines():
            if '"ready"' in line:
                parsed = json.loads(line)
                assert isinstance(parsed, dict)
                return parsed
        return None


class Events:
    """`softphone ctl --json events --follow`, read as it prints."""

    def __init__(self, engine: Engine, *, since: int = 0) -> None:
        desk = engine.desk
        words = [*desk.prefix, *SOFTPHONE, "ctl", "--json", "events", "--follow", "--since", str(since)]
        self.process = PeerProcess("events", words, desk.folder, split=True, **desk.surroundings())
        self._taken: set[int] = set()

    @property
    def all(self) -> list[Message]:
        """All events so far."""
        whole, _, _ = self.process.output().rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def types(self, *, but: tuple[str, ...] = ("MEDIA_NEGOTIATED", "AUDIO_DEVICE_CHANGED")) -> list[str]:
        """The types so far, in order, without those that do not matter here."""
        return [event["type"] for event in self.all if event["type"] not in but]

    async def next(self, kind: str, *, within_s: float = 10.0, **where: Any) -> Message:
        """Wait for the first event of this type that has not been given yet."""

        def found() -> Message | None:
            for event in self.all:
                if event["seq"] not in self._taken and event["type"] == kind and _has(event, where):
                    self._taken.add(event["seq"])
                    return event
            return None

        try:
            event = await until(found, f"the event {kind} {where or ''}", within_s=within_s)
        except TooLate as late:
            told = "\n".join(json.dumps(event)[:400] for event in self.all)
            raise PeerFailed(f"{late}; events so far:\n{told}") from None
        assert event is not None
        return event

    async def stop(self) -> None:
        """Follow no longer."""
        await self.process.stop(within_s=3)


def _has(event: Message, where: Mapping[str, Any]) -> bool:
    return all(_field(event, key) == value for key, value in where.items())


def _field(event: Message, key: str) -> Any:
    """Give a field of the event, or of its payload: "callId", "account.state"."""
    if key in event:
        return event[key]
    found: Any = event.get("payload", {})
    for name in key.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found
