"""Rules for a supervisor's own phone: how a colleague's call is entered, who in it is heard by, and how it is left.

Widening goes the network's way first and then the microphone's; narrowing closes the microphone at once (`hearing`).
Whatever the network says, a supervisor who wanted to be heard less is not heard more.
"""

from dataclasses import replace

from softphone.core.messages.commands import ChangeMode, Supervise, SupervisionCommand, Unsupervise
from softphone.core.messages.effects import SendInvite, SendMode
from softphone.core.messages.facts import Action, CallStarted, ModeChanged
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, ModeRefused
from softphone.core.messages.timers import ModeDue, NoAnswer, RingOut
from softphone.core.rules.beginning import account_for, is_refused
from softphone.core.rules.endings import GONE, end_leg
from softphone.core.rules.heralding import tell_agent
from softphone.core.rules.pursuing import abandon
from softphone.core.rules.switching import give_microphone
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.state.legs import Dialling, Leaving, Leg, Proposed
from softphone.core.state.phone import Phone
from softphone.core.state.policy import MODE_DUE_S
from softphone.core.state.wishes import Attending, Switching
from softphone.core.turn import Turn
from softphone.core.values import AccountName, Asked, CallId, Direction, EndReason, Mode, Origin, Peer, Role, Tags

_REACH = tuple(Mode)
_SUPERSEDED = Refusal(Why.ALREADY_UNDER_WAY, "Another mode was asked for meanwhile.")


def obey(turn: Turn, command: SupervisionCommand) -> None:
    """Carry out what a supervisor asks, or refuse it."""
    match command:
        case Supervise():
            _begin(turn, command)
        case ChangeMode(mode=mode, call=name):
            _change(turn, _meant(turn.phone, name), mode)
        case Unsupervise(call=name):
            _leave(turn, _meant(turn.phone, name))


def _meant(phone: Phone, name: CallId | None) -> Conversation | None:
    return next((call for call in phone.conversations if call.is_supervision and name in (None, call.id)), None)


def _begin(turn: Turn, command: Supervise) -> None:
    if not turn.phone.policy.supervising.is_allowed:
        turn.refuse(Why.NOT_ALLOWED, "The settings do not let this seat supervise calls (supervision.is_supervisor).")
    elif any(call.is_supervision for call in turn.phone.conversations):
        turn.refuse(Why.BUSY, "Another call is being supervised: leave it first.")
    elif (account := account_for(turn, command)) and not is_refused(turn, command):
        _enter(turn, command, account)


def _enter(turn: Turn, command: Supervise, account: AccountName) -> None:
    is_rung = turn.phone.policy.supervising.rings_first and turn.asked.origin is Origin.CONNECTOR
    leg = Leg(
        id=command.leg,
        role=Role.SUPERVISOR,
        direction=Direction.OUT,
        account=account,
        peer=Peer(command.target, command.name, command.number),
        phase=Proposed() if is_rung else Dialling(),
    )
    call = Conversation(
        id=command.call,
        call_type=command.call_type,
        started_at=turn.at,
        legs=(leg,),
        tags=Tags(voice_call_id=command.voice_call_id),
        is_announced=True,
        is_known_to_page=turn.phone.has_page,
        supervises=command.agent,
        ways=command.ways,
    )
    turn.add(call)
    if not is_rung:
        call = _connect(turn, call, Asked(turn.asked.origin))
    elif (limit_s := turn.phone.policy.no_answer_s) is not None:
        turn.start(NoAnswer(leg.id), limit_s)
    turn.answer(CallStarted(call, leg.id))


def attend(turn: Turn, call: Conversation) -> None:
    """The supervisor picked up: now the way into the call is dialled."""
    turn.stop(NoAnswer(call.initial.id))
    _connect(turn, turn.put_phase(call, call.initial, Dialling()), turn.asked)


def not_picked_up(turn: Turn, call: Conversation) -> None:
    """The supervisor let it ring too long (ledger, S7)."""
    missed = Refusal(Why.TIMED_OUT, "The supervisor did not pick up.")
    turn.fail(Action.SUPERVISE, call, missed, Asked(Origin.TIMER))
    end_leg(turn, call, call.initial, EndReason.MISSED)


