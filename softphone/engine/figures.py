"""The stack's statistics as clients see them."""

from collections.abc import Mapping

from softphone.core.phone import Phone
from softphone.core.values import LegId
from softphone.engine.clock import now, wall
from softphone.engine.ports import LegStatistics, StreamCounters
from softphone.protocol.answers import Figures, LegFigures, StreamFigures


def figures_of(phone: Phone, statistics: Mapping[LegId, LegStatistics], call_id: str | None) -> Figures:
    """Tell what the network does to the audio of one call, or of all."""
    legs = tuple(
        _leg(call.id, leg.id, statistics[leg.id])
        for call in phone.conversations
        for leg in call.legs
        if leg.id in statistics and call_id in (None, call.id)
    )
    return Figures(at=wall(now()), legs=legs)


def _leg(call_id: str, leg_id: str, known: LegStatistics) -> LegFigures:
    return LegFigures(
        call_id=call_id,
        leg_id=leg_id,
        codec=known.codec,
        received=_stream(known.received),
        sent=_stream(known.sent) if known.sent else None,
        packets_sent=known.packets_sent,
        rtt_ms=known.rtt_ms,
        buffer_ms=known.buffer_ms,
        encryption=known.encryption,
        ice_state=known.ice_state,
        remote_address=known.remote_address,
    )


def _stream(known: StreamCounters) -> StreamFigures:
    return StreamFigures(
        packets=known.packets,
        lost=known.lost,
        discarded=known.discarded,
        duplicates=known.duplicates,
        jitter_ms=known.jitter_ms,
        loss_period_ms=known.loss_period_ms,
    )
