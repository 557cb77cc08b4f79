"""What is remembered of how a call sounded, once it is over.

The figures are those of the leg that the call was about, and of the direction that was worse.
"""

from softphone.core.messages.facts import CallEnded
from softphone.core.values import CallId
from softphone.engine.archive import Archive
from softphone.engine.call_record import CallQuality
from softphone.engine.measuring.gauges import Gauge, Gauges
from softphone.engine.runner import Announced
from softphone.quality.course import Directions
from softphone.quality.judgement import Judgement

FAIR_MOS = 3.6
"""Below this many people are dissatisfied (G.107, annex B: R = 70)."""


class Rating:
    """Rates each call at its end, and learns afterwards which figure Salesforce has stored."""

    def __init__(self, gauges: Gauges, archive: Archive, fair_mos: float) -> None:
        self._gauges = gauges
        self._archive = archive
        self._fair_mos = fair_mos or FAIR_MOS

    def listen(self, told: Announced) -> None:
        """Rate a call that is over; must hear of it before the archive writes it down and the gauges let it go."""
        if isinstance(told.fact, CallEnded):
            call = told.fact.call
            found = next((gauge for gauge in self._gauges.of_call(call.id) if gauge.leg.id == call.initial.id), None)
            if found is not None and (quality := quality_of(found, self._fair_mos)):
                self._archive.rate(call.id, quality)

    def stored(self, call: CallId, mos: float) -> None:
        """Salesforce has stored a figure of its own."""
        self._archive.note_stored_mos(call, mos)


def quality_of(gauge: Gauge, fair_mos: float) -> CallQuality | None:
    """Put a leg's course into the few figures that are kept; None where nothing was ever measured."""
    course = gauge.course
    overall, worst = course.overall(), course.worst.worse
    judged = overall.worse
    if judged is None:
        return None
    counted = course.whole.received if judged is overall.received else course.whole.sent
    return CallQuality(
        r=judged.r,
        mos=judged.mos,
        worst_mos=worst.mos if worst else None,
        loss_percent=judged.loss_percent,
        jitter_ms=counted.jitter_ms if counted else None,
        rtt_ms=course.whole.rtt_ms,
        bad_side=bad_side(overall, fair_mos),
    )


def bad_side(overall: Directions, fair_mos: float) -> str:
    """Say which direction people would have complained about."""

    def is_bad(judged: Judgement | None) -> bool:
        return judged is not None and judged.mos < fair_mos

    match is_bad(overall.received), is_bad(overall.sent):
        case True, True:
            return "both"
        case True, False:
            return "received"
        case False, True:
            return "sent"
        case _:
            return ""
