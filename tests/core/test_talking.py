"""During a call: mute, hold, recording, digits, and what the far end does."""

from dataclasses import replace

import pytest

from softphone.core.audio import AudioPlan, LegAudio, Microphone, RecorderAudio, Route, Speaker, Tone, ToneAudio
from softphone.core.commands import (
    Answer,
    EndWrapUp,
    HangUp,
    SendDigits,
    SetDoNotDisturb,
    SetHold,
    SetMute,
    SetRecordingPause,
)
from softphone.core.conversations import Recording
from softphone.core.effects import Announce, SendHold, SendTones
from softphone.core.events import (
    AudioResumed,
    AudioStopped,
    DeviceChanged,
    DigitReceived,
    DigitsFailed,
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    MediaChanged,
    PageAttached,
    PageDetached,
    ProvisionalReceived,
    RecordingFailed,
    RecordingSaved,
    StrangerRefused,
)
from softphone.core.facts import (
    Action,
    ActionFailed,
    AudioDeviceChanged,
    DigitHeard,
    DoNotDisturbChanged,
    HoldChanged,
    MuteChanged,
    RecordingChanged,
    RecordingKept,
    StrangerTurnedAway,
    WrapUpEnded,
)
from softphone.core.legs import Hold
from softphone.core.policy import Policy
from softphone.core.refusals import Why
from softphone.core.timers import HoldDue, SignalOver, WrapUpOver
from softphone.core.values import CallType, Media, Origin, Tags
from tests.core.scenes import LEG_A, LEG_B, ONE_LINE, TWO_LINES, A, B, Scene, dial, invited, scene

RECORDED = replace(ONE_LINE, records_calls=True)
TO_BOB = Route(Microphone(), LegAudio(LEG_A))
FROM_BOB = Route(LegAudio(LEG_A), Speaker())


def talking(policy: Policy = ONE_LINE, tags: Tags | None = None) -> Scene:
    play = scene(policy).happens(invited(tags=tags) if tags else invited())
    play.desk(Answer(A))
    return play.happens(LegConnected(LEG_A))


def routes(play: Scene) -> frozenset[Route]:
    return play.phone.audio.routes


# Mute


def test_a_connected_call_is_heard_both_ways() -> None:
    assert routes(talking()) == {TO_BOB, FROM_BOB}


def test_a_muted_agent_hears_and_is_not_heard() -> None:
    play = talking()
    request = play.desk(SetMute(is_muted=True))

    assert routes(play) == {FROM_BOB}
    assert isinstance(play.answer_to(request), MuteChanged)
    play.desk(SetMute(is_muted=False))
    assert routes(play) == {TO_BOB, FROM_BOB}


def test_muting_when_muted_is_answered_and_told_to_nobody() -> None:
    play = talking()
    play.desk(SetMute(is_muted=True))
    request = play.salesforce(SetMute(is_muted=True))

    assert isinstance(play.answer_to(request), MuteChanged)
    assert play.new_facts == []


def test_only_a_call_that_is_up_or_dialled_can_be_muted() -> None:
    play = scene()
    assert play.refusal(play.desk(SetMute(is_muted=True))).why is Why.NO_SUCH_CALL
    play.happens(invited())
    assert play.refusal(play.desk(SetMute(is_muted=True))).why is Why.WRONG_STATE
    play.desk(HangUp())
    assert play.refusal(play.desk(SetMute(is_muted=True, call=A))).why is Why.NO_SUCH_CALL


def test_a_dialled_call_can_start_muted() -> None:
    play = scene()
    play.desk(replace(dial(), starts_muted=True))
    play.happens(LegConnected(LEG_A))

    assert routes(play) == {FROM_BOB}


# Hold


def test_hold_is_told_when_the_network_has_agreed_and_silent_at_once() -> None:
    play = talking()
    request = play.desk(SetHold(is_held=True))
    assert SendHold(LEG_A, is_held=True) in play.effects
    assert routes(play) == frozenset()
    assert not play.is_answered(request)

    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert isinstance(play.answer_to(request), HoldChanged)


def test_a_resumed_call_is_heard_when_the_network_has_agreed() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    request = play.desk(SetHold(is_held=False, leg=LEG_A))
    assert routes(play) == frozenset()

    play.happens(HoldConfirmed(LEG_A, is_held=False))

    assert isinstance(play.answer_to(request), HoldChanged)
    assert routes(play) == {TO_BOB, FROM_BOB}


