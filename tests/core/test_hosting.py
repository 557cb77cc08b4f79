"""The supervised agent's phone: who is let in, who hears whom in every mode, and what the agent is told."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import HangUp, Leave, SetHold, SetMute, Swap, Transfer
from softphone.core.messages.effects import SendAnswer, SendGoodbye, SendReject, SendRinging
from softphone.core.messages.events import (
    AudioResumed,
    AudioStopped,
    DigitReceived,
    HoldConfirmed,
    LegConnected,
    LegEnded,
    MediaChanged,
    Stopping,
    TransferEnded,
)
from softphone.core.messages.facts import CallEnded, CallRefused, CallStarted, SupervisorGone, SupervisorPresent
from softphone.core.messages.refusals import Why
from softphone.core.messages.supervision_events import ModeAsked
from softphone.core.messages.timers import AnswerDue
from softphone.core.state.audio import LegAudio, Microphone, RecorderAudio, Speaker
from softphone.core.values import CallId, LegId, Media, Mode, Peer, Role
from tests.core.company import consulting, heard_by, merged
from tests.core.scenes import LEG_A, LEG_B, LEG_C, TWO_LINES, A, B, Scene, dial, invited, scene, talking
from tests.core.supervision import BOSS, CHIEF, HOSTING, OPEN, supervised, supervisor

MIC, BOB, BOSS_EAR, CHIEF_EAR = Microphone(), LegAudio(LEG_A), LegAudio(LEG_B), LegAudio(LEG_C)


def in_mode(mode: Mode, play: Scene | None = None) -> Scene:
    return (play or supervised()).happens(ModeAsked(LEG_B, mode))


def told(play: Scene) -> list[tuple[str, Mode]]:
    return [(fact.name, fact.mode) for fact in play.facts if isinstance(fact, SupervisorPresent)]


def refused(play: Scene) -> int:
    (reject,) = play.did(SendReject)
    (shown,) = [fact for fact in play.facts if isinstance(fact, CallRefused)]
    assert isinstance(reject, SendReject)
    assert reject.code == shown.code
    return shown.code


def test_a_supervisor_is_let_in_without_ringing_and_the_agent_is_not_told() -> None:
    play = supervised()

    assert SendAnswer(LEG_B) in play.effects
    assert SendRinging(LEG_B) not in play.effects
    assert play.names() == ["CallStarted", "CallConnected"]


def test_a_supervisor_who_does_not_say_so_is_known_by_key_and_identity() -> None:
    play = talking(play=scene(OPEN)).happens(supervisor(says_so=False))

    assert SendAnswer(LEG_B) in play.effects


def test_somebody_else_with_the_same_key_is_an_ordinary_call() -> None:
    play = talking(play=scene(replace(TWO_LINES, hosting=HOSTING)))
    play.happens(supervisor(who=Peer("sip:bob@pbx"), says_so=False))

    assert isinstance(play.new_facts[0], CallStarted)


@pytest.mark.parametrize(
    "who", [Peer("sip:mallory@pbx", is_asserted=True), replace(BOSS, is_asserted=False)], ids=["stranger", "forged"]
)
def test_who_may_not_listen_gets_403_and_is_shown(who: Peer) -> None:
    assert refused(talking(play=scene(OPEN)).happens(supervisor(who=who))) == 403


def test_a_phone_that_hosts_nobody_lets_nobody_in() -> None:
    assert refused(talking().happens(supervisor())) == 403


@pytest.mark.parametrize("key", [CallId("unknown"), B])
def test_there_is_nothing_to_hear_under_an_unknown_key(key: CallId) -> None:
    assert refused(talking(play=scene(OPEN)).happens(supervisor(key=key))) == 404


def test_a_call_that_only_rings_cannot_be_listened_to() -> None:
    assert refused(scene(OPEN).happens(invited(), supervisor())) == 404


def test_a_phone_that_is_being_switched_off_lets_nobody_in() -> None:
    assert refused(talking(play=scene(OPEN)).happens(Stopping(), supervisor())) == 503


def test_a_recording_holds_what_a_supervisor_says_to_everybody_and_no_whisper() -> None:
    play = talking(play=scene(replace(OPEN, records_calls=True))).happens(supervisor(), LegConnected(LEG_B))
    far_end = RecorderAudio(A, "far")
    assert heard_by(in_mode(Mode.WHISPER, play), far_end) == {BOB}

    assert heard_by(in_mode(Mode.BARGE, play), far_end) == {BOB, BOSS_EAR}


def test_a_second_invite_of_the_same_supervisor_is_one_too_many() -> None:
    assert refused(supervised().happens(supervisor(leg=LEG_C))) == 486


def test_who_comes_back_after_a_crash_takes_the_place_of_a_leg_that_is_silent_on_the_wire() -> None:
    play = in_mode(Mode.BARGE).happens(AudioStopped(LEG_B, 3.0, ""), supervisor(leg=LEG_C), LegConnected(LEG_C))

    assert SendGoodbye(LEG_B) in play.effects
    assert [guest.id for guest in play.phone.conversations[0].guests] == [LEG_C]
    assert BOSS_EAR not in heard_by(play, BOB)
    assert play.names().count("SupervisorGone") == 1


def test_a_leg_that_is_heard_again_is_no_ghost() -> None:
    play = supervised().happens(AudioStopped(LEG_B, 3.0, ""), AudioResumed(LEG_B), supervisor(leg=LEG_C))

    assert refused(play) == 486


def test_the_settings_limit_how_many_listen() -> None:
    assert refused(supervised(replace(HOSTING, most=1)).happens(supervisor(LEG_C, CHIEF))) == 486


def test_who_listens_hears_both_and_is_heard_by_nobody() -> None:
    play = supervised()

    assert heard_by(play, BOSS_EAR) == {MIC, BOB}
    assert heard_by(play, BOB) == {MIC}
    assert heard_by(play, Speaker()) == {BOB}


def test_a_whisper_reaches_the_agent_only() -> None:
    play = in_mode(Mode.WHISPER)

    assert heard_by(play, Speaker()) == {BOB, BOSS_EAR}
    assert heard_by(play, BOB) == {MIC}
    assert told(play) == [("Boss", Mode.WHISPER)]


def test_a_barge_reaches_everybody_and_the_agent_is_told() -> None:
    play = in_mode(Mode.BARGE)

    assert heard_by(play, Speaker()) == {BOB, BOSS_EAR}
    assert heard_by(play, BOB) == {MIC, BOSS_EAR}
    assert told(play) == [("Boss", Mode.BARGE)]


def test_who_goes_back_to_listening_is_heard_no_more_and_still_known() -> None:
    play = in_mode(Mode.LISTEN, in_mode(Mode.BARGE))

    assert heard_by(play, BOB) == {MIC}
    assert heard_by(play, Speaker()) == {BOB}
    play.happens(LegEnded(LEG_B))
    assert told(play) == [("Boss", Mode.BARGE), ("Boss", Mode.LISTEN)]
    assert isinstance(play.new_facts[0], SupervisorGone)


def test_keys_choose_the_mode() -> None:
    play = supervised(replace(HOSTING, keys=(("4", Mode.LISTEN), ("*6", Mode.BARGE))))
    for digit in "1*":
        play.happens(DigitReceived(LEG_B, digit, "rfc4733"))
    assert told(play) == []
    play.happens(DigitReceived(LEG_B, "6", "rfc4733"))

    assert told(play) == [("Boss", Mode.BARGE)]


def test_nobody_barges_in_before_being_connected() -> None:
    play = talking(play=scene(OPEN)).happens(supervisor(), ModeAsked(LEG_B, Mode.BARGE))

    assert play.was_ignored
    assert heard_by(play, BOB) == {MIC}


def test_by_setting_the_agent_knows_of_listeners() -> None:
    play = supervised(replace(HOSTING, tells_agent=True))

    assert told(play) == [("Boss", Mode.LISTEN)]


def test_a_supervisor_s_music_on_hold_is_heard_by_nobody() -> None:
    play = in_mode(Mode.BARGE).happens(MediaChanged(LEG_B, Media(is_held_by_peer=True)))

    assert BOSS_EAR not in heard_by(play, BOB) | heard_by(play, Speaker())


def test_a_muted_agent_is_muted_for_supervisors_too() -> None:
    play = supervised()
    play.desk(SetMute(is_muted=True))

    assert heard_by(play, BOSS_EAR) == {BOB}


def test_while_the_customer_is_on_hold_a_listener_hears_nothing_and_a_whisperer_the_agent() -> None:
    play = supervised()
    play.desk(SetHold(is_held=True))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    assert heard_by(play, BOSS_EAR) == set()

    in_mode(Mode.BARGE, play)
    assert heard_by(play, BOSS_EAR) == {MIC}
    assert heard_by(play, BOB) == set()


@pytest.mark.parametrize("mode", Mode)
def test_a_supervisor_who_vanishes_changes_nothing_for_the_others(mode: Mode) -> None:
    play = in_mode(mode).happens(LegEnded(LEG_B, 408, "gone"))

    assert heard_by(play, BOB) == {MIC}
    assert heard_by(play, Speaker()) == {BOB}
    assert not any(isinstance(fact, CallEnded) for fact in play.facts)
    assert [leg.id for leg in play.phone.conversations[0].legs] == [LEG_A]


def test_a_supervisor_who_never_completes_the_call_is_forgotten() -> None:
    play = talking(play=scene(OPEN)).happens(supervisor()).fires(AnswerDue(LEG_B))

    assert play.phone.conversations[0].guests == ()


def test_when_the_call_ends_its_supervisors_are_dismissed_and_nobody_waits_for_them() -> None:
    play = in_mode(Mode.BARGE).happens(LegEnded(LEG_A))

    assert SendGoodbye(LEG_B) in play.effects
    assert play.phone.conversations == ()
    assert play.names()[-3:] == ["SupervisorGone", "CallEnded", "AfterCallWorkStarted"]
    (ended,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    assert [leg.id for leg in ended.call.legs] == [LEG_A]


def test_the_agent_hangs_up_on_the_customer_not_on_the_supervisor() -> None:
    play = supervised()
    assert play.refusal(play.desk(HangUp(role=Role.SUPERVISOR))).why is Why.NO_SUCH_PARTY
    play.desk(HangUp())

    assert play.last[0] == SendGoodbye(LEG_A)
    assert SendGoodbye(LEG_B) not in play.effects


def test_a_supervised_call_that_is_transferred_away_ends_supervision() -> None:
    play = supervised()
    play.desk(Transfer("sip:dave@pbx", LegId("new")))
    play.happens(TransferEnded(LEG_A, 200, "OK"), LegEnded(LEG_A))

    assert SendGoodbye(LEG_B) in play.effects
    assert play.phone.conversations == ()


def test_a_supervisor_hears_whom_the_agent_talks_with() -> None:
    boss, leg = LegId("boss"), LegAudio(LegId("boss"))
    play = consulting(talking(play=scene(OPEN))).happens(supervisor(boss), LegConnected(boss))
    assert heard_by(play, leg) == {MIC, LegAudio(LEG_B)}
    play.desk(Swap())
    play.happens(HoldConfirmed(LEG_B, is_held=True), HoldConfirmed(LEG_A, is_held=False))
    assert heard_by(play, leg) == {MIC, BOB}


def test_a_barge_into_a_conference_is_heard_by_all_and_survives_a_party() -> None:
    boss, leg = LegId("boss"), LegAudio(LegId("boss"))
    play = merged(talking(play=scene(OPEN))).happens(supervisor(boss), LegConnected(boss), ModeAsked(boss, Mode.BARGE))
    assert all(leg in heard_by(play, LegAudio(other)) for other in (LEG_A, LEG_B))
    play.happens(LegEnded(LEG_A))

    assert heard_by(play, LegAudio(LEG_B)) == {MIC, leg}
    assert play.phone.conversations[0].is_live


def test_leaving_a_consultation_is_not_the_supervisors_business() -> None:
    boss = LegId("boss")
    play = merged(talking(play=scene(OPEN))).happens(supervisor(boss), LegConnected(boss))
    play.desk(Leave())
    play.happens(TransferEnded(LEG_A, 200, "OK"), LegEnded(LEG_A), LegEnded(LEG_B))

    assert play.phone.conversations == ()
    assert SendGoodbye(boss) in play.effects


def test_two_supervisors_hear_each_other_only_when_barged_in() -> None:
    play = supervised().happens(supervisor(LEG_C, CHIEF), LegConnected(LEG_C))
    assert BOSS_EAR not in heard_by(play, CHIEF_EAR)
    in_mode(Mode.WHISPER, play)
    assert BOSS_EAR not in heard_by(play, CHIEF_EAR)
    in_mode(Mode.BARGE, play)

    assert heard_by(play, CHIEF_EAR) == {MIC, BOB, BOSS_EAR}


def test_another_call_of_the_agent_is_not_heard() -> None:
    play = talking(play=scene(replace(TWO_LINES, hosting=HOSTING))).happens(supervisor(), LegConnected(LEG_B))
    in_mode(Mode.BARGE, play)
    play.desk(dial(B, LEG_C))
    play.happens(HoldConfirmed(LEG_A, is_held=True), LegConnected(LEG_C))

    assert heard_by(play, BOSS_EAR) == set()
    assert BOSS_EAR not in heard_by(play, Speaker()) | heard_by(play, CHIEF_EAR)
