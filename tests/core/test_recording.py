"""What is recorded, and the keys that are pressed."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import (
    Answer,
    SendDigits,
    SetHold,
    SetMute,
    SetRecordingPause,
)
from softphone.core.messages.effects import SendTones
from softphone.core.messages.events import (
    DigitReceived,
    DigitsFailed,
    LegConnected,
    LegEnded,
    RecordingFailed,
    RecordingSaved,
)
from softphone.core.messages.facts import (
    Action,
    ActionFailed,
    DigitHeard,
    RecordingChanged,
    RecordingKept,
)
from softphone.core.messages.refusals import Why
from softphone.core.state.audio import LegAudio, Microphone, RecorderAudio, Route, Speaker, Tone, ToneAudio
from softphone.core.state.conversations import Recording
from softphone.core.state.policy import Policy
from softphone.core.values import Tags
from tests.core.scenes import LEG_A, ONE_LINE, A, Scene, invited, scene

RECORDED = replace(ONE_LINE, records_calls=True)
TO_BOB = Route(Microphone(), LegAudio(LEG_A))
FROM_BOB = Route(LegAudio(LEG_A), Speaker())


def talking(policy: Policy = ONE_LINE, tags: Tags | None = None) -> Scene:
    play = scene(policy).happens(invited(tags=tags) if tags else invited())
    play.desk(Answer(A))
    return play.happens(LegConnected(LEG_A))


def routes(play: Scene) -> frozenset[Route]:
    return play.phone.audio.routes


def test_a_recorded_call_keeps_both_sides_apart() -> None:
    play = talking(RECORDED)

    assert play.phone.audio.recorders == {A}
    assert Route(Microphone(), RecorderAudio(A, "agent")) in routes(play)
    assert Route(LegAudio(LEG_A), RecorderAudio(A, "far")) in routes(play)


def test_what_a_muted_agent_says_is_not_recorded() -> None:
    play = talking(RECORDED)
    play.desk(SetMute(is_muted=True))

    assert Route(Microphone(), RecorderAudio(A, "agent")) not in routes(play)


def test_a_paused_recording_hears_nothing_and_goes_on_later() -> None:
    play = talking(RECORDED)
    play.desk(SetRecordingPause(is_paused=True))
    assert play.phone.audio.paused == {A}
    assert routes(play) == {TO_BOB, FROM_BOB}

    request = play.salesforce(SetRecordingPause(is_paused=False))

    fact = play.answer_to(request)
    assert isinstance(fact, RecordingChanged)
    assert fact.call.recording is Recording.ON
    play.salesforce(SetRecordingPause(is_paused=False))
    assert play.new_facts == []


def test_pausing_what_is_not_recorded_is_refused() -> None:
    play = scene()
    assert play.refusal(play.desk(SetRecordingPause(is_paused=True))).why is Why.NO_SUCH_CALL
    play = talking()
    assert play.refusal(play.desk(SetRecordingPause(is_paused=True))).why is Why.NOT_ALLOWED


def test_recordings_are_told_when_they_are_kept_or_fail() -> None:
    play = talking().happens(RecordingSaved(A, "a.wav", 3.0), RecordingFailed(A, "disk full"))

    assert RecordingKept(A, "a.wav", 3.0) in play.facts
    assert isinstance(play.facts[-1], ActionFailed)


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_call_whose_recording_failed_is_recorded_no_more_and_nobody_is_told_that_it_is(is_paused: bool) -> None:
    play = talking(replace(RECORDED, announces_recording=True))
    play.desk(SetRecordingPause(is_paused=is_paused))

    play.happens(RecordingFailed(A, "disk full"), RecordingFailed(A, "still full"))

    told, *failures = play.facts[-3:]
    assert isinstance(told, RecordingChanged)
    assert told.call.recording is Recording.FAILED
    assert [type(fact) for fact in failures] == [ActionFailed, ActionFailed]
    assert not play.phone.audio.recorders | play.phone.audio.paused
    assert routes(play) == {TO_BOB, FROM_BOB}
    for is_to_pause in (True, False):
        assert play.refusal(play.desk(SetRecordingPause(is_to_pause))).why is Why.NOT_ALLOWED


def test_a_recording_that_fails_when_its_call_is_over_changes_no_call() -> None:
    play = talking(RECORDED).happens(LegEnded(LEG_A, 200, ""), RecordingFailed(A, "disk full"))

    failure = play.facts[-1]
    assert isinstance(failure, ActionFailed)
    assert failure.call is None


# Digits


def test_digits_are_sent_on_a_connected_call() -> None:
    play = talking()
    play.desk(SendDigits("12#"))

    assert SendTones(LEG_A, "12#") in play.effects
    assert play.names()[-1] == "DigitsSent"


@pytest.mark.parametrize("digits", ["", "1 2", "hello", "1" * 65])
def test_other_things_than_digits_are_refused(digits: str) -> None:
    play = talking()

    assert play.refusal(play.desk(SendDigits(digits))).why is Why.BAD_DIGITS


def test_digits_need_a_call_that_hears_them() -> None:
    play = scene()
    assert play.refusal(play.desk(SendDigits("1"))).why is Why.NO_SUCH_CALL
    play = talking()
    play.desk(SetHold(is_held=True))
    assert play.refusal(play.desk(SendDigits("1"))).why is Why.WRONG_STATE


def test_digits_that_could_not_be_sent_after_all_are_told() -> None:
    play = talking().happens(DigitsFailed(LEG_A, "no way to send them"))

    failure = play.facts[-1]
    assert isinstance(failure, ActionFailed)
    assert failure.action is Action.DIGITS


def test_digits_from_the_far_end_are_told() -> None:
    play = talking().happens(DigitReceived(LEG_A, "5", "rfc4733"))

    assert isinstance(play.facts[-1], DigitHeard)


ANNOUNCED = replace(RECORDED, announces_recording=True)
BEEPS = {Route(ToneAudio(Tone.RECORDING), sink) for sink in (Speaker(), LegAudio(LEG_A))}


def test_both_parties_hear_that_a_call_is_recorded_and_the_recording_does_not() -> None:
    play = talking(ANNOUNCED)

    assert routes(play) >= BEEPS
    assert not any(isinstance(route.sink, RecorderAudio) for route in routes(play) if route in BEEPS)


def test_a_muted_agent_does_not_silence_the_announcement() -> None:
    play = talking(ANNOUNCED)
    play.desk(SetMute(is_muted=True))

    assert routes(play) >= BEEPS


def test_what_is_not_recorded_now_is_not_announced() -> None:
    for policy in (RECORDED, replace(ANNOUNCED, recording_starts_paused=True), replace(ANNOUNCED, records_calls=False)):
        assert not routes(talking(policy)) & BEEPS
    held = talking(ANNOUNCED)
    held.desk(SetHold(is_held=True))

    assert not routes(held) & BEEPS
