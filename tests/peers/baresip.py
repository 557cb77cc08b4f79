"""baresip as a peer: a whole softphone that others wrote, steered over its TCP control port.

It speaks a WAV file and writes what it hears into others, one for each call; its player goes nowhere. Every
instance has a folder of its own.
"""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.peers.process import PeerProcess, installed
from tests.peers.sockets import is_bound
from tests.peers.tones import Sound, joined, silence
from tests.peers.waiting import until
from tests.peers.wav import read_wav

HOST = "127.0.0.1"
MODULES = (
    *("uuid", "g711", "g722", "opus", "aufile", "aubridge", "sndfile", "stun", "turn", "ice", "srtp", "dtls_srtp"),
    *("account", "menu", "contact", "ctrl_tcp"),
)


@dataclass(slots=True)
class BaresipPhone:
    """How one baresip shall be set up; `account` are the parameters after the address."""

    port: int
    control_port: int
    rtp_ports: range
    speaks: Path
    user: str = "baresip"
    domain: str = ""
    account: str = "regint=0"
    answers: bool = True
    codecs: str = "PCMU/8000/1,PCMA/8000/1"
    transport: str = "udp"
    certificate: Path | None = None
    ca_file: Path | None = None
    extra: tuple[str, ...] = ()

    @property
    def uri(self) -> str:
        """Where to call it directly."""
        port = self.port + 1 if self.transport == "tls" else self.port
        suffix = "" if self.transport == "udp" else f";transport={self.transport}"
        return f"sip:{self.user}@{HOST}:{port}{suffix}"

    def account_line(self) -> str:
        """The line of its accounts file."""
        domain = self.domain or f"{HOST}:{self.port}"
        mode = "auto" if self.answers else "manual"
        transport = "" if self.transport == "udp" else f";transport={self.transport}"
        codecs = f";audio_codecs={self.codecs}" if self.codecs else ""
        return f"<sip:{self.user}@{domain}{transport}>;answermode={mode}{codecs};{self.account}\n"

    def config(self, folder: Path) -> str:
        """Its configuration file."""
        lines = [
            "poll_method epoll",
            f"sip_listen {HOST}:{self.port}",
            f"net_interface {HOST}",
            "call_max_calls 4",
            "call_local_timeout 60",
            "audio_path /nonexistent",
            f"audio_source aufile,{self.speaks}",
            "audio_player aubridge,nobody",
            "statmode_default off",
            "audio_alert aufile,/nonexistent",
            f"rtp_ports {self.rtp_ports[0]}-{self.rtp_ports[-1]}",
            f"ctrl_tcp_listen {HOST}:{self.control_port}",
            f"snd_path {folder}",
            "module_path /usr/lib/baresip/modules",
            *(
                f"module{'_app' if name in {'account', 'menu', 'contact', 'ctrl_tcp'} else ''} {name}.so"
                for name in MODULES
            ),
            *([f"sip_certificate {self.certificate}"] if self.certificate else []),
            *([f"sip_cafile {self.ca_file}"] if self.ca_file else []),
            *self.extra,
        ]
        return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Control:
    """The netstring connection to the control port."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    events: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def read_for_ever(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                length = await self.reader.readuntil(b":")
                raw = await self.reader.readexactly(int(length[:-1]) + 1)
                message = json.loads(raw[:-1])
                if message.get("event"):
                    self.events.append(message)
                else:
                    self.answers[message.get("token", "")] = message

    def send(self, command: dict[str, str]) -> None:
        raw = json.dumps(command).encode()
        self.writer.write(b"%d:%s," % (len(raw), raw))


class Baresip:
    """One running baresip."""

    def __init__(self, phone: BaresipPhone, folder: Path) -> None:
        self.phone, self.folder = phone, folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config").write_text(phone.config(folder))
        (folder / "accounts").write_text(phone.account_line())
        (folder / "contacts").write_text("")
        command: list[str | Path] = [installed("baresip", "baresip-core"), "-f", folder, "-4", "-s"]
        self.process = PeerProcess(f"baresip-{phone.port}", command, folder)
        self._control: _Control | None = None
        self._reading: asyncio.Task[None] | None = None
        self._asked = 0

    @property
    def uri(self) -> str:
        """Where to call it directly."""
        return self.phone.uri

    def heard(self) -> Sound:
        """What it has heard so far, in all calls, but no more of a call that was held: its recording ends there."""
        files = sorted(self.folder.glob("dump-*-dec.wav"))
        sounds = [read_wav(file)[0] for file in files if file.stat().st_size > 44]
        return joined(*sounds) if sounds else silence(0)

    async def hears(self, frequency_hz: float, *, for_s: float = 1.0, within_s: float = 10.0) -> None:
        """Wait until it has heard this tone for long enough."""
        what = f"baresip on port {self.phone.port} hears {frequency_hz:g} Hz for {for_s:g} s"
        await until(lambda: self.heard().hears(frequency_hz, for_s), what, within_s=within_s)

    @property
    def events(self) -> list[dict[str, Any]]:
        """What it has reported so far, oldest first."""
        return self._control.events if self._control else []

    async def ready(self) -> None:
        """Wait until it takes commands."""
        await self.process.ready(lambda: is_bound("tcp", self.phone.control_port), "takes commands")
        reader, writer = await asyncio.open_connection(HOST, self.phone.control_port)
        self._control = _Control(reader, writer)
        self._reading = asyncio.create_task(self._control.read_for_ever())

    async def ask(self, command: str, params: str = "") -> str:
        """Give a command and return what it answers; a refusal fails the test."""
        assert self._control is not None
        self._asked += 1
        token = str(self._asked)
        self._control.send({"command": command, "params": params, "token": token})
        answers = self._control.answers
        answer = await until(lambda: answers.get(token), f"baresip answers {command}", within_s=5)
        assert answer is not None
        assert answer.get("ok"), f"baresip refused {command} {params}: {answer}"
        return str(answer.get("data", ""))

    async def registered(self) -> None:
        """Wait until a registrar has taken it; its events for that may come before anybody listens to them."""
        await self.process.ready(lambda: " binding]" in self.process.output(), "registers")

    async def press(self, keys: str) -> None:
        """Press keys in the current call, as RFC 4733 events."""
        for key in keys:
            await self.ask("sndcode", key)

    async def event(self, kind: str, *, within_s: float = 10.0, after: int = 0) -> dict[str, Any]:
        """Wait for an event such as CALL_ESTABLISHED among those after the first `after`."""

        def found() -> dict[str, Any] | None:
            return next((event for event in self.events[after:] if event.get("type") == kind), None)

        try:
            event = await until(found, f"baresip reports {kind}", within_s=within_s)
        except AssertionError as late:
            raise AssertionError(f"{late}\n{self.events}\n{self.process.tail()}") from None
        assert event is not None
        return event

    async def stop(self) -> None:
        """End it, politely first."""
        if self._control is not None and self.process.exit_code is None:
            with contextlib.suppress(ConnectionError):
                self._control.send({"command": "quit", "params": "", "token": "quit"})
            with contextlib.suppress(AssertionError):
                await self.process.ended(within_s=3)
        await self.process.stop(within_s=2)
        if self._control is not None and self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
            self._control.writer.close()
            with contextlib.suppress(ConnectionError):
                await self._control.writer.wait_closed()
