"""What Salesforce is told about the sound of a call: from what was measured to the objects of the Connector API.

A direction is left out while nothing is known of its round trip, and in an interval in which nothing was to come: zeros
would count as a perfect line. What was left out is told with the next interval, so that no packet is ever missed.
"""

from dataclasses import dataclass, replace

from softphone.connector.statistics import MOST, AudioStats, AudioStatsElement, StatsInfo
from softphone.quality.counters import NOTHING, Interval
from softphone.quality.readings import Second
from softphone.quality.salesforce import Prediction, Told
from softphone.quality.spans import EMPTY, Span


@dataclass(frozen=True, slots=True)
class Untold:
    """What has happened and was not told yet."""

    span: Span = EMPTY

    def plus(self, second: Second) -> "Untold":
        """Note a second."""
        return Untold(self.span.plus(second))

    def told(self) -> tuple["Untold", AudioStatsElement | None]:
        """Tell it; answers with what is left, and with None when there is nothing to say yet."""
        span = self.span
        if span.rtt_ms is None:
            return self, None
        received = _channel(span.received, span.buffer_ms, span.rtt_ms)
        sent = _channel(span.sent or NOTHING, span.buffer_there_ms, span.rtt_ms)
        if received is None and sent is None:
            return self, None
        left = EMPTY if sent else replace(EMPTY, sent=span.sent)
        left = left if received else replace(left, received=span.received)
        return Untold(left), AudioStatsElement(input_channel_stats=sent, output_channel_stats=received)


@dataclass(frozen=True, slots=True)
class PageSums:
    """What the base connector in the page has added up; one set for all calls. None before the first connected call."""

    sums: Prediction | None = None

    def begun(self) -> "PageSums":
        """A call was connected: everything starts over, whatever other call goes on."""
        return PageSums(Prediction())

    def after(self, stats: AudioStats) -> tuple["PageSums", float | None]:
        """Statistics were dispatched; answers with the MOS that Salesforce stores, if they were the last ones."""
        sums = self.sums
        if sums is None:
            return self, None
        for element in stats.stats or ():
            sums = sums.plus(told_of(element.input_channel_stats), told_of(element.output_channel_stats))
        if stats.is_audio_stats_completed and stats.call_id:
            return PageSums(), sums.mos()
        return PageSums(sums), None


def told_of(channel: StatsInfo | None) -> Told | None:
    """Say one direction in the words of the formula."""
    if channel is None:
        return None
    return Told(
        packets_count=channel.packets_count,
        packets_lost=channel.packets_lost,
        jitter_buffer_ms=channel.jitter_buffer_millis,
        round_trip_ms=channel.round_trip_time_millis,
    )


def _channel(happened: Interval, buffer_ms: float, rtt_ms: float) -> StatsInfo | None:
    if happened.expected == 0:
        return None
    return StatsInfo(
        packets_count=_whole(happened.expected),
        packets_lost=_whole(happened.lost),
        jitter_buffer_millis=_whole(buffer_ms),
        round_trip_time_millis=_whole(rtt_ms),
    )


def _whole(value: float) -> int:
    return min(MOST, max(0, round(value)))
