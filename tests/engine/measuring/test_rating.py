"""What is remembered of how a call sounded."""

from datetime import UTC, datetime

import pytest

from softphone.core.messages.commands import HangUp
from softphone.core.messages.events import LegEnded
from softphone.core.messages.facts import CallEnded
from softphone.core.values import Asked, Instant, Origin
from softphone.engine.archive import Archive
from softphone.engine.call_record import CallRecord
from softphone.engine.measuring.rating import Rating
from softphone.engine.runner import Announced, Listener
from softphone.quality.counters import Totals
from tests.core.scenes import LEG_A, A
from tests.engine.measuring.test_gauges import Hall
from tests.fakes.storage import FakeHistory

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


class Rated(Hall):
    """A hall whose calls are written down."""

    def __init__(self) -> None:
        super().__init__()
        self.history = FakeHistory()
        self.archive = Archive(self.history)
        self.rating = Rating(self.gauges, self.archive, fair_mos=3.6)
        self.heard = 0
        self.listeners: tuple[Listener, ...] = (self.rating.listen, self.archive.listen)

    def tell(self) -> None:
        for fact in self.phone.facts[self.heard :]:
            told = Announced(fact, Asked(Origin.REMOTE), Instant(self.phone.now), self.phone.phone)
            for listen in (*self.listeners, self.gauges.listen):
                listen(told)
        self.heard = len(self.phone.facts)

    def ends(self) -> CallRecord:
        self.phone.desk(HangUp(A))
        self.phone.happens(LegEnded(LEG_A, 200))
        self.tell()
        return self.record

    @property
    def record(self) -> CallRecord:
        return next(reversed(self.history.records.values()))


def test_a_call_is_kept_with_its_figures() -> None:
    hall = Rated()
    hall.talks()
    hall.tell()
    hall.looked(seconds=range(1, 30), rtt_ms=60.0)
    quality = hall.ends().quality

    assert quality is not None
    assert quality.mos == pytest.approx(4.2, abs=0.2)
    assert quality.r == pytest.approx(86, abs=5)
    assert quality.mos is not None
    assert quality.worst_mos is not None
    assert quality.worst_mos <= quality.mos
    assert (quality.rtt_ms, quality.jitter_ms, quality.bad_side) == (60.0, 4.0, "")
    assert quality.loss_percent == pytest.approx(2, abs=0.1)
    assert quality.salesforce_mos is None
    assert len([fact for fact in hall.phone.facts if isinstance(fact, CallEnded)]) == len(hall.history.records)


def test_the_side_that_was_bad_is_named_and_its_figures_are_the_calls() -> None:
    hall = Rated()
    hall.talks()
    hall.tell()
    hall.looked(seconds=[1, 2, 3], sent=Totals(150, 60, jitter_ms=9.0), reports=1, rtt_ms=60.0)
    quality = hall.ends().quality

    assert quality is not None
    assert (quality.bad_side, quality.jitter_ms) == ("sent", 9.0)
    assert quality.loss_percent == pytest.approx(40)


def test_the_figure_of_salesforce_is_learned_afterwards() -> None:
    hall = Rated()
    hall.talks()
    hall.tell()
    hall.looked(seconds=[1, 2])
    before = hall.ends().quality
    hall.rating.stored(A, 4.37)

    assert before is not None
    assert hall.record.quality is not None
    assert hall.record.quality.salesforce_mos == 4.37
    assert hall.record.quality.mos == before.mos


def test_a_call_that_nobody_looked_at_has_no_figures() -> None:
    hall = Rated()
    hall.talks()
    hall.tell()

    assert hall.ends().quality is None
