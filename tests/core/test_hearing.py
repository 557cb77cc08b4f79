"""What is heard, by whom, and what the far end does."""

from dataclasses import replace

from softphone.core.messages.commands import (
    Answer,
    SetHold,
    SetMute,
)
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    HoldConfirmed,
    LegConnected,
    LegEnded,
    MediaChanged,
    ProvisionalReceived,
)
from softphone.core.messages.timers import SignalOver
from softphone.core.state.audio import AudioPlan, LegAudio, Microphone, Route, Speaker, Tone, ToneAudio
from softphone.core.state.policy import Policy
from softphone.core.values import Media, Tags
from tests.core.scenes import LEG_A, LEG_B, ONE_LINE, A, Scene, dial, invited, scene

RECORDED = replace(ONE_LINE, records_calls=True)
TO_BOB = Route(Microphone(), LegAudio(LEG_A))
FROM_BOB = Route(LegAudio(LEG_A), Speaker())


def talking(policy: Policy = ONE_LINE, tags: Tags | None = None) -> Scene:
    play = scene(policy).happens(invited(tags=tags) if tags else invited())
    play.desk(Answer(A))
    return play.happens(LegConnected(LEG_A))


def routes(play: Scene) -> frozenset[Route]:
    return play.phone.audio.routes


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
