"""What is refused to several parties, and small questions about them."""

from dataclasses import replace

import pytest

from softphone.core.messages.commands import AddParticipant, Answer, Command, HangUp, Merge, SetHold, Split, Swap
from softphone.core.messages.events import HoldConfirmed, LegConnected, LegEnded
from softphone.core.messages.refusals import Why
from softphone.core.rules.reasons import leg_ending
from softphone.core.rules.targets import is_same
from softphone.core.state.legs import Over
from softphone.core.step import step
from softphone.core.turn import Message
from softphone.core.values import Asked, Direction, Ending, EndReason, Instant, Origin, Role
from tests.core.company import ADD, CAROL, calling_carol, consulting, merged
from tests.core.scenes import LEG_A, LEG_B, LEG_C, TWO_LINES, A, B, Scene, invited, scene, talking


@pytest.mark.parametrize(
    ("play", "command", "why"),
    [
        (talking, Swap(), Why.WRONG_STATE),
        (talking, Merge(), Why.WRONG_STATE),
        (talking, Split(), Why.WRONG_STATE),
        (calling_carol, Swap(), Why.WRONG_STATE),
        (calling_carol, Merge(), Why.WRONG_STATE),
        (calling_carol, SetHold(is_held=False), Why.WRONG_STATE),
        (calling_carol, AddParticipant(CAROL, LEG_C), Why.WRONG_STATE),
        (consulting, AddParticipant(CAROL, LEG_C), Why.WRONG_STATE),
        (consulting, Split(), Why.WRONG_STATE),
        (consulting, Swap(to=LEG_C), Why.NO_SUCH_PARTY),
        (merged, Swap(), Why.WRONG_STATE),
        (merged, Split(to=LEG_C), Why.NO_SUCH_PARTY),
        (merged, HangUp(role=Role.SUPERVISOR), Why.NO_SUCH_PARTY),
        (scene, ADD, Why.NO_SUCH_CALL),
        (scene, Merge(), Why.NO_SUCH_CALL),
        (lambda: scene().happens(invited()), ADD, Why.WRONG_STATE),
        (talking, AddParticipant("carol", LEG_B), Why.BAD_TARGET),
        (talking, AddParticipant("sip:bob@127.0.0.1;transport=tcp", LEG_B), Why.BAD_TARGET),
        (talking, AddParticipant(CAROL, LEG_A), Why.ALREADY_UNDER_WAY),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(play: object, command: Command, why: Why) -> None:
    assert callable(play)
    here: Scene = play()
    before = here.phone
    request = here.desk(command)

    assert here.refusal(request).why is why
    assert here.phone == before


def test_one_thing_at_a_time() -> None:
    play = consulting()
    play.desk(Swap())

    for command in (Merge(), Swap(), SetHold(is_held=True), AddParticipant(CAROL, LEG_C)):
        assert play.refusal(play.desk(command)).why is Why.ALREADY_UNDER_WAY


def test_when_the_first_caller_has_left_nobody_else_is_brought_in() -> None:
    play = merged().happens(LegEnded(LEG_A, 200))

    assert play.refusal(play.desk(AddParticipant("sip:dave@127.0.0.1", LEG_C))).why is Why.NOT_ALLOWED


def test_a_phone_that_holds_nobody_by_itself_says_so() -> None:
    play = talking(play=scene(replace(TWO_LINES, holds_by_itself=False))).happens(invited(B, LEG_B))

    assert play.refusal(play.desk(Answer(B))).why is Why.BUSY
    play.desk(SetHold(is_held=True, call=A))
    play.happens(HoldConfirmed(LEG_A, is_held=True))
    play.desk(Answer(B))
    play.happens(LegConnected(LEG_B))
    assert play.refusal(play.desk(SetHold(is_held=False, call=A))).why is Why.BUSY
    assert play.refusal(play.desk(AddParticipant(CAROL, LEG_C, call=A))).why is Why.BUSY


@pytest.mark.parametrize("strange", ["tel:+4930123456", "anonymous", ""])
def test_an_address_of_another_kind_leads_nowhere_that_is_known(strange: str) -> None:
    assert is_same("sip:bob@pbx;transport=tcp", "sips:bob@PBX")
    assert not is_same(strange, "sip:bob@pbx")
    assert not is_same("sip:bob@pbx", strange)
    assert not is_same(strange, strange)


def test_a_party_is_found_by_its_role() -> None:
    call = consulting().phone.conversations[0]

    assert [leg.id for leg in call.with_role(Role.THIRD_PARTY)] == [LEG_B]
    assert call.direction is Direction.IN


def test_how_a_leg_ended_is_said_once() -> None:
    ending = Ending(EndReason.BUSY, Origin.REMOTE, 486)
    leg = replace(talking().phone.conversations[0].initial, phase=Over(ending))

    assert leg_ending(leg, LegEnded(LEG_A, 200)) == ending


def test_a_command_that_nobody_waits_for_is_refused_in_silence() -> None:
    result = step(scene().phone, Message(HangUp(), Instant(0.0), Asked(Origin.HEADSET)))

    assert result.effects == ()
