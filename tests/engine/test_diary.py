"""Every fact is a line in the log, which says what an administrator needs and nothing that may be secret."""

import logging
import typing

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from softphone.core.messages import commands, effects, events, facts
from softphone.core.state.phone import new_phone
from softphone.core.state.policy import Policy
from softphone.core.values import Asked, CallId, Ending, EndReason, Instant, LegId, Origin
from softphone.engine import diary
from softphone.engine.runner import Announced
from tests.engine.test_event_view import CALL, FACTS, any_fact

PIN = "8642"


def told(fact: facts.Fact, origin: Origin = Origin.DESK) -> Announced:
    return Announced(fact, Asked(origin), Instant(0), new_phone(Policy(())))


def line(fact: facts.Fact, caplog: pytest.LogCaptureFixture) -> str:
    caplog.clear()
    with caplog.at_level(logging.INFO):
        diary.write(told(fact))
    (record,) = caplog.records
    return record.getMessage()


@pytest.mark.parametrize("kind", FACTS)
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_fact_is_one_line(kind: type[facts.Fact], data: st.DataObject, caplog: pytest.LogCaptureFixture) -> None:
    assert line(data.draw(any_fact(kind)), caplog).startswith(kind.__name__)


def test_the_end_of_a_call_says_why_and_by_whom(caplog: pytest.LogCaptureFixture) -> None:
    ended = facts.CallEnded(CALL, Ending(EndReason.BUSY, Origin.REMOTE, 486, "Busy Here"))

    assert line(ended, caplog) == "CallEnded call call-1: busy by remote 486 Busy Here (by desk)"


def test_a_leg_that_is_gone_leaves_a_line_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    for fact in (facts.HoldChanged(CALL, LegId("gone")), facts.MediaNegotiated(CALL, LegId("gone"))):
        assert line(fact, caplog) == f"{type(fact).__name__} call call-1 (by desk)"


def test_digits_are_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    assert line(facts.DigitsSent(CALL, PIN), caplog) == "DigitsSent call call-1: 4 of them (by desk)"

    carriers = (
        commands.SendDigits(PIN),
        commands.Dial("sip:bank@x", CallId("c"), LegId("l"), then_digits=PIN),
        effects.SendTones(LegId("l"), PIN),
        events.DigitReceived(LegId("l"), PIN, "rfc4733"),
        facts.DigitsSent(CALL, PIN),
        facts.DigitHeard(CALL, LegId("l"), PIN, "rfc4733"),
    )
    assert [carrier for carrier in carriers if PIN in repr(carrier)] == []


def test_every_kind_of_fact_is_known_here() -> None:
    assert set(FACTS) == set(typing.get_args(facts.CallFact)) | set(typing.get_args(facts.PhoneFact))
