"""sipp as a peer: one call (or several) along a scenario made of small steps, judged by sipp itself.

    answerer = await peers.sipp("offered ring wait:300 answer bye_received")
    ...
    await answerer.done()

`done` fails with sipp's own error log when any step was not met.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tests.peers.process import PeerFailed, PeerProcess, installed
from tests.peers.sipp.messages import SipMessage, parse_log
from tests.peers.sipp.scenario import CALLED_FIRST, offer, scenario
from tests.peers.sockets import is_bound

HOST = "127.0.0.1"


@dataclass(slots=True)
class SippCall:
    """What one sipp instance shall do; only `steps` and `port` are always needed, `target` for callers."""

    steps: str
    port: int
    target: str = ""
    media_port: int = 9
    codec: str = "PCMU"
    user: str = "sipp"
    display: str = ""
    calls: int = 1
    rate: int = 10
    limit_s: int = 30
    transport: str = "u1"
    host: str = HOST
    prefix: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    crypto: str = ""
    stream: str = ""
    proxy: str = ""
    behind_pbx: bool = False
    options: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_called(self) -> bool:
        """Whether this end waits for a call."""
        return self.steps.split()[0] in CALLED_FIRST

    def xml(self) -> str:
        """The scenario as sipp reads it."""
        media: int | str = "[rtpstream_audio_port]" if self.stream else self.media_port
        known = {
            "target": self.target,
            "user": self.user,
            "display": self.display,
            "headers": "\n".join(self.headers),
            "stream": self.stream,
            "offer": offer(self.codec, media, crypto=self.crypto, host=self.host),
        }
        return scenario(self.steps, {**known, **self.values})

    def remote(self) -> list[str]:
        """Where sipp sends to: the proxy, or host and port of the target."""
        if self.is_called:
            return []
        return [self.proxy or self.target.rpartition("@")[2].removeprefix("sip:").partition(";")[0]]


class Sipp:
    """One running sipp."""

    def __init__(self, call: SippCall, folder: Path, rtp_ports: range) -> None:
        self.call = call
        self._name = f"sipp-{call.port}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{self._name}.xml"
        file.write_text(call.xml())
        self._messages, self._errors = folder / f"{self._name}.messages", folder / f"{self._name}.errors"
        self.process = PeerProcess(self._name, [*self._command(file, rtp_ports), *call.remote()], folder)

    @property
    def uri(self) -> str:
        """Where to call this end."""
        return f"sip:{self.call.user}@{self.call.host}:{self.call.port}"

    @property
    def messages(self) -> list[SipMessage]:
        """All messages so far, both directions."""
        return parse_log(self._messages.read_text(errors="replace")) if self._messages.exists() else []

    def received(self, what: str) -> list[SipMessage]:
        """The received requests of a method ("BYE") or responses of a code ("200")."""
        return [
            message
            for message in self.messages
            if not message.was_sent
            and (str(message.code) == what if what.isdigit() else message.code is None and message.method == what)
        ]

    async def ready(self) -> None:
        """Wait until sipp listens."""
        kind = "tcp" if self.call.transport.startswith("t") and self.call.is_called else "udp"
        if self.call.is_called or kind == "udp":
            await self.process.ready(
                lambda: is_bound(kind, self.call.port, self.process.pid) or self._is_over(), "listens"
            )

    async def done(self, *, within_s: float = 30.0) -> "Sipp":
        """Wait for the end of the scenario and insist that every step was met."""
        code = await self.process.ended(within_s=within_s)
        if code != 0:
            errors = self._errors.read_text(errors="replace") if self._errors.exists() else ""
            raise PeerFailed(f"sipp ({self.call.steps}) ended with {code}\n{errors}\n{self._last_messages()}")
        return self

    async def stop(self) -> None:
        """End it, whatever it is doing."""
        await self.process.stop(within_s=2)

    def _is_over(self) -> bool:
        return self.process.exit_code == 0

    def _last_messages(self) -> str:
        return "\n".join(f"{'->' if m.was_sent else '<-'} {m.start}  ({m.header('CSeq')})" for m in self.messages[-20:])

    def _command(self, file: Path, rtp_ports: range) -> list[str | Path]:
        call = self.call
        return [
            *call.prefix,
            installed("sipp", "sip-tester"),
            *("-sf", file, "-i", call.host, "-p", str(call.port), "-t", call.transport, "-m", str(call.calls)),
            *("-r", str(call.rate), "-l", str(call.calls), "-nostdin", "-timeout", str(call.limit_s), "-timeout_error"),
            *("-trace_err", "-error_file", self._errors, "-trace_msg", "-message_file", self._messages),
            *("-mp", str(rtp_ports[0]), "-mi", call.host, "-ci", HOST, "-cp", str(rtp_ports[-1]), "-s", "service"),
            *(["-aa"] if call.behind_pbx else []),  # PBXs send UPDATE, OPTIONS and NOTIFY at any time
            *call.options,
        ]
