"""Puts side by side what the relay did, what the phone shows and what tshark saw, in the same words.

The MOS of the truth is the E-model's for what the relay did: its loss, its gaps one by one, its delay. Two things the
relay cannot know and takes from the phone: how long its jitter buffer holds packets back, and how many came too late
for it. What it takes for the far end's is what the phone takes: twice the jitter there.
"""

from dataclasses import dataclass, replace
from typing import Any

from softphone.quality import emodel, opinion, wideband
from softphone.quality.codecs import codec_named
from softphone.quality.judgement import DEVICE_MS
from softphone.quality.salesforce import Prediction, Told
from softphone.quality.transmission import DEFAULTS
from tests.impairment.truth import Truth
from tests.peers.tshark import SeenStream

PACKET_MS = 20.0
OPUS_KBPS = 32.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody says of the audio that the phone hears; None is what they do not say."""

    loss_percent: float
    jitter_ms: float
    rtt_ms: float | None
    burst_ratio: float | None = None
    mos: float | None = None
    salesforce_mos: float | None = None


def of_relay(codec: str, to_phone: Truth, from_phone: Truth, leg: dict[str, Any]) -> Figures:
    """Say what the relay did, and what that sounds like."""
    rtt_ms = (to_phone.report_ms or to_phone.delay_ms) + (from_phone.report_ms or from_phone.delay_ms)
    late = leg["received"]["discarded"]
    missed_percent = 100 * (to_phone.lost + late) / max(1, to_phone.came)
    mos = mos_of(codec, missed_percent, to_phone.burst_ratio, to_phone.delay_ms + leg["bufferMs"])
    heard = Told(to_phone.came, to_phone.lost, leg["bufferMs"], rtt_ms)
    said = Told(from_phone.came, from_phone.lost, max(PACKET_MS, 2 * from_phone.jitter_ms), rtt_ms)
    salesforce_mos = Prediction().plus(said, heard).mos()
    return Figures(to_phone.loss_percent, to_phone.jitter_ms, rtt_ms, to_phone.burst_ratio, mos, salesforce_mos)


def of_phone(leg: dict[str, Any]) -> Figures:
    """Say what the phone shows."""
    received = leg["received"]
    expected = received["packets"] + received["lost"]
    return Figures(
        loss_percent=100 * received["lost"] / max(1, expected),
        jitter_ms=received["jitterMs"],
        rtt_ms=leg["rttMs"],
        burst_ratio=received["burstRatio"],
        mos=received["mos"],
        salesforce_mos=leg["salesforceMos"],
    )


def of_tshark(seen: SeenStream, round_trip_ms: float | None) -> Figures:
    """Say what tshark saw at the phone's ear."""
    return Figures(seen.loss_percent, seen.jitter_ms, round_trip_ms)


def mos_of(codec: str, missed_percent: float, burst_ratio: float, arriving_ms: float) -> float:
    """Rate a connection, given when a packet's sound leaves the jitter buffer after it left its sender."""
    figures = codec_named(codec, OPUS_KBPS if codec == "opus" else None)
    assert figures is not None
    way = replace(
        DEFAULTS.delayed(arriving_ms + PACKET_MS + figures.ahead_ms + DEVICE_MS),
        equipment_impairment=figures.impairment,
        loss_robustness=figures.robustness,
        loss_percent=missed_percent,
        burst_ratio=burst_ratio,
    )
    if figures.is_wideband:
        return opinion.mos(wideband.on_common_scale(wideband.rate(way).r))
    return opinion.mos(emodel.rate(way).r)
