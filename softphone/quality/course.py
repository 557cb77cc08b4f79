"""The quality of one leg from its answer on: as a whole, just now, and at its worst."""

from collections import deque
from dataclasses import dataclass, field

from softphone.quality.flow import FlowWatch
from softphone.quality.judgement import Judgement
from softphone.quality.readings import LegMeter, Reading, Second
from softphone.quality.spans import EMPTY, Span, span_of, worse

NOW_S = 3.0
"""What counts as just now: short enough to follow, long enough not to flicker with a single lost packet."""

WORST_S = 10.0
"""How long the stretch is that is remembered as the worst."""


@dataclass(frozen=True, slots=True)
class Directions:
    """Two judgements, each None where there is no opinion."""

    received: Judgement | None = None
    sent: Judgement | None = None

    @property
    def worse(self) -> Judgement | None:
        """The one that people would complain about."""
        return worse(self.received, self.sent)


SILENT = Directions()
NOTHING_MISSED = FlowWatch()


def directions_of(span: Span) -> Directions:
    """Judge both directions of a stretch of time."""
    return Directions(span.heard(), span.heard_there())


@dataclass(slots=True)
class Course:
    """One leg's quality so far. `began` is the moment of its answer."""

    began: float
    whole: Span = EMPTY
    worst: Directions = SILENT
    flow: FlowWatch = NOTHING_MISSED
    reported: Span = EMPTY
    """What the far end's last report covers; it comes every few seconds, and stands until the next."""
    _meter: LegMeter = field(init=False)
    _last: deque[Second] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._meter = LegMeter(self.began)

    def read(self, reading: Reading) -> Second:
        """Take a look; answers with what happened since the one before."""
        self._meter, second = self._meter.read(reading)
        self.whole = self.whole.plus(second)
        self.flow = self.flow.after(reading, second)
        self._last.append(second)
        while second.at - self._last[0].at >= WORST_S:
            self._last.popleft()
        if second.sent is not None:
            self.reported = span_of([second])
        self._compare(directions_of(span_of(self._last)))
        return second

    def now(self) -> Directions:
        """How it sounds just now."""
        if not self._last:
            return SILENT
        latest = self._last[-1].at
        recent = span_of(second for second in self._last if latest - second.at < NOW_S)
        return Directions(recent.heard(), self.reported.heard_there())

    def overall(self) -> Directions:
        """How it sounded from its beginning on."""
        return directions_of(self.whole)

    def _compare(self, last: Directions) -> None:
        """Keep the worse; a stretch counts when it is complete, or as long as there was none."""
        is_complete = self.whole.seconds >= WORST_S
        if not is_complete:
            self.worst = last
            return
        self.worst = Directions(worse(self.worst.received, last.received), worse(self.worst.sent, last.sent))
