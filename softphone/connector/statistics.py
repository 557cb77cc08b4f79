"""The objects of the Connector API about sound: statistics per interval, from which Salesforce computes its MOS.

Salesforce adds the intervals up and cuts every number to a whole one, so they are whole numbers of one interval here,
never running totals. A direction without a report yet is left out: a round trip of 0 would make the figure better.
"""

from typing import Annotated

from msgspec import Meta

from softphone.connector.calls import ApiObject

MOST = 2**31 - 1
"""What is larger turns negative in the base connector."""

Count = Annotated[int, Meta(ge=0, le=MOST)]


class StatsInfo(ApiObject, frozen=True, kw_only=True):
    """One direction during one interval. All four are always said: what is missing would not be 0."""

    packets_count: Count
    packets_lost: Count
    jitter_buffer_millis: Count
    round_trip_time_millis: Count


class AudioStatsElement(ApiObject, frozen=True, kw_only=True):
    """One interval: `input` is the microphone (what we send), `output` is what we hear."""

    input_channel_stats: StatsInfo | None = None
    output_channel_stats: StatsInfo | None = None


class AudioStats(ApiObject, frozen=True, kw_only=True):
    """Intervals of a call. The call's last one says so, and names the call: else no MOS is computed."""

    call_id: str | None = None
    stats: tuple[AudioStatsElement, ...] | None = None
    is_audio_stats_completed: bool = False
