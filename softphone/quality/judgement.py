"""From what was measured to what it sounds like: one place that joins codec, loss, bursts and delay into R and MOS."""

from dataclasses import dataclass, replace

from softphone.quality import emodel, opinion, wideband
from softphone.quality.bursts import bursts_of
from softphone.quality.codecs import Basis, Codec
from softphone.quality.counters import Interval
from softphone.quality.transmission import DEFAULTS, Rating

DEVICE_MS = 20.0
"""What sound devices add at both ends together, where nobody measured it: a frame at each."""


@dataclass(frozen=True, slots=True)
class Path:
    """The time that a word takes: half of the round trip, the jitter buffer, a packet, the codec, the devices."""

    rtt_ms: float | None = None
    buffer_ms: float = 0.0
    packet_ms: float = 20.0
    device_ms: float = DEVICE_MS

    def one_way_ms(self, codec: Codec) -> float:
        """Add it up; an unknown round trip counts as none."""
        return (self.rtt_ms or 0.0) / 2 + self.buffer_ms + self.packet_ms + codec.ahead_ms + self.device_ms


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one direction sounds. `r` is on the common scale (0 to 100), whatever the codec."""

    r: float
    mos: float
    loss_percent: float
    burst_ratio: float
    one_way_ms: float
    rating: Rating
    is_wideband: bool
    basis: Basis


def judge(codec: Codec, heard: Interval, path: Path) -> Judgement | None:
    """Judge what was heard in an interval; None when nothing was expected, so that silence is no opinion."""
    loss = heard.loss_percent
    if loss is None:
        return None
    ratio, delay_ms = bursts_of(heard).ratio, path.one_way_ms(codec)
    way = replace(
        DEFAULTS.delayed(delay_ms),
        equipment_impairment=codec.impairment,
        loss_robustness=codec.robustness,
        loss_percent=loss,
        burst_ratio=ratio,
    )
    rating = wideband.rate(way) if codec.is_wideband else emodel.rate(way)
    r = wideband.on_common_scale(rating.r) if codec.is_wideband else rating.r
    basis = codec.in_packets_of(path.packet_ms).loss_basis if loss else codec.basis
    return Judgement(max(0.0, r), opinion.mos(r), loss, ratio, delay_ms, rating, codec.is_wideband, basis)
