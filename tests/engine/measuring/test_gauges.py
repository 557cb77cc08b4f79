"""Looks at legs become figures for clients, for as long as the call lasts."""

from collections.abc import Iterable

from softphone.core.messages.commands import Answer, HangUp
from softphone.core.messages.events import LegConnected, LegEnded
from softphone.core.messages.facts import CallEnded
from softphone.core.values import Asked, LegId, Origin
from softphone.engine.measuring.figures import figures_of
from softphone.engine.measuring.gauges import Gauges, Seen
from softphone.engine.ports.phone import LegReading, Transport
from softphone.engine.runner import Announced
from softphone.protocol.figures import Figures
from softphone.quality.counters import Totals
from softphone.quality.readings import Reading
from tests.core.scenes import LEG_A, A, Scene, invited, scene


class Hall:
    """A phone whose legs are looked at."""

    def __init__(self) -> None:
        self.phone: Scene = scene()
        self.gauges = Gauges(lambda: self.phone.phone)
        self.seen: list[Seen] = []
        self.gauges.listeners.append(self.seen.append)

    def talks(self) -> "Hall":
        self.phone.happens(invited())
        self.phone.desk(Answer(A))
        self.phone.happens(LegConnected(LEG_A))
        return self

    def figures(self, call: str | None = None) -> Figures:
        return figures_of(self.gauges, lambda _: 4.2, call)

    def looked(self, leg: LegId = LEG_A, seconds: Iterable[int] = (1,), **more: object) -> None:
        for second in seconds:
            reading = Reading(
                at=self.phone.now + second,
                codec="PCMU",
                received=Totals(50 * second, second, loss_periods=second, jitter_ms=4.0),
                **more,  # type: ignore[arg-type]
            )
            self.gauges.take(LegReading(leg, reading, Transport("AES_CM_128_HMAC_SHA1_80", "", "here", "there")))


def test_a_connected_leg_has_figures() -> None:
    hall = Hall().talks()
    hall.looked(seconds=(1, 2, 3))
    (leg,) = hall.figures().legs

    assert (leg.call_id, leg.leg_id, leg.codec, leg.encryption) == (A, LEG_A, "PCMU", "AES_CM_128_HMAC_SHA1_80")
    assert (leg.received.packets, leg.received.lost, leg.received.jitter_ms) == (150, 3, 4.0)
    assert leg.received.mos is not None
    assert (leg.mos, leg.salesforce_mos) == (leg.received.mos, 4.2)
    assert (leg.sent, leg.rtt_ms) == (None, None), "the far end has said nothing yet"
    assert [seen.second.received.packets for seen in hall.seen] == [50, 50, 50]
    assert not hall.figures("another").legs


def test_the_latest_second_is_told_as_its_course_shows_it() -> None:
    hall = Hall().talks()
    hall.looked(seconds=(1, 2), rtt_ms=80.0)
    (leg,) = hall.figures().legs

    assert leg.latest is not None
    assert (leg.latest.received, leg.latest.lost, leg.latest.jitter_ms, leg.latest.rtt_ms) == (50, 1, 4.0, 80.0)
    assert leg.latest.mos == leg.received.mos_now
    assert (leg.latest.lost_there, leg.latest.mos_there) == (None, None), "the far end has said nothing yet"


def test_what_the_far_end_reports_is_the_other_direction() -> None:
    hall = Hall().talks()
    hall.looked(sent=Totals(50, 25), reports=1, packets_sent=50, rtt_ms=100.0)
    (leg,) = hall.figures(A).legs

    assert leg.sent is not None
    assert (leg.sent.packets, leg.sent.lost, leg.rtt_ms) == (25, 25, 100.0)
    assert leg.sent.mos is not None
    assert leg.mos == leg.sent.mos, "the worse direction is the call's"


def test_a_leg_that_nobody_answered_has_none() -> None:
    hall = Hall()
    hall.phone.happens(invited())
    hall.looked()
    hall.looked(LegId("unheard of"))

    assert not hall.figures().legs
    assert not hall.seen


def test_figures_go_with_their_call() -> None:
    hall = Hall().talks()
    hall.looked()
    hall.phone.desk(HangUp(A))
    hall.looked()
    assert not hall.figures().legs
    assert len(hall.gauges.of_call(A)) == 1, "the end of the call still needs them"

    hall.phone.happens(LegEnded(LEG_A, 200))
    ended = next(fact for fact in hall.phone.facts if isinstance(fact, CallEnded))
    hall.gauges.listen(Announced(ended, Asked(Origin.DESK), ended.call.started_at, hall.phone.phone))

    assert not hall.gauges.of_call(A)
