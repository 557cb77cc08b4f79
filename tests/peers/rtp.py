"""An RTP end of our own for peers that only signal: hears what arrives, speaks a tone, presses and reads keys.

It answers to where packets come from, so it needs no address before the far end has spoken; `aim` sets one.
"""

import asyncio
import contextlib
import struct
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from tests.peers import g711
from tests.peers.tones import Samples, Sound, tone

RATE, PACKET = 8000, 160
EVENTS = 101
KEYS = "0123456789*#ABCD"
CODECS = {0: (g711.linear_to_ulaw, g711.ulaw_to_linear), 8: (g711.linear_to_alaw, g711.alaw_to_linear)}


@dataclass(slots=True)
class _Packet:
    source: int
    sequence: int
    timestamp: int
    payload_type: int
    payload: bytes


@dataclass(slots=True)
class _Out:
    """What goes out next."""

    sequence: int = 1
    timestamp: int = 0
    keys: list[str] = field(default_factory=list)
    codes: bytes = b""
    at: int = 0


class RtpEnd(asyncio.DatagramProtocol):
    """One audio stream on a UDP port; `payload_type` 0 is PCMU, 8 is PCMA."""

    def __init__(self, port: int, payload_type: int) -> None:
        self.port, self.payload_type = port, payload_type
        self.packets: list[_Packet] = []
        self._aim: tuple[str, int] | None = None
        self._out = _Out()
        self._speaker: asyncio.Task[None] | None = None
        self._transport: asyncio.DatagramTransport | None = None

    @classmethod
    async def open(cls, port: int, *, payload_type: int = 0) -> "RtpEnd":
        """Bind the port and listen."""
        loop = asyncio.get_running_loop()
        end = cls(port, payload_type)
        await loop.create_datagram_endpoint(lambda: end, local_addr=("127.0.0.1", port))
        end._speaker = asyncio.create_task(end._speak_for_ever())
        return end

    async def close(self) -> None:
        """Stop speaking and free the port."""
        if self._speaker is not None:
            self._speaker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._speaker
        if self._transport is not None:
            self._transport.close()
            await asyncio.sleep(0)

    def say(self, frequency_hz: float | None) -> None:
        """Speak this tone from now on; None is digital silence."""
        samples = tone(frequency_hz, 1.0).samples if frequency_hz else np.zeros(RATE)
        self._out.codes, self._out.at = CODECS[self.payload_type][0](samples), 0

    def quiet(self) -> None:
        """Send nothing at all any more."""
        self._out.codes = b""

    def press(self, keys: str) -> None:
        """Press keys as RFC 4733 events, one after the other."""
        self._out.keys.extend(keys)

    def aim(self, port: int) -> None:
        """Send to this port instead of waiting for the first packet."""
        self._aim = ("127.0.0.1", port)

    @property
    def answers_to(self) -> tuple[str, int] | None:
        """Where it sends to: where the first packet came from, unless it was aimed elsewhere."""
        return self._aim

    def forget(self) -> None:
        """Forget what was heard, to listen afresh."""
        self.packets.clear()

    def heard(self) -> Sound:
        """What arrived so far: each stream in the order of its timestamps, silence where nothing came."""
        voice = [packet for packet in self.packets if packet.payload_type == self.payload_type]
        sources = dict.fromkeys(packet.source for packet in voice)
        streams = [self._stream([p for p in voice if p.source == source]) for source in sources]
        return Sound(np.concatenate([np.zeros(0), *streams]), RATE)

    def pressed(self) -> str:
        """The keys that arrived as RFC 4733 events."""
        events = {p.timestamp: p.payload[0] for p in self.packets if p.payload_type == EVENTS}
        return "".join(KEYS[event] for event in events.values())

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Keep what is RTP version 2."""
        if len(data) < 12 or data[0] >> 6 != 2 or 72 <= (data[1] & 0x7F) <= 76:
            return
        sequence, timestamp, source = struct.unpack("!HII", data[2:12])
        start = 12 + 4 * (data[0] & 0x0F)
        self.packets.append(_Packet(source, sequence, timestamp, data[1] & 0x7F, data[start:]))
        self._aim = self._aim or addr

    def _stream(self, packets: list[_Packet]) -> Samples:
        decode, first = CODECS[self.payload_type][1], packets[0].timestamp
        pieces = {((p.timestamp - first) & 0xFFFFFFFF): decode(p.payload) for p in packets}
        near = {at: piece for at, piece in pieces.items() if at < RATE * 3600}  # not what was before the first
        whole: Samples = np.zeros(max(at + len(piece) for at, piece in near.items()))
        for at, piece in near.items():
            whole[at : at + len(piece)] = piece
        return whole

    async def _speak_for_ever(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            if self._out.keys:
                await self._press_one(KEYS.index(self._out.keys.pop(0)))
                due = loop.time()
            elif self._out.codes:
                at = self._out.at
                self._send(self.payload_type, self._out.codes[at : at + PACKET])
                self._out.at = (at + PACKET) % len(self._out.codes)
            self._out.timestamp += PACKET
            due += PACKET / RATE
            await asyncio.sleep(max(0.0, due - loop.time()))

    async def _press_one(self, event: int) -> None:
        """Eight packets of one event, the last three marked as its end; then a pause."""
        for step in range(1, 9):
            ends = 0x80 if step > 5 else 0
            duration = min(step, 6) * PACKET
            self._send(EVENTS, struct.pack("!BBH", event, ends | 10, duration), is_first=step == 1)
            await asyncio.sleep(PACKET / RATE)
        self._out.timestamp += 8 * PACKET
        await asyncio.sleep(0.1)
        self._out.timestamp += 5 * PACKET

    def _send(self, payload_type: int, payload: bytes, *, is_first: bool = False) -> None:
        out = self._out
        marker = 0x80 if is_first else 0
        head = struct.pack("!BBHII", 0x80, marker | payload_type, out.sequence & 0xFFFF, out.timestamp & 0xFFFFFFFF, 7)
        out.sequence += 1
        if self._aim is not None and self._transport is not None:
            self._transport.sendto(head + payload, self._aim)
