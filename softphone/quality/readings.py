"""One look at a leg's audio, and what happened between two looks.

A leg may have several streams one after the other (a hold, a re-INVITE, another codec), each with counters of its own.
A `LegMeter` follows it through all of them.
"""

from dataclasses import dataclass, field, replace

from softphone.quality.counters import NOTHING, Interval, Meter, Totals

NO_TOTALS = Totals()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a stack has counted of one leg's audio at one moment, since its stream began.

    `sent` is what the far end says of our packets, None until it said something; there `packets` counts those that we
    sent, and no gaps are known. `reports` counts how often it has said something, `has_peer_reports` that it sends
    reports at all. Nothing is to be received or sent where a hold says so.
    """

    at: float
    stream: int = 0
    codec: str = ""
    packet_ms: float = 20.0
    bitrate_kbps: float | None = None
    received: Totals = NO_TOTALS
    sent: Totals | None = None
    packets_sent: int = 0
    reports: int = 0
    rtt_ms: float | None = None
    buffer_ms: float = 0.0
    is_to_receive: bool = True
    is_to_send: bool = True
    has_peer_reports: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What happened between two looks, as a rule a second. `sent` covers the time since the far end's last report."""

    at: float
    seconds: float
    codec: str = ""
    packet_ms: float = 20.0
    bitrate_kbps: float | None = None
    received: Interval = NOTHING
    sent: Interval | None = None
    packets_sent: int = 0
    rtt_ms: float | None = None
    buffer_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class LegMeter:
    """Remembers the last look at a leg; the round trip of a path is still that of the next stream on it."""

    at: float
    stream: int = 0
    received: Meter = field(default_factory=Meter)
    sent: Meter = field(default_factory=Meter)
    outgoing: Meter = field(default_factory=Meter)
    reports: int = 0
    rtt_ms: float | None = None

    def read(self, now: Reading) -> tuple["LegMeter", Second]:
        """Take a look; answer what happened since the one before."""
        before = self if now.stream == self.stream else self._on_another_stream(now.stream)
        received, heard = before.received.read(now.received)
        outgoing, out = before.outgoing.read(Totals(packets=now.packets_sent))
        sent, arrived, rtt_ms = before.sent, None, now.rtt_ms if now.rtt_ms is not None else before.rtt_ms
        if now.sent is not None and now.reports != before.reports:
            sent, reported = before._reporting(now.sent).read(now.sent)  # noqa: SLF001 - its own kind
            arrived = replace(reported, packets=max(0, reported.packets - reported.lost), loss_periods=0)
        second = Second(
            at=now.at,
            seconds=max(0.0, now.at - before.at),
            codec=now.codec,
            packet_ms=now.packet_ms,
            bitrate_kbps=now.bitrate_kbps,
            received=heard,
            sent=arrived,
            packets_sent=out.packets,
            rtt_ms=rtt_ms,
            buffer_ms=now.buffer_ms,
        )
        return LegMeter(now.at, now.stream, received, sent, outgoing, now.reports, rtt_ms), second

    def _on_another_stream(self, stream: int) -> "LegMeter":
        """Start over, but for what the far end has counted: it may go on from there."""
        sent = Meter(Totals(lost=self.sent.last.lost))
        return LegMeter(self.at, stream, sent=sent, rtt_ms=self.rtt_ms)

    def _reporting(self, said: Totals) -> Meter:
        """Say from where the far end's losses count: a first report of fewer than before shows that it started over."""
        is_first = self.sent.last.packets == 0
        return Meter() if is_first and said.lost < self.sent.last.lost else self.sent
