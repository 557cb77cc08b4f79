"""All that measures how calls sound, put together: who sees each look at a leg, and who hears of a call's end when."""

import logging
from collections.abc import Callable

from softphone.core.state.phone import Phone
from softphone.core.values import CallId
from softphone.engine.archive import Archive
from softphone.engine.measuring.alarms import Alarm, Alarms
from softphone.engine.measuring.courses import Courses
from softphone.engine.measuring.figures import figures_of
from softphone.engine.measuring.gauges import Gauges
from softphone.engine.measuring.rating import Rating
from softphone.engine.runner import Listener
from softphone.protocol.figures import Figures
from softphone.quality.alarm import Threshold
from softphone.settings.sections.quality import QualitySettings

log = logging.getLogger(__name__)

Predicted = Callable[[CallId], float | None]


class Measuring:
    """Gauges, alarms, courses and ratings of one phone."""

    def __init__(self, settings: QualitySettings, phone: Callable[[], Phone], archive: Archive) -> None:
        self.gauges = Gauges(phone)
        self.alarms = Alarms(Threshold(settings.alarm_mos, settings.alarm_after_s))
        self.courses = Courses(archive, keeps=settings.series_calls > 0)
        self.rating = Rating(self.gauges, archive, settings.alarm_mos)
        self.predicted: Predicted = lambda _: None
        """Says which MOS Salesforce would make of a call."""
        self._archive = archive
        self.gauges.listeners.append(self.courses.see)
        if settings.alarm_mos:
            self.gauges.listeners.append(self.alarms.see)
            self.alarms.listeners.append(_note)

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """Who hears what happens: a call is rated, written down, followed by its course, and let go."""
        return (
            self.rating.listen,
            self._archive.listen,
            self.courses.listen,
            self.alarms.listen,
            self.gauges.listen,
        )

    def figures(self, call_id: str | None = None) -> Figures:
        """Tell how all connected legs sound, or those of one call."""
        return figures_of(self.gauges, self.predicted, call_id)


def _note(alarm: Alarm) -> None:
    """Write an alarm into the log."""
    sound = alarm.quality
    what = "sounds bad" if sound.is_bad else "sounds good again"
    log.warning(
        "call %s, leg %s %s: MOS %.2f (%s), %.1f %% lost, jitter %.0f ms, round trip %s ms, %s",
        alarm.call,
        alarm.leg,
        what,
        sound.mos,
        sound.side,
        sound.loss_percent,
        sound.jitter_ms,
        "?" if sound.rtt_ms is None else round(sound.rtt_ms),
        sound.codec,
    )
