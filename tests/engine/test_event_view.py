"""Every fact of the machine becomes an event that clients can read; a fact that has none fails here."""

import typing
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from softphone.core.messages import facts
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Leg, Talking
from softphone.core.values import (
    AccountName,
    CallId,
    CallType,
    Direction,
    Ending,
    EndReason,
    Instant,
    LegId,
    Origin,
    Peer,
    Role,
)
from softphone.engine.call_book import Moment
from softphone.engine.event_view import Head, event_of
from softphone.protocol import codec, events
from softphone.protocol.state import CallPhase

FACTS: tuple[type[facts.Fact], ...] = typing.get_args(facts.Fact)
NOW = Moment(Instant(100.0), datetime(2026, 3, 14, 12, 0, tzinfo=UTC))
LEG = Leg(
    LegId("leg-1"),
    Role.INITIAL_CALLER,
    Direction.IN,
    AccountName("office"),
    Peer("sip:4711@pbx.example", "Anna", "4711"),
    Talking(Instant(90.0)),
)
CALL = Conversation(CallId("call-1"), CallType.INBOUND, Instant(80.0), (LEG,))


def any_fact(kind: type[facts.Fact]) -> st.SearchStrategy[facts.Fact]:
    """Any fact of a kind that the machine could announce about our call."""
    hints = typing.get_type_hints(kind)
    fields: dict[str, st.SearchStrategy[object]] = {
        name: st.floats(0, 1e6) if hint is float else st.integers(0, 1 << 40)
        for name, hint in hints.items()
        if hint in {int, float}
    }
    if "registration" in hints:
        fields["registration"] = st.builds(hints["registration"], retry_at=st.none())
    if "call" in hints and hints["call"] is not CallId:
        fields["call"] = st.just(CALL)
    return st.builds(kind, **fields)


@pytest.mark.parametrize("kind", FACTS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), origin=st.sampled_from(Origin))
def test_every_fact_becomes_an_event_that_clients_read_as_it_was_meant(
    kind: type[facts.Fact], data: st.DataObject, origin: Origin
) -> None:
    fact = data.draw(any_fact(kind))

    event = event_of(fact, Head(7, NOW, origin))

    read = codec.read_event(codec.read_incoming(codec.write_event(event)).params)
    call = facts.call_of(fact)
    assert read == event
    assert (read.seq, read.at, read.origin) == (7, NOW.wall, origin)
    assert read.call_id == (call.id if call else getattr(fact, "call_id", None))
    assert read.leg_id == getattr(fact, "leg", None)


@settings(max_examples=1)
@given(st.tuples(*map(any_fact, FACTS)))
def test_no_two_facts_share_an_event(one_of_each: tuple[facts.Fact, ...]) -> None:
    kinds = {type(event_of(fact, Head(1, NOW, Origin.DESK))) for fact in one_of_each}

    assert len(kinds) == len(FACTS)


def test_a_call_is_shown_with_wall_clock_times_and_the_seconds_gone_by() -> None:
    event = event_of(facts.CallConnected(CALL, LegId("leg-1")), Head(1, NOW, Origin.DESK, CallId("call-1")))

    assert isinstance(event, events.CallConnected)
    call = event.payload.call
    assert (call.started_at, call.elapsed_s) == (datetime(2026, 3, 14, 11, 59, 40, tzinfo=UTC), 20.0)
    assert (call.connected_at, call.connected_s) == (datetime(2026, 3, 14, 11, 59, 50, tzinfo=UTC), 10.0)
    assert (call.phase, call.has_focus, event.leg_id) == (CallPhase.CONNECTED, True, "leg-1")


def test_an_end_says_why_and_by_whom() -> None:
    ending = Ending(EndReason.BUSY, Origin.REMOTE, 486, "Busy Here")

    event = event_of(facts.CallEnded(CALL, ending), Head(1, NOW, Origin.REMOTE))

    assert isinstance(event, events.Hangup)
    assert (event.payload.ending.reason, event.payload.ending.code) == (EndReason.BUSY, 486)
