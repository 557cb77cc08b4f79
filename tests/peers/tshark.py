"""tshark as an independent judge: captures packets on loopback and says what it makes of the RTP and RTCP among them.

It is told the ports of the test and sees nothing else.
"""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pytest

from tests.peers.process import PeerProcess, installed

CAPTURING = "Capturing on"
NOT_ALLOWED = ("permission to perform this capture", "don't have permission")
STREAM = re.compile(
    r"^\s*[\d.]+\s+[\d.]+\s+(?P<source>\S+)\s+(?P<source_port>\d+)\s+(?P<target>\S+)\s+(?P<target_port>\d+)"
    r"\s+0x\w+\s+(?P<codec>.+?)\s+(?P<packets>\d+)\s+(?P<lost>-?\d+) \((?P<percent>-?[\d.]+)%\)"
    r"\s+(?P<deltas>(?:-?[\d.]+\s+){3})(?P<jitters>(?:-?[\d.]+\s+){2}-?[\d.]+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class SeenStream:
    """One RTP stream, as tshark's own analysis has it."""

    source_port: int
    target_port: int
    codec: str
    packets: int
    lost: int
    jitter_ms: float
    highest_jitter_ms: float

    @property
    def loss_percent(self) -> float:
        """The share of packets that never came."""
        expected = self.packets + self.lost
        return 100 * self.lost / expected if expected else 0.0


class Tshark:
    """One capture of the UDP ports of a range."""

    def __init__(self, ports: range, sip_ports: list[int], folder: Path) -> None:
        self._sip_ports = sip_ports
        self._program = installed("tshark", "tshark")
        self.file = folder / "capture.pcapng"
        wanted = f"udp portrange {ports[0]}-{ports[-1]}"
        command = [self._program, "-i", "lo", "-f", wanted, "-w", str(self.file), "-n", "-q"]
        self.process = PeerProcess("tshark", command, folder)

    async def ready(self) -> None:
        """Wait until it captures; a machine that lets nobody capture skips the test."""
        await self.process.ready(lambda: CAPTURING in self.process.output() or self._is_refused(), "captures")
        await self.process.ready(lambda: self.file.exists() or self._is_refused(), "writes", within_s=5)
        if self._is_refused():
            pytest.skip("this user may not capture packets")

    async def streams(self) -> list[SeenStream]:
        """Tell what it makes of all RTP so far; for after the capture."""
        said = await self._ask("-q", "-z", "rtp,streams")
        return [_stream(found) for found in STREAM.finditer(said)]

    async def round_trips_ms(self, port: int) -> list[float]:
        """Give the round trips that it worked out from the RTCP reports sent by the owner of a port."""
        wanted = f"rtcp.roundtrip-delay && udp.srcport == {port}"
        show = ("-o", "rtcp.show_roundtrip_calculation:TRUE", "-o", "rtcp.roundtrip_min_threshhold:0")
        said = await self._ask(*show, "-Y", wanted, "-T", "fields", "-e", "rtcp.roundtrip-delay")
        return [float(number) for line in said.split() for number in line.split(",")]

    async def round_trip_ms(self, port: int) -> float | None:
        """Give the mean of them."""
        found = await self.round_trips_ms(port)
        return mean(found) if found else None

    async def stop(self) -> None:
        """End the capture; what was captured can still be asked about."""
        await self.process.stop()

    def _is_refused(self) -> bool:
        return any(words in self.process.output() for words in NOT_ALLOWED)

    async def _ask(self, *words: str) -> str:
        """Have the capture read. SIP is at ports of the test's own, and its SDP says what is RTP."""
        decode = [word for port in self._sip_ports for word in ("-d", f"udp.port=={port},sip")]
        process = await asyncio.create_subprocess_exec(
            self._program,
            *("-r", str(self.file), "-n", *decode, *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complaint = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, complaint.decode()
        return said.decode()


def _stream(found: re.Match[str]) -> SeenStream:
    _, jitter_ms, highest_ms = (float(number) for number in found["jitters"].split())
    return SeenStream(
        source_port=int(found["source_port"]),
        target_port=int(found["target_port"]),
        codec=found["codec"],
        packets=int(found["packets"]),
        lost=int(found["lost"]),
        jitter_ms=jitter_ms,
        highest_jitter_ms=highest_ms,
    )
