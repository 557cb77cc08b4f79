"""What is remembered of a call, told from the facts that the machine announces."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from softphone.core.conversations import Conversation
from softphone.core.facts import (
    AfterCallWorkStarted,
    CallConnected,
    CallEnded,
    CallRefused,
    CallStarted,
    DoNotDisturbChanged,
    Fact,
    HoldChanged,
    MediaNegotiated,
    MuteChanged,
    RecordingKept,
    WrapUpEnded,
)
from softphone.core.legs import Alerting, Hold, Leg, Offered, Over, Talking
from softphone.core.values import (
    AccountName,
    CallId,
    CallType,
    Direction,
    Ending,
    EndReason,
    Instant,
    LegId,
    Media,
    Origin,
    Peer,
    Role,
    Tags,
)
from softphone.engine.call_book import REMEMBERED, CallBook, Moment
from softphone.engine.call_record import CallQuality, CallRecord, Party

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
HUNG_UP = Ending(EndReason.HUNG_UP, Origin.REMOTE, 200, "OK")
ANNA = Peer("sip:4930@pbx.example", "Anna", "+4930")


def moment(seconds: float) -> Moment:
    """So many seconds after noon; the monotonic clock began some other time."""
    return Moment(Instant(1000 + seconds), NOON + timedelta(seconds=seconds))


def ringing(name: str = "call-1", direction: Direction = Direction.IN) -> Conversation:
    leg = Leg(
        LegId(f"leg-{name}"),
        Role.INITIAL_CALLER,
        direction,
        AccountName("main"),
        ANNA,
        Offered() if direction is Direction.IN else Alerting(),
    )
    return Conversation(CallId(name), CallType.INBOUND, moment(0).instant, (leg,))


def with_leg(call: Conversation, **changes: object) -> Conversation:
    return call.with_leg(replace(call.initial, **changes))  # type: ignore[arg-type]


def talking(call: Conversation, since: float) -> Conversation:
    return with_leg(call, phase=Talking(moment(since).instant))


def held(call: Conversation, hold: Hold = Hold.ON) -> Conversation:
    return with_leg(call, hold=hold)


def over(call: Conversation, ending: Ending = HUNG_UP) -> Conversation:
    return with_leg(call, phase=Over(ending, call.connected_at))


class Story:
    """Tells a book one fact after the other, and keeps what it writes."""

    def __init__(self) -> None:
        self.book = CallBook()
        self.records: list[CallRecord] = []

    def tell(self, seconds: float, fact: Fact) -> None:
        self.book, records = self.book.after(fact, moment(seconds))
        self.records += records

    def rate(self, call: str, quality: CallQuality) -> None:
        self.book, records = self.book.rated(CallId(call), quality)
        self.records += records

    def call(self, name: str = "call-1") -> CallRecord:
        """A call of a minute that was answered after four seconds."""
        call = ringing(name)
        self.tell(0, CallStarted(call, call.initial.id))
        call = talking(call, 4)
        self.tell(4, CallConnected(call, call.initial.id))
        self.tell(64, CallEnded(over(call), HUNG_UP))
        return self.records[-1]


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


def test_a_recording_that_is_kept_later_is_told(story: Story) -> None:
    before = story.call()
    story.tell(66, RecordingKept(CallId("call-1"), "/rec/1.wav", 59.5))

    assert story.records == [before, replace(before, recording_path="/rec/1.wav", recording_s=59.5)]


def test_what_is_learned_while_the_call_lasts_is_in_its_record(story: Story) -> None:
    call = talking(ringing(), 4)
    quality = CallQuality(mos=4.2)
    story.tell(4, CallConnected(call, call.initial.id))
    story.rate("call-1", quality)
    story.tell(50, RecordingKept(CallId("call-1"), "/rec/1.wav", 40))
    story.tell(64, CallEnded(over(call), HUNG_UP))

    assert len(story.records) == 1
    assert (story.records[0].quality, story.records[0].recording_path) == (quality, "/rec/1.wav")


def test_later_knowledge_adds_to_earlier(story: Story) -> None:
    story.call()
    story.tell(65, AfterCallWorkStarted(CallId("call-1")))
    story.rate("call-1", CallQuality(mos=4.2))
    story.tell(70, RecordingKept(CallId("call-1"), "/rec/1.wav", 40))
    story.tell(95, WrapUpEnded(CallId("call-1")))

    record = story.records[-1]
    assert (record.quality, record.recording_path, record.wrap_up_s) == (CallQuality(mos=4.2), "/rec/1.wav", 30)


def test_knowing_it_twice_writes_it_once(story: Story) -> None:
    story.call()
    story.tell(65, AfterCallWorkStarted(CallId("call-1")))
    story.rate("call-1", CallQuality(mos=4.2))
    story.rate("call-1", CallQuality(mos=4.2))

    assert len(story.records) == 2


def test_the_end_of_work_that_never_began_is_no_record(story: Story) -> None:
    story.call()
    story.tell(95, WrapUpEnded(CallId("call-1")))

    assert len(story.records) == 1


def test_knowledge_of_unknown_calls_is_no_record(story: Story) -> None:
    story.rate("nobody", CallQuality(mos=1.0))
    story.tell(1, RecordingKept(CallId("nobody"), "/rec/x.wav", 1))
    story.tell(1, DoNotDisturbChanged(is_on=True))

    assert story.records == []
    assert story.book == CallBook()


def test_a_key_that_comes_again_begins_anew(story: Story) -> None:
    story.call()
    story.rate("call-1", CallQuality(mos=4.2))
    second = story.call()

    assert second.quality is None
    assert len({record.call for record in story.records}) == 1


def test_a_call_that_never_rang_is_a_missed_call(story: Story) -> None:
    story.tell(5, CallRefused("+4930", 486, "another call is up"))
    story.tell(6, CallRefused("sip:anna@pbx.example", 486, "do not disturb is on"))

    assert [(record.party.number, record.party.uri, record.is_missed) for record in story.records] == [
        ("+4930", "", True),
        ("sip:anna@pbx.example", "sip:anna@pbx.example", True),
    ]
    assert len({record.call for record in story.records}) == 2


def test_only_the_last_calls_are_remembered(story: Story) -> None:
    for number in range(REMEMBERED + 10):
        story.call(f"call-{number}")
        story.rate(f"call-{number}", CallQuality(mos=4.0))

    assert len(story.book.ended) == len(story.book.learned) == REMEMBERED
    assert story.book.tallies == {}
    story.tell(99, RecordingKept(CallId("call-0"), "/late.wav", 1))
    assert story.records[-1].recording_path == ""


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
