"""A key can be pressed exactly when the machine would accept what it asks for, whatever has happened before."""

from hypothesis import given, settings, strategies as st

from softphone.core.messages import commands as core
from softphone.core.messages.effects import Reply
from softphone.core.messages.events import Invited
from softphone.core.messages.refusals import Refusal
from softphone.core.state.policy import Policy
from softphone.core.state.wishes import Transferring
from softphone.core.step import step
from softphone.core.turn import Message
from softphone.core.values import NO_TAGS, Asked, CallId, Instant, LegId, Mode, Origin, RequestId
from softphone.engine.call_book import Moment
from softphone.engine.state_view import Surroundings, state_of
from softphone.protocol.state import CallState, State
from softphone.ui.views import party_permissions, permissions, supervision
from softphone.ui.views.language import ENGLISH
from softphone.ui.views.seen import Seen
from tests.core.moves import commands, expected, policies
from tests.core.player import Player
from tests.core.scenes import ACCOUNT, BOB
from tests.ui.states import NOON

KINDS = ["command"] * 5 + ["network"] * 5 + ["invite"]
NEW_LEG, ELSEWHERE = LegId("new-leg"), "sip:erin@127.0.0.1"
Verdict = tuple[str, core.Command]


def happen(player: Player, data: st.DataObject) -> None:
    """Let something happen."""
    legs = [leg for call in player.play.phone.conversations for leg in call.legs]
    match data.draw(st.sampled_from(KINDS)):
        case "command":
            player.command(data.draw(commands), Origin.DESK)
        case "network" if legs:
            wishes = [call.wish for call in player.play.phone.conversations]
            sent_away = [wish.leg for wish in wishes if isinstance(wish, Transferring)]
            player.event(expected(data.draw(st.sampled_from(legs)), sent_away))
        case _:
            leg = player.new_leg()
            player.event(Invited(leg, ACCOUNT, BOB, CallId(f"call-{len(player.legs) - 1}"), NO_TAGS))


def refused(player: Player, command: core.Command) -> Refusal | None:
    """Say whether the machine would refuse a command now, without giving it."""
    request = RequestId("what if")
    play = player.play
    result = step(play.phone, Message(command, Instant(play.now), Asked(Origin.DESK, request)))
    replies = [effect.outcome for effect in result.effects if isinstance(effect, Reply) and effect.request == request]
    return next((outcome for outcome in replies if isinstance(outcome, Refusal)), None)


def seen_by(player: Player) -> Seen:
    """Look at the phone as the desk does."""
    now = Moment(Instant(player.play.now), NOON)
    return Seen(state_of(player.play.phone, 1, now, Surroundings()))


def verdicts(call: CallState, seen: Seen) -> list[Verdict]:
    """What the desk says about everything that can be done with a call."""
    name = CallId(call.call_id)
    modes = [(supervision.why_not_switch(call, seen), core.ChangeMode(mode, name)) for mode in Mode if call.mode]
    return [
        *modes,
        (permissions.why_not_answer(call, seen), core.Answer(name)),
        (permissions.why_not_decline(call, seen), core.Decline(name)),
        (permissions.why_not_hang_up(call, seen), core.HangUp(name)),
        (permissions.why_not_mute(call, seen), core.SetMute(not call.is_muted, name)),
        (permissions.why_not_hold(call, seen), core.SetHold(not permissions.is_held(call), name)),
        (permissions.why_not_digits(call, seen), core.SendDigits("1", name)),
        (permissions.why_not_record(call, seen), core.SetRecordingPause(True, name)),
        (party_permissions.why_not_add(call, seen), core.AddParticipant(ELSEWHERE, NEW_LEG, call=name)),
        (party_permissions.why_not_transfer(call, seen), core.Transfer(ELSEWHERE, NEW_LEG, call=name)),
        (party_permissions.why_not_swap(call, seen), core.Swap(call=name)),
        (party_permissions.why_not_merge(call, seen), core.Merge(name)),
        (party_permissions.why_not_split(call, seen), core.Split(call=name)),
        (party_permissions.why_not_leave(call, seen), core.Leave(name)),
    ]


def verdicts_about_the_phone(state: State) -> list[Verdict]:
    """What the desk says about the phone as a whole."""
    dial = core.Dial("sip:bob@127.0.0.1", CallId("new"), NEW_LEG)
    spy = core.Supervise("sip:spy@127.0.0.1", CallId("new"), NEW_LEG)
    return [
        (permissions.why_not_dial(state, ENGLISH), dial),
        (permissions.why_not_supervise(state, ENGLISH), spy),
    ]


@given(data=st.data(), policy=policies, length=st.integers(1, 40))
@settings(max_examples=50, deadline=None)
def test_the_desk_and_the_machine_agree_about_every_key(data: st.DataObject, policy: Policy, length: int) -> None:
    player = Player(policy)
    for _ in range(length):
        happen(player, data)
        seen = seen_by(player)
        said = verdicts_about_the_phone(seen.state)
        said += [verdict for call in seen.state.calls for verdict in verdicts(call, seen)]
        for why_not, command in said:
            refusal = refused(player, command)
            assert bool(why_not) == bool(refusal), (command, why_not, refusal)