def test_hold_refused_by_the_network_leaves_everything_as_it_was() -> None:
    play = talking()
    request = play.salesforce(SetHold(is_held=True))
    play.happens(HoldRefused(LEG_A, 488, "Not Acceptable Here"))

    assert play.refusal(request).code == 488
    assert routes(play) == {TO_BOB, FROM_BOB}
    assert play.happens(HoldRefused(LEG_A, 488, "again")).was_ignored


def test_resume_refused_by_the_network_stays_on_hold() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    play.desk(SetHold(is_held=False))
    play.happens(HoldRefused(LEG_A, 500, "No"))

    failure = play.facts[-1]
    assert isinstance(failure, ActionFailed)
    assert failure.action is Action.RESUME
    assert play.phone.conversations[0].initial.hold is Hold.ON


def test_a_hold_that_the_network_never_answers_is_refused_and_a_late_answer_is_the_truth() -> None:
    play = talking()
    request = play.desk(SetHold(is_held=True))
    play.fires(HoldDue(LEG_A))
    assert play.refusal(request).why is Why.TIMED_OUT

    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert isinstance(play.new_facts[0], HoldChanged)
    assert play.phone.conversations[0].initial.hold is Hold.ON
    assert play.happens(HoldConfirmed(LEG_A, is_held=True)).was_ignored
    assert play.fires(HoldDue(LEG_A)).was_ignored


def test_the_network_agreeing_to_the_opposite_is_told_and_the_request_goes_on_waiting() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    request = play.desk(SetHold(is_held=False))
    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert not play.is_answered(request)


def test_one_hold_at_a_time() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))

    assert play.refusal(play.salesforce(SetHold(is_held=True))).why is Why.ALREADY_UNDER_WAY
    assert len(play.did(SendHold)) == 1


def test_holding_a_held_call_is_answered_and_told_to_nobody() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    request = play.salesforce(SetHold(is_held=True))

    assert isinstance(play.answer_to(request), HoldChanged)
    assert play.new_facts == []


def test_only_a_connected_call_can_be_held() -> None:
    play = scene()
    assert play.refusal(play.desk(SetHold(is_held=True))).why is Why.NO_SUCH_CALL
    play.happens(invited())
    assert play.refusal(play.desk(SetHold(is_held=True))).why is Why.WRONG_STATE
    assert play.refusal(play.desk(SetHold(is_held=True, leg=LEG_B))).why is Why.WRONG_STATE


def test_resuming_one_call_holds_the_other() -> None:
    play = talking(TWO_LINES).happens(invited(B, LEG_B))
    play.desk(Answer(B))
    play.happens(LegConnected(LEG_B), HoldConfirmed(LEG_A, is_held=True))
    play.desk(SetHold(is_held=False, call=A))

    assert SendHold(LEG_B, is_held=True) in play.effects
    assert play.phone.focus == A


# Recording


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


# What the far end does


def test_being_held_is_told_once() -> None:
    held = Media(codec="PCMU", is_held_by_peer=True)
    play = talking().happens(MediaChanged(LEG_A, held))
    assert play.names()[-2:] == ["MediaNegotiated", "PeerHoldChanged"]

    assert play.happens(MediaChanged(LEG_A, held)).was_ignored
    play.happens(MediaChanged(LEG_A, replace(held, codec="PCMA")))
    assert [type(fact).__name__ for fact in play.new_facts] == ["MediaNegotiated"]


def test_missing_audio_is_told_once_and_when_it_is_back() -> None:
    stopped = AudioStopped(LEG_A, 3.0, "no packets from 127.0.0.1")
    play = talking().happens(stopped)
    assert play.names()[-1] == "AudioMissing"
    assert play.happens(stopped).was_ignored

    play.happens(AudioResumed(LEG_A))

    assert play.names()[-1] == "AudioBack"
    assert play.happens(AudioResumed(LEG_A)).last == []


def test_silence_on_a_held_call_is_expected() -> None:
    play = talking()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))

    assert play.happens(AudioStopped(LEG_A, 3.0, "")).was_ignored


def test_early_media_is_heard_and_the_agent_is_not() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 183, has_early_media=True))

    assert routes(play) == {FROM_BOB}


