"""Who hears a supervisor, and when: the network's way and the microphone's, in an order that surprises nobody."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import (
    ChangeMode,
    SendDigits,
    SetHold,
    SetMute,
    SetRecordingPause,
)
from softphone.core.messages.effects import SendHold, SendMode
from softphone.core.messages.events import LegConnected
from softphone.core.messages.facts import (
    HoldChanged,
    ModeChanged,
    MuteChanged,
    RecordingChanged,
)
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.supervision_events import ModeConfirmed, ModeRefused
from softphone.core.messages.timers import ModeDue
from softphone.core.state.audio import LegAudio, Microphone, RecorderAudio, Route, Speaker
from softphone.core.state.conversations import Recording
from softphone.core.values import Mode
from tests.core.scenes import LEG_A, Scene, scene
from tests.core.supervision import MAY_SUPERVISE, SUPERVISE, supervising

VOICE = Route(Microphone(), LegAudio(LEG_A))
EAR = Route(LegAudio(LEG_A), Speaker())


def rung() -> Scene:
    play = scene(MAY_SUPERVISE)
    play.salesforce(SUPERVISE)
    return play


def switched(play: Scene, mode: Mode) -> Scene:
    play.desk(ChangeMode(mode))
    return play.happens(ModeConfirmed(LEG_A, mode))


def is_open(play: Scene) -> bool:
    return VOICE in play.phone.audio.routes


def test_it_begins_by_listening_and_no_microphone_is_open() -> None:
    play = supervising()

    assert EAR in play.phone.audio.routes
    assert not is_open(play)


@pytest.mark.parametrize("muted", [True, False])
def test_neither_desk_nor_headset_can_unmute_a_listener(*, muted: bool) -> None:
    play = supervising()
    play.desk(SetMute(muted))
    play.desk(SetMute(is_muted=not muted))

    assert not is_open(play)
    assert any(isinstance(fact, MuteChanged) for fact in play.facts)


@pytest.mark.parametrize("mode", [Mode.WHISPER, Mode.BARGE])
def test_to_be_heard_the_network_goes_first_and_then_the_microphone(mode: Mode) -> None:
    play = supervising()
    asked = play.desk(ChangeMode(mode))
    assert play.last[0] == SendMode(LEG_A, mode, SUPERVISE.call)
    assert not is_open(play)
    assert not play.is_answered(asked)
    play.happens(ModeConfirmed(LEG_A, mode))

    assert is_open(play)
    assert isinstance(play.answer_to(asked), ModeChanged)


@pytest.mark.parametrize("mode", [Mode.LISTEN, Mode.WHISPER])
def test_to_be_heard_less_the_microphone_goes_first(mode: Mode) -> None:
    play = switched(supervising(), Mode.BARGE)
    play.desk(ChangeMode(mode))

    assert not is_open(play)
    play.happens(ModeConfirmed(LEG_A, mode))
    assert is_open(play) is (mode is Mode.WHISPER)


@pytest.mark.parametrize("event", [ModeRefused(LEG_A, 403, "no"), None])
def test_who_wanted_to_be_heard_less_is_heard_by_nobody_even_if_the_network_will_not(event: ModeRefused | None) -> None:
    play = switched(supervising(), Mode.BARGE)
    asked = play.desk(ChangeMode(Mode.WHISPER))
    play = play.happens(event) if event else play.fires(ModeDue(LEG_A))

    assert play.phone.conversations[0].initial.mode is Mode.LISTEN
    assert not is_open(play)
    assert isinstance(play.answer_to(asked), Refusal)


def test_a_refused_barge_leaves_a_whisper_a_whisper() -> None:
    play = switched(supervising(), Mode.WHISPER)
    asked = play.desk(ChangeMode(Mode.BARGE))
    play.happens(ModeRefused(LEG_A, 403, "no"))

    assert play.phone.conversations[0].initial.mode is Mode.WHISPER
    assert is_open(play)
    assert play.refusal(asked).code == 403


def test_a_refusal_that_nobody_waits_for_changes_nothing() -> None:
    play = switched(supervising(), Mode.WHISPER)

    assert play.happens(ModeRefused(LEG_A, 403, "no")).was_ignored
    assert play.fires(ModeDue(LEG_A)).was_ignored
    assert is_open(play)


def test_a_late_confirmation_opens_nothing() -> None:
    play = supervising()
    barging = play.desk(ChangeMode(Mode.BARGE))
    play.desk(ChangeMode(Mode.LISTEN))
    play.happens(ModeConfirmed(LEG_A, Mode.BARGE))

    assert not is_open(play)
    assert isinstance(play.answer_to(barging), Refusal)


def test_nobody_barges_in_before_the_call_is_connected() -> None:
    play = scene(MAY_SUPERVISE)
    play.desk(SUPERVISE)

    assert play.refusal(play.desk(ChangeMode(Mode.BARGE))).why is Why.WRONG_STATE
    assert play.did(SendMode) == []


def test_the_mode_that_is_so_already_is_confirmed_and_not_asked_for() -> None:
    play = supervising()

    assert isinstance(play.answer_to(play.desk(ChangeMode(Mode.LISTEN))), ModeChanged)
    assert play.did(SendMode) == []
    assert not any(isinstance(fact, ModeChanged) for fact in play.facts)


def test_who_listens_presses_no_keys() -> None:
    play = supervising()

    assert play.refusal(play.desk(SendDigits("6"))).why is Why.WRONG_STATE


def test_mute_and_hold_work_while_barged_in() -> None:
    play = switched(supervising(), Mode.BARGE)
    play.desk(SetMute(is_muted=True))
    assert not is_open(play)
    play.desk(SetMute(is_muted=False))
    assert is_open(play)
    held = play.desk(SetHold(is_held=True))
    assert not is_open(play)
    assert isinstance(play.answer_to(held), HoldChanged)
    play.desk(SetHold(is_held=False))

    assert is_open(play)
    assert play.did(SendHold) == []
    assert play.names().count("HoldChanged") == 2


def test_a_phone_that_records_calls_records_what_its_supervisor_takes_part_in() -> None:
    play = scene(replace(MAY_SUPERVISE, records_calls=True))
    play.desk(SUPERVISE)
    play.happens(LegConnected(LEG_A))
    assert play.phone.audio.recorders == frozenset()
    assert play.refusal(play.desk(SetRecordingPause(is_paused=True))).why is Why.NOT_ALLOWED
    switched(play, Mode.BARGE)
    far, own = RecorderAudio(SUPERVISE.call, "far"), RecorderAudio(SUPERVISE.call, "agent")
    assert {Route(LegAudio(LEG_A), far), Route(Microphone(), own)} <= play.phone.audio.routes
    assert isinstance(play.answer_to(play.desk(SetRecordingPause(is_paused=True))), RecordingChanged)
    play.desk(SetRecordingPause(is_paused=False))
    switched(play, Mode.LISTEN)

    assert play.phone.conversations[0].recording is Recording.PAUSED
    assert not any(isinstance(route.sink, RecorderAudio) for route in play.phone.audio.routes)
    assert play.refusal(play.desk(SetRecordingPause(is_paused=False))).why is Why.NOT_ALLOWED
