"""Notices that a leg sounds bad for too long, and that it is good again. Who is told is not decided here."""

from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.core.messages.facts import CallEnded
from softphone.core.values import CallId, LegId
from softphone.engine.measuring.gauges import Seen
from softphone.engine.runner import Announced
from softphone.protocol.sound_quality import OfQuality
from softphone.quality.alarm import Bell, Threshold
from softphone.quality.course import Directions

SILENT_BELL = Bell()


@dataclass(frozen=True, slots=True)
class Alarm:
    """A leg began to sound bad, or no longer does."""

    call: CallId
    leg: LegId
    quality: OfQuality


@dataclass(slots=True)
class Alarms:
    """A bell for each leg that is looked at."""

    threshold: Threshold
    listeners: list[Callable[[Alarm], None]] = field(default_factory=list)
    _bells: dict[LegId, tuple[CallId, Bell]] = field(default_factory=dict)

    def see(self, seen: Seen) -> None:
        """Hear how a leg sounds now."""
        leg, now = seen.gauge.leg.id, seen.gauge.course.now()
        _, before = self._bells.get(leg, (seen.call.id, SILENT_BELL))
        mos = now.worse.mos if now.worse else None
        bell = before.after(seen.second.at, seen.second.seconds, mos, self.threshold)
        self._bells[leg] = (seen.call.id, bell)
        if bell.is_ringing is not before.is_ringing:
            alarm = Alarm(seen.call.id, leg, _quality(seen, now, self.threshold, is_bad=bell.is_ringing))
            for listener in self.listeners:
                listener(alarm)

    def listen(self, told: Announced) -> None:
        """The bells of a call that is over are taken down."""
        if isinstance(told.fact, CallEnded):
            self._bells = {leg: kept for leg, kept in self._bells.items() if kept[0] != told.fact.call.id}


def _quality(seen: Seen, now: Directions, threshold: Threshold, *, is_bad: bool) -> OfQuality:
    worse = now.worse
    return OfQuality(
        is_bad=is_bad,
        side="sent" if worse is not None and worse is now.sent else "received",
        mos=round(worse.mos, 2) if worse else 0.0,
        below=threshold.mos,
        for_s=threshold.for_s,
        loss_percent=round(worse.loss_percent, 1) if worse else 0.0,
        jitter_ms=round(seen.second.received.jitter_ms, 1),
        rtt_ms=seen.second.rtt_ms,
        codec=seen.second.codec,
    )
