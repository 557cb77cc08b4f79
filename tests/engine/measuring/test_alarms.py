"""A bad line is an alarm, once, until it is good again."""

from dataclasses import replace

from softphone.core.messages.commands import HangUp
from softphone.core.messages.events import LegEnded
from softphone.core.values import Asked, Instant, LegId, Origin
from softphone.engine.measuring.alarms import Alarm, Alarms
from softphone.engine.ports.phone import LegReading
from softphone.engine.runner import Announced
from softphone.quality.alarm import Threshold
from softphone.quality.counters import Totals
from softphone.quality.readings import Reading
from tests.core.scenes import LEG_A, A
from tests.engine.measuring.test_gauges import Hall


class Watched(Hall):
    """A hall with bells."""

    def __init__(self) -> None:
        super().__init__()
        self.alarms = Alarms(Threshold(3.6, 5))
        self.rang: list[Alarm] = []
        self.alarms.listeners.append(self.rang.append)
        self.gauges.listeners.append(self.alarms.see)
        self.last = Reading(at=self.phone.now, codec="PCMU")

    def sounds(self, seconds: int, lost: int, leg: LegId = LEG_A) -> None:
        for _ in range(seconds):
            before = self.last.received
            received = Totals(
                before.packets + 50 - lost, before.lost + lost, 0, 0, before.loss_periods + lost, jitter_ms=7.0
            )
            self.last = replace(self.last, at=self.last.at + 1, received=received, rtt_ms=40.0)
            self.gauges.take(LegReading(leg, self.last))


def test_a_bad_line_is_told_once_and_so_is_its_recovery() -> None:
    hall = Watched()
    hall.talks()
    hall.sounds(10, lost=0)
    assert not hall.rang

    hall.sounds(20, lost=20)
    hall.sounds(20, lost=0)

    bad, good = hall.rang
    assert (bad.call, bad.leg) == (A, LEG_A)
    assert bad.quality.is_bad
    assert not good.quality.is_bad
    assert (bad.quality.side, bad.quality.codec, bad.quality.rtt_ms) == ("received", "PCMU", 40.0)
    assert bad.quality.mos < 3.6 <= good.quality.mos
    assert bad.quality.loss_percent == 40.0


def test_bells_go_with_their_call() -> None:
    hall = Watched()
    hall.talks()
    hall.sounds(20, lost=20)
    hall.phone.desk(HangUp(A))
    hall.phone.happens(LegEnded(LEG_A, 200))
    for fact in hall.phone.facts:
        hall.alarms.listen(Announced(fact, Asked(Origin.DESK), Instant(hall.phone.now), hall.phone.phone))

    assert len(hall.rang) == 1
    assert not hall.alarms._bells
