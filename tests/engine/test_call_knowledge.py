"""What is learned about a call beside its facts: where it was recorded, how it sounded, how long the work lasted."""

from dataclasses import replace

import pytest

from softphone.core.messages.facts import (
    AfterCallWorkStarted,
    CallConnected,
    CallEnded,
    DoNotDisturbChanged,
    RecordingKept,
    WrapUpEnded,
)
from softphone.core.values import CallId
from softphone.engine.call_book import REMEMBERED, CallBook
from softphone.engine.call_record import CallQuality
from tests.engine.stories import HUNG_UP, Story, over, ringing, talking


@pytest.fixture
def story() -> Story:
    return Story()


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


def test_only_the_last_calls_are_remembered(story: Story) -> None:
    for number in range(REMEMBERED + 10):
        story.call(f"call-{number}")
        story.rate(f"call-{number}", CallQuality(mos=4.0))

    assert len(story.book.ended) == len(story.book.learned) == REMEMBERED
    assert story.book.tallies == {}
    story.tell(99, RecordingKept(CallId("call-0"), "/late.wav", 1))
    assert story.records[-1].recording_path == ""
