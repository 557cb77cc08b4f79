"""A conversation with more than one party: what the model answers, and that it ends with its last leg."""

from dataclasses import replace

from softphone.core.commands import HangUp
from softphone.core.events import LegEnded
from softphone.core.facts import CallEnded
from softphone.core.legs import Over
from softphone.core.reasons import leg_ending
from softphone.core.step import step
from softphone.core.turn import Message
from softphone.core.values import Asked, Direction, Ending, EndReason, Instant, Origin, Role
from tests.core.scenes import LEG_A, LEG_B, Scene, scene, talking


def in_company() -> Scene:
    """A conversation with two far ends."""
    play = talking()
    call = play.phone.conversations[0]
    third = replace(call.initial, id=LEG_B, role=Role.THIRD_PARTY)
    play.phone = replace(play.phone, conversations=(replace(call, legs=(*call.legs, third)),))
    return play


def test_a_conversation_lasts_as_long_as_any_party() -> None:
    play = in_company().happens(LegEnded(LEG_A))
    assert play.new_facts == []

    play.happens(LegEnded(LEG_B))

    (ended,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    assert [leg.id for leg in ended.call.legs] == [LEG_A, LEG_B]


def test_a_party_is_found_by_its_role() -> None:
    call = in_company().phone.conversations[0]

    assert [leg.id for leg in call.with_role(Role.THIRD_PARTY)] == [LEG_B]
    assert call.direction is Direction.IN


def test_how_a_leg_ended_is_said_once() -> None:
    ending = Ending(EndReason.BUSY, Origin.REMOTE, 486)
    leg = replace(talking().phone.conversations[0].initial, phase=Over(ending))

    assert leg_ending(leg, LegEnded(LEG_A, 200)) == ending


def test_a_command_that_nobody_waits_for_is_refused_in_silence() -> None:
    result = step(scene().phone, Message(HangUp(), Instant(0.0), Asked(Origin.HEADSET)))

    assert result.effects == ()
