"""A key can be pressed exactly when the machine would accept what it asks for."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings, strategies as st

from softphone.core import commands as core
from softphone.core.effects import Reply
from softphone.core.events import Invited, LegEnded
from softphone.core.policy import Policy
from softphone.core.refusals import Refusal
from softphone.core.step import step
from softphone.core.turn import Message
from softphone.core.values import NO_TAGS, Asked, CallId, Instant, LegId, Origin, RequestId
from softphone.engine.call_book import Moment
from softphone.engine.state_view import Surroundings, state_of
from softphone.protocol.state import State
from softphone.ui.views import permissions
from softphone.ui.views.language import ENGLISH
from tests.core.player import FRESH_LEGS, expected
from tests.core.scenes import ACCOUNT, BOB, ONE_LINE, TWO_LINES, Scene, scene
from tests.ui.states import NOON

MOVES = ["invite", "dial", "answer", "decline", "hang up", "mute", "hold", "resume", "network", "gone"]
policies: st.SearchStrategy[Policy] = st.sampled_from(
    [ONE_LINE, TWO_LINES, replace(TWO_LINES, records_calls=True), replace(TWO_LINES, max_conversations=2)]
)


def move(play: Scene, what: str, number: int, data: st.DataObject) -> None:
    """Let something happen."""
    leg, call = FRESH_LEGS[number], CallId(f"call-{number}")
    known = [each.id for each in play.phone.conversations]
    chosen = data.draw(st.sampled_from(known)) if known else None
    match what:
        case "invite":
            play.happens(Invited(leg, ACCOUNT, BOB, call, NO_TAGS))
        case "dial":
            play.desk(core.Dial("sip:bob@127.0.0.1", call, leg))
        case "network" if legs := [each for talk in play.phone.conversations for each in talk.legs]:
            play.happens(expected(data.draw(st.sampled_from(legs))))
        case "gone" if legs := [each for talk in play.phone.conversations for each in talk.legs]:
            play.happens(LegEnded(data.draw(st.sampled_from(legs)).id))
        case _:
            play.desk(COMMANDS.get(what, COMMANDS["mute"])(chosen or call))


COMMANDS: dict[str, Callable[[CallId], core.Command]] = {
    "answer": core.Answer,
    "decline": core.Decline,
    "hang up": core.HangUp,
    "mute": lambda call: core.SetMute(is_muted=True, call=call),
    "hold": lambda call: core.SetHold(is_held=True, call=call),
    "resume": lambda call: core.SetHold(is_held=False, call=call),
}


def refused(play: Scene, command: core.Command) -> Refusal | None:
    """Say whether the machine would refuse a command now, without giving it."""
    request = RequestId("what if")
    result = step(play.phone, Message(command, Instant(play.now), Asked(Origin.DESK, request)))
    replies = [effect.outcome for effect in result.effects if isinstance(effect, Reply) and effect.request == request]
    return next((outcome for outcome in replies if isinstance(outcome, Refusal)), None)


def seen(play: Scene) -> State:
    """Tell the state as the desk sees it."""
    return state_of(play.phone, 1, Moment(Instant(play.now), NOON), Surroundings())


@given(data=st.data(), policy=policies, moves=st.lists(st.sampled_from(MOVES), max_size=14))
@settings(max_examples=300, deadline=None)
def test_the_desk_and_the_machine_agree_about_every_key(data: st.DataObject, policy: Policy, moves: list[str]) -> None:
    play = scene(policy)
    for number, what in enumerate(moves):
        move(play, what, number, data)

        state = seen(play)
        for call in state.calls:
            name = CallId(call.call_id)
            verdicts: list[tuple[str, core.Command]] = [
                (permissions.why_not_answer(call, ENGLISH), core.Answer(name)),
                (permissions.why_not_answer(call, ENGLISH), core.Decline(name)),
                (permissions.why_not_hang_up(call, ENGLISH), core.HangUp(name)),
                (permissions.why_not_mute(call, ENGLISH), core.SetMute(not call.is_muted, name)),
                (permissions.why_not_hold(call, ENGLISH), core.SetHold(not call.is_held, name)),
                (permissions.why_not_digits(call, ENGLISH), core.SendDigits("1", name)),
                (permissions.why_not_record(call, ENGLISH), core.SetRecordingPause(True, name)),
            ]
            for why_not, command in verdicts:
                assert bool(why_not) == bool(refused(play, command)), (command, why_not, call)
        dial = core.Dial("sip:bob@127.0.0.1", CallId("new"), LegId("new-leg"))
        assert bool(permissions.why_not_dial(state, ENGLISH)) == bool(refused(play, dial))
        assert bool(permissions.why_not_end_wrap_up(state, ENGLISH)) == bool(refused(play, core.EndWrapUp()))
