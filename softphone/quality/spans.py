"""Several seconds of a leg together, and how they sounded in either direction."""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.quality.codecs import Codec, codec_named
from softphone.quality.counters import NOTHING, Interval
from softphone.quality.judgement import Judgement, Path, judge
from softphone.quality.readings import Second

LEAST_BUFFER_MS = 20.0
"""What a jitter buffer holds back on a line without jitter: a packet."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time. Delays are means over the seconds in which they were known."""

    seconds: float = 0.0
    received: Interval = NOTHING
    sent: Interval | None = None
    packets_sent: int = 0
    rtt_sum_ms: float = 0.0
    rtt_count: int = 0
    buffer_sum_ms: float = 0.0
    buffer_count: int = 0
    codec: str = ""
    packet_ms: float = 20.0
    bitrate_kbps: float | None = None

    @property
    def rtt_ms(self) -> float | None:
        """The round trip; None until the far end has said something."""
        return self.rtt_sum_ms / self.rtt_count if self.rtt_count else None

    @property
    def buffer_ms(self) -> float:
        """How long our jitter buffer held packets back."""
        return self.buffer_sum_ms / self.buffer_count if self.buffer_count else 0.0

    @property
    def buffer_there_ms(self) -> float:
        """How long the far end's jitter buffer holds ours back. It does not say; twice the jitter it saw is usual."""
        return max(LEAST_BUFFER_MS, 2 * self.sent.jitter_ms) if self.sent else LEAST_BUFFER_MS

    @property
    def figures(self) -> Codec | None:
        """What the codec costs; None where nobody has published it."""
        return codec_named(self.codec, self.bitrate_kbps)

    def plus(self, second: Second) -> "Span":
        """Add a second. Its buffer counts if something went through it."""
        is_heard = second.received.expected > 0
        return Span(
            seconds=self.seconds + second.seconds,
            received=self.received + second.received,
            sent=_both(self.sent, second.sent),
            packets_sent=self.packets_sent + second.packets_sent,
            rtt_sum_ms=self.rtt_sum_ms + (second.rtt_ms or 0.0),
            rtt_count=self.rtt_count + (second.rtt_ms is not None),
            buffer_sum_ms=self.buffer_sum_ms + (second.buffer_ms if is_heard else 0.0),
            buffer_count=self.buffer_count + is_heard,
            codec=second.codec or self.codec,
            packet_ms=second.packet_ms,
            bitrate_kbps=second.bitrate_kbps,
        )

    def heard(self) -> Judgement | None:
        """Judge what we received; None when nothing was to come, or nothing is known of the codec."""
        path = Path(self.rtt_ms, self.buffer_ms, self.packet_ms)
        return judge(self.figures, self.received, path) if self.figures else None

    def heard_there(self) -> Judgement | None:
        """Judge what the far end received of ours."""
        if self.sent is None or self.figures is None:
            return None
        return judge(self.figures, self.sent, Path(self.rtt_ms, self.buffer_there_ms, self.packet_ms))


EMPTY = Span()


def span_of(seconds: Iterable[Second]) -> Span:
    """Put seconds together."""
    span = EMPTY
    for second in seconds:
        span = span.plus(second)
    return span


def worse(one: Judgement | None, other: Judgement | None) -> Judgement | None:
    """Choose the direction that people would complain about."""
    known = [judgement for judgement in (one, other) if judgement is not None]
    return min(known, key=lambda judgement: judgement.mos, default=None)


def _both(before: Interval | None, later: Interval | None) -> Interval | None:
    return before if later is None else later if before is None else before + later