def test_a_far_end_that_rings_is_heard_ringing_and_a_busy_one_busy() -> None:
    play = scene()
    play.desk(dial())
    play.happens(ProvisionalReceived(LEG_A, 180))
    assert routes(play) == {Route(ToneAudio(Tone.RINGBACK), Speaker())}

    play.happens(LegEnded(LEG_A, 486))
    assert routes(play) == {Route(ToneAudio(Tone.BUSY), Speaker())}

    play.fires(SignalOver())
    assert play.phone.audio == AudioPlan()


def test_merged_parties_hear_each_other() -> None:
    play = talking()
    call = play.phone.conversations[0]
    other = replace(call.initial, id=LEG_B)
    merged = replace(call, legs=(call.initial, other), is_merged=True)
    play.phone = replace(play.phone, conversations=(merged,))
    play.desk(SetMute(is_muted=True))

    assert Route(LegAudio(LEG_A), LegAudio(LEG_B)) in routes(play)
    assert Route(LegAudio(LEG_B), LegAudio(LEG_A)) in routes(play)


# After the call


def test_after_call_work_ends_by_itself_when_no_page_knew_the_call() -> None:
    play = talking().happens(LegEnded(LEG_A)).fires(WrapUpOver(A))

    assert isinstance(play.facts[-1], WrapUpEnded)
    assert play.fires(WrapUpOver(A)).was_ignored


def test_after_call_work_that_salesforce_knows_lasts_until_somebody_ends_it() -> None:
    play = scene().happens(PageAttached(), invited())
    play.desk(Answer())
    play.happens(LegConnected(LEG_A), PageDetached(), LegEnded(LEG_A))
    assert "WrapUpOver" not in repr(play.effects)

    request = play.salesforce(EndWrapUp())

    assert play.answer_to(request) == WrapUpEnded(A)
    assert play.refusal(play.desk(EndWrapUp())).why is Why.WRONG_STATE


def test_a_page_that_comes_during_a_call_knows_it() -> None:
    play = talking().happens(PageAttached())

    assert play.phone.conversations[0].is_known_to_page


def test_a_call_during_after_call_work_is_busy_unless_the_settings_let_it_ring() -> None:
    play = talking().happens(LegEnded(LEG_A), invited(B, LEG_B))
    assert play.names()[-1] == "CallRefused"

    play = talking(replace(ONE_LINE, rings_in_wrap_up=True)).happens(LegEnded(LEG_A), invited(B, LEG_B))
    assert play.names()[-1] == "CallStarted"
    play.desk(Answer())
    play.happens(LegConnected(LEG_B), LegEnded(LEG_B))
    assert play.phone.wrap_up
    assert play.phone.wrap_up.call == B


def test_internal_calls_need_no_after_call_work_unless_the_settings_say_so() -> None:
    internal = Tags(call_type=CallType.INTERNAL)
    assert "AfterCallWorkStarted" not in talking(tags=internal).happens(LegEnded(LEG_A)).names()

    policy = replace(ONE_LINE, wraps_up_internal_calls=True, wrap_up_without_page_s=None)
    assert "AfterCallWorkStarted" in talking(policy, internal).happens(LegEnded(LEG_A)).names()


# The phone as a whole


def test_do_not_disturb_is_told_once() -> None:
    play = scene()
    request = play.desk(SetDoNotDisturb(is_on=True))
    assert play.answer_to(request) == DoNotDisturbChanged(is_on=True)

    request = play.desk(SetDoNotDisturb(is_on=True))
    assert play.answer_to(request) == DoNotDisturbChanged(is_on=True)
    assert play.new_facts == []


def test_strangers_are_counted() -> None:
    play = scene().happens(StrangerRefused("10.0.0.1", "sip:x"), StrangerRefused("10.0.0.1", "sip:x"))

    assert play.facts[-1] == StrangerTurnedAway("10.0.0.1", "sip:x", 2)


def test_a_device_that_failed_is_told() -> None:
    play = scene().happens(DeviceChanged("output", "null", "headset", "unplugged"))

    assert play.facts == [AudioDeviceChanged("output", "null", "headset", "unplugged")]


def test_what_is_told_says_on_whose_behalf() -> None:
    play = talking()
    request = play.salesforce(SetMute(is_muted=True))

    (told,) = [effect for effect in play.last if isinstance(effect, Announce)]
    assert told.asked.origin is Origin.CONNECTOR
    assert told.asked.request == request
