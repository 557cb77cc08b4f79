"""What is remembered of a call, told from the facts that the machine announces."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from softphone.core.messages.facts import (
    CallConnected,
    CallEnded,
    CallRefused,
    CallStarted,
    HoldChanged,
    MediaNegotiated,
    MuteChanged,
)
from softphone.core.state.legs import Hold, Leg, Talking
from softphone.core.values import (
    AccountName,
    CallType,
    Direction,
    Ending,
    EndReason,
    LegId,
    Media,
    Origin,
    Peer,
    Role,
    Tags,
)
from softphone.engine.call_record import Party
from tests.engine.stories import HUNG_UP, NOON, Story, held, moment, over, ringing, talking, with_leg


@pytest.fixture
def story() -> Story:
    return Story()


def test_an_answered_call_has_its_times_and_its_end(story: Story) -> None:
    record = story.call()

    assert record.call == "call-1"
    assert (record.started_at, record.connected_at, record.ended_at) == (
        NOON,
        NOON + timedelta(seconds=4),
        NOON + timedelta(seconds=64),
    )
    assert (record.ring_s, record.interaction_s, record.hold_s) == (4, 60, 0)
    assert (record.reason, record.ended_by, record.code, record.phrase) == (
        EndReason.HUNG_UP,
        Origin.REMOTE,
        200,
        "OK",
    )
    assert record.party == Party("+4930", "Anna", "sip:4930@pbx.example")
    assert record.account == "main"
    assert not record.is_missed


def test_holds_are_counted_and_timed_and_are_no_interaction(story: Story) -> None:
    call = talking(ringing(), 4)
    leg = call.initial.id
    story.tell(10, HoldChanged(held(call), leg))
    story.tell(15, MuteChanged(held(call)))
    story.tell(20, HoldChanged(call, leg))
    story.tell(30, HoldChanged(held(call), leg))
    story.tell(35, HoldChanged(call, leg))
    story.tell(64, CallEnded(over(call), HUNG_UP))

    record = story.records[-1]
    assert (record.hold_count, record.hold_s, record.longest_hold_s, record.interaction_s) == (2, 15, 10, 45)


def test_a_call_that_ends_on_hold_was_held_until_then(story: Story) -> None:
    call = talking(ringing(), 4)
    story.tell(44, HoldChanged(held(call), call.initial.id))
    story.tell(64, CallEnded(over(held(call)), HUNG_UP))

    assert (story.records[-1].hold_count, story.records[-1].hold_s, story.records[-1].interaction_s) == (1, 20, 40)


def test_a_hold_that_the_network_has_not_agreed_to_does_not_count(story: Story) -> None:
    call = talking(ringing(), 4)
    story.tell(10, HoldChanged(held(call, Hold.TURNING_ON), call.initial.id))
    story.tell(64, CallEnded(over(call), HUNG_UP))

    assert story.records[-1].hold_count == 0


def test_a_missed_call_is_missed_and_rang_until_it_ended(story: Story) -> None:
    call = ringing()
    story.tell(0, CallStarted(call, call.initial.id))
    story.tell(9, CallEnded(over(call), Ending(EndReason.MISSED, Origin.REMOTE, 487)))

    record = story.records[-1]
    assert record.is_missed
    assert (record.ring_s, record.interaction_s, record.connected_at) == (9, 0, None)


@pytest.mark.parametrize(
    ("reason", "direction", "is_missed"),
    [
        (EndReason.MISSED, Direction.IN, True),
        (EndReason.LOST, Direction.IN, True),
        (EndReason.DECLINED, Direction.IN, False),
        (EndReason.ANSWERED_ELSEWHERE, Direction.IN, False),
        (EndReason.ABANDONED, Direction.IN, False),
        (EndReason.NO_ANSWER, Direction.OUT, False),
    ],
)
def test_only_calls_that_somebody_should_look_at_are_missed(
    story: Story, reason: EndReason, direction: Direction, is_missed: bool
) -> None:
    story.tell(9, CallEnded(over(ringing(direction=direction)), Ending(reason, Origin.REMOTE)))

    assert story.records[-1].is_missed is is_missed


@pytest.mark.parametrize(
    ("reason", "direction", "is_missed"),
    [
        (EndReason.MISSED, Direction.OUT, True),
        (EndReason.MISSED, Direction.IN, True),
        (EndReason.DECLINED, Direction.OUT, False),
        (EndReason.NO_ANSWER, Direction.OUT, False),
        (EndReason.NO_ANSWER, Direction.IN, False),
        (EndReason.GIVEN_UP, Direction.IN, False),
    ],
)
def test_a_callback_is_missed_if_the_agent_did_not_take_it(
    story: Story, reason: EndReason, direction: Direction, is_missed: bool
) -> None:
    call = replace(ringing(direction=direction), call_type=CallType.CALLBACK)
    story.tell(9, CallEnded(over(call), Ending(reason, Origin.TIMER)))

    assert story.records[-1].is_missed is is_missed


def test_everybody_who_was_in_the_call_is_named(story: Story) -> None:
    call = talking(ringing(), 4)
    third = Leg(
        LegId("third"),
        Role.THIRD_PARTY,
        Direction.OUT,
        AccountName("main"),
        Peer("sip:5@x", "Bo", "5"),
        Talking(moment(10).instant),
    )
    story.tell(10, MuteChanged(replace(call, legs=(*call.legs, third))))
    story.tell(64, CallEnded(over(call), HUNG_UP))

    assert story.records[-1].others == (Party("5", "Bo", "sip:5@x"),)


def test_the_last_media_that_was_spoken_is_remembered(story: Story) -> None:
    call = talking(ringing(), 4)
    spoken = with_leg(call, media=Media("opus", 48000, "SDES", digits_method="rfc4733"))
    story.tell(4, MediaNegotiated(spoken, call.initial.id))
    story.tell(64, CallEnded(over(call), HUNG_UP))

    record = story.records[-1]
    assert (record.codec, record.encryption, record.digits_method) == ("opus", "SDES", "rfc4733")


def test_what_the_network_said_about_the_call_is_remembered(story: Story) -> None:
    tags = Tags(voice_call_id="0LQ1", parent_call_id="p", queue_name="Support")
    story.tell(64, CallEnded(replace(over(ringing()), tags=tags), HUNG_UP))

    record = story.records[-1]
    assert (record.voice_call_id, record.parent_call_id, record.queue_name) == ("0LQ1", "p", "Support")


def test_what_is_no_text_is_made_text(story: Story) -> None:
    call = with_leg(ringing(), peer=Peer("sip:x", "half a pair \ud83d", "1"))
    story.tell(9, CallEnded(over(call), HUNG_UP))

    assert story.records[-1].party.name == "half a pair ?"


def test_a_call_that_never_rang_is_a_missed_call(story: Story) -> None:
    story.tell(5, CallRefused("+4930", 486, "another call is up"))
    story.tell(6, CallRefused("sip:anna@pbx.example", 486, "do not disturb is on"))

    assert [(record.party.number, record.party.uri, record.is_missed) for record in story.records] == [
        ("+4930", "", True),
        ("sip:anna@pbx.example", "sip:anna@pbx.example", True),
    ]
    assert len({record.call for record in story.records}) == 2


@given(st.lists(st.tuples(st.floats(0.1, 100), st.booleans()), max_size=20))
def test_time_is_either_interaction_or_hold(steps: list[tuple[float, bool]]) -> None:
    story = Story()
    call = talking(ringing(), 4)
    story.tell(4, CallConnected(call, call.initial.id))
    now = 4.0
    for lasts, is_held in steps:
        story.tell(now, HoldChanged(held(call) if is_held else call, call.initial.id))
        now += lasts
    story.tell(now, CallEnded(over(call), HUNG_UP))

    record = story.records[-1]
    assert record.interaction_s + record.hold_s == pytest.approx(now - 4.0, abs=1e-6)
    assert record.longest_hold_s <= record.hold_s
    assert (record.hold_count > 0) == any(is_held for _, is_held in steps)
