"""The courses of legs as clients see them."""

from collections.abc import Callable

from softphone.core.values import CallId
from softphone.engine.clock import now, wall
from softphone.engine.measuring.gauges import Gauge, Gauges
from softphone.protocol.figures import Figures, LatestSecond, LegFigures, StreamFigures
from softphone.quality.bursts import bursts_of
from softphone.quality.counters import Interval
from softphone.quality.judgement import Judgement
from softphone.quality.series import point_of


def figures_of(gauges: Gauges, predicted: Callable[[CallId], float | None], call_id: str | None = None) -> Figures:
    """Tell what the network does to the audio of one call, or of all."""
    legs = tuple(
        _leg(gauge, predicted(gauge.call)) for gauge in gauges if gauge.leg.is_talking and call_id in (None, gauge.call)
    )
    return Figures(at=wall(now()), legs=legs)


def _leg(gauge: Gauge, salesforce_mos: float | None) -> LegFigures:
    course, transport = gauge.course, gauge.transport
    whole, overall, lately = course.whole, course.overall(), course.now()
    worst, worse, worse_now = course.worst, overall.worse, lately.worse
    received = _stream(whole.received, overall.received, lately.received, worst.received)
    return LegFigures(
        call_id=gauge.call,
        leg_id=gauge.leg.id,
        role=gauge.leg.role,
        seconds=whole.seconds,
        codec=whole.codec,
        received=received,
        sent=_stream(whole.sent, overall.sent, lately.sent, worst.sent) if whole.sent else None,
        packets_sent=whole.packets_sent,
        rtt_ms=whole.rtt_ms,
        buffer_ms=whole.buffer_ms,
        one_way_ms=overall.received.one_way_ms if overall.received else None,
        r=worse.r if worse else None,
        mos=worse.mos if worse else None,
        mos_now=worse_now.mos if worse_now else None,
        salesforce_mos=salesforce_mos,
        flow=course.flow.flow,
        encryption=transport.encryption,
        ice_state=transport.ice_state,
        local_address=transport.local_address,
        remote_address=transport.remote_address,
        latest=_latest(gauge),
    )


def _latest(gauge: Gauge) -> LatestSecond | None:
    """Show the last second as its course does."""
    if gauge.latest is None:
        return None
    point = point_of(gauge.latest, gauge.course.now())
    return LatestSecond(**{name: getattr(point, name) for name in LatestSecond.__struct_fields__})


def _stream(
    counted: Interval, overall: Judgement | None, lately: Judgement | None, worst: Judgement | None
) -> StreamFigures:
    bursts = bursts_of(counted)
    return StreamFigures(
        packets=counted.packets,
        lost=counted.lost,
        discarded=counted.discarded,
        duplicates=counted.duplicates,
        loss_percent=counted.loss_percent,
        jitter_ms=counted.jitter_ms,
        highest_jitter_ms=counted.highest_jitter_ms,
        burst_ratio=bursts.ratio,
        burst_packets=bursts.burst_packets,
        gap_packets=bursts.gap_packets,
        r=overall.r if overall else None,
        mos=overall.mos if overall else None,
        mos_now=lately.mos if lately else None,
        mos_worst=worst.mos if worst else None,
    )
