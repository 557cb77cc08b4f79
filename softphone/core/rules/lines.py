"""Rules for beginning and ending: dial, answer, decline, redirect, hang up. How they turn out is in `progress`."""

from softphone.core.messages.commands import Answer, Decline, Dial, HangUp, LineCommand, OfferCallback, Redirect
from softphone.core.messages.effects import SendAnswer, SendInvite, SendRedirect
from softphone.core.messages.facts import CallStarted
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import AnswerDue, DialGrace, NoAnswer, RingOut
from softphone.core.rules import supervising
from softphone.core.rules.beginning import account_for, is_refused
from softphone.core.rules.callbacks import accept, offer
from softphone.core.rules.endings import GONE, end_leg
from softphone.core.rules.pursuing import abandon
from softphone.core.rules.switching import give_microphone, is_microphone_taken
from softphone.core.rules.targets import is_address
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Accepting, Dialling, Leg, Proposed
from softphone.core.state.policy import ANSWER_DUE_S, DIAL_GRACE_S
from softphone.core.turn import Turn
from softphone.core.values import CallType, Direction, EndReason, Origin, Peer, Role, Tags


def obey(turn: Turn, command: LineCommand) -> None:
    """Carry out a command about the beginning or the end of a call, or refuse it."""
    match command:
        case Dial():
            _dial(turn, command)
        case OfferCallback():
            offer(turn, command)
        case Answer(call=name):
            _answer(turn, turn.phone.meant_ringing(name))
        case Decline(call=name):
            _decline(turn, turn.phone.meant_ringing(name))
        case Redirect(call=name, target=target):
            _redirect(turn, turn.phone.meant_ringing(name), target)
        case HangUp():
            _hang_up(turn, command)


def _dial(turn: Turn, command: Dial) -> None:
    account = account_for(turn, command)
    if account is None or is_refused(turn, command):
        return
    is_awaited = turn.asked.origin is Origin.CONNECTOR
    leg = Leg(
        id=command.leg,
        role=Role.INITIAL_CALLER,
        direction=Direction.OUT,
        account=account,
        peer=Peer(command.target, command.name, command.number),
        phase=Dialling(turn.asked if is_awaited else None),
    )
    call = Conversation(
        id=command.call,
        call_type=command.call_type,
        started_at=turn.at,
        legs=(leg,),
        is_muted=command.starts_muted or turn.phone.policy.starts_muted,
        is_announced=not is_awaited,
        is_known_to_page=turn.phone.has_page,
        tags=Tags(is_preview=command.is_preview),
        then_digits=command.then_digits,
    )
    turn.add(call)
    give_microphone(turn, call)
    _send_invite(turn, call, command.target)


def _send_invite(turn: Turn, call: Conversation, target: str) -> None:
    leg = call.initial
    kind = CallType.INTERNAL if call.call_type is CallType.INTERNAL else None
    turn.do(SendInvite(leg.id, leg.account, target, call.id, call_type=kind))
    turn.start(RingOut(leg.id), turn.phone.policy.ring_out_s)
    if call.is_announced:
        turn.answer(CallStarted(call, leg.id))
    else:
        turn.start(DialGrace(leg.id), DIAL_GRACE_S)


def _answer(turn: Turn, named: Conversation | None) -> None:
    call = _offered(turn, named, "answered")
    if call and is_microphone_taken(turn.phone, call):
        turn.refuse(Why.BUSY, "Hold or end the call that is up first.")
    elif call:
        pick_up(turn, call)


def pick_up(turn: Turn, call: Conversation) -> None:
    """Answer an offered call; it becomes the one that has the microphone."""
    leg = call.initial
    if isinstance(leg.phase, Proposed):
        (supervising.attend if call.is_supervision else accept)(turn, call)
        return
    turn.stop(NoAnswer(leg.id))
    give_microphone(turn, turn.put_phase(call, leg, Accepting(turn.asked)))
    turn.do(SendAnswer(leg.id))
    turn.start(AnswerDue(leg.id), ANSWER_DUE_S)


def _decline(turn: Turn, named: Conversation | None) -> None:
    if call := _offered(turn, named, "declined"):
        end_leg(turn, call, call.initial, EndReason.DECLINED)


def _redirect(turn: Turn, named: Conversation | None, target: str) -> None:
    if not is_address(target):
        turn.refuse(Why.BAD_TARGET, "That is not an address that calls can be sent to.")
    elif call := _offered(turn, named, "redirected"):
        if isinstance(call.initial.phase, Proposed):
            turn.refuse(Why.WRONG_STATE, "It is not on the network yet, so it cannot be sent elsewhere.")
        else:
            end_leg(turn, call, call.initial, EndReason.DECLINED, SendRedirect(call.initial.id, target))


def _offered(turn: Turn, call: Conversation | None, verb: str) -> Conversation | None:
    if call is None:
        turn.refuse(Why.NO_SUCH_CALL, f"There is no call to be {verb}.")
    elif isinstance(call.initial.phase, Accepting):
        turn.refuse(Why.ALREADY_UNDER_WAY, "The call is being answered.")
    elif not call.is_ringing_here:
        turn.refuse(Why.WRONG_STATE, f"The call does not ring, so it cannot be {verb}.")
    else:
        return call
    return None


def _hang_up(turn: Turn, command: HangUp) -> None:
    call = turn.phone.meant(command.call)
    if call is None:
        turn.refuse(Why.NO_SUCH_CALL, "There is no such call.")
        return
    legs = [leg for leg in call.parties if command.leg in (None, leg.id) and command.role in (None, leg.role)]
    if not call.is_live:
        turn.refuse(Why.WRONG_STATE, "That call is ending already.")
    elif not legs:
        turn.refuse(Why.NO_SUCH_PARTY, "Nobody of that kind is in the call.")
    else:
        call = abandon(turn, call, GONE)
    for leg in legs:
        call = end_leg(turn, call, leg, EndReason.DECLINED if leg.is_ringing_here else EndReason.HUNG_UP)