def _connect(turn: Turn, call: Conversation, asked: Asked) -> Conversation:
    leg, policy = call.initial, turn.phone.policy
    call = turn.put(replace(call, wish=Attending(asked)))
    give_microphone(turn, call)
    headers = tuple((name, str(call.id)) for name in policy.supervising.key_headers) + policy.supervising.marks
    turn.do(SendInvite(leg.id, leg.account, leg.peer.uri, call.id, headers))
    turn.start(RingOut(leg.id), policy.ring_out_s)
    return call


def _change(turn: Turn, call: Conversation | None, mode: Mode) -> None:
    if call is None:
        turn.refuse(Why.NO_SUCH_CALL, "No such call is being supervised.")
    elif not call.initial.is_talking:
        turn.refuse(Why.WRONG_STATE, "The supervised call is not connected.")
    elif call.initial.mode is mode and call.wish is None:
        turn.confirm(ModeChanged(call, call.initial.id))
    else:
        call = abandon(turn, call, _SUPERSEDED)
        turn.put(replace(call, wish=Switching(turn.asked, mode)))
        turn.do(SendMode(call.initial.id, mode, call.id, dict(call.ways).get(mode, "")))
        turn.start(ModeDue(call.initial.id), MODE_DUE_S)


def mode_moved(turn: Turn, call: Conversation, event: ModeConfirmed | ModeRefused | ModeAsked) -> None:
    """The network has done its part, or would not; what comes late does not count."""
    match event, call.wish:
        case ModeRefused(code=code, phrase=phrase), _:
            _refused(turn, call, Refusal(Why.NETWORK_REFUSED, phrase, code))
        case ModeConfirmed(), Switching(asked=asked, to=mode) if mode is event.mode:
            turn.stop(ModeDue(event.leg))
            call = _become(turn, call, mode)
            turn.answer(ModeChanged(call, event.leg), asked)
        case _:
            turn.ignore(event, "nobody waits for that mode")


def mode_is_overdue(turn: Turn, call: Conversation) -> None:
    """The network has said nothing for too long."""
    _refused(turn, call, Refusal(Why.TIMED_OUT, "Nothing was heard of the change."))


def _refused(turn: Turn, call: Conversation, refusal: Refusal) -> None:
    """Who wanted to be heard by fewer is heard by nobody then."""
    wish, leg = call.wish, call.initial
    if not isinstance(wish, Switching):
        turn.ignore(refusal, "nobody waits for a mode")
        return
    turn.stop(ModeDue(leg.id))
    is_less = _REACH.index(wish.to) < _REACH.index(leg.mode)
    call = _become(turn, call, Mode.LISTEN if is_less else leg.mode)
    turn.fail(Action.SWITCH, call, refusal, wish.asked)
    if call.initial.mode is not leg.mode:
        turn.announce(ModeChanged(call, leg.id))


def _become(turn: Turn, call: Conversation, mode: Mode) -> Conversation:
    leg = replace(call.initial, mode=mode)
    call = turn.put(replace(call.with_leg(leg), wish=None, recording=_recording(turn, call, mode)))
    tell_agent(turn, call, mode)
    return call


def _recording(turn: Turn, call: Conversation, mode: Mode) -> Recording:
    """A supervisor's phone records what its user takes part in, where it records calls at all, and nothing else."""
    policy = turn.phone.policy
    if mode is not Mode.BARGE:
        return Recording.PAUSED if call.recording.is_under_way else call.recording
    if not policy.records_calls:
        return Recording.OFF
    return Recording.PAUSED if policy.recording_starts_paused else Recording.ON


def _leave(turn: Turn, call: Conversation | None) -> None:
    if call is None:
        turn.refuse(Why.NO_SUCH_CALL, "No such call is being supervised.")
        return
    leg = call.initial
    match leg.phase:
        case Leaving(asked=Asked(request=None)) as leaving:
            turn.put_phase(call, leg, replace(leaving, asked=turn.asked))
        case Leaving():
            turn.refuse(Why.WRONG_STATE, "The supervised call is being left already.")
        case _:
            call = abandon(turn, call, GONE)
            end_leg(turn, call, leg, EndReason.DECLINED if leg.is_ringing_here else EndReason.HUNG_UP)
