"""Rules for what the network reports about legs that are there. Late and repeated reports change nothing."""

from dataclasses import replace

from softphone.core.messages.callback_events import CustomerAnswered
from softphone.core.messages.effects import DropLeg, FollowRedirect, SendTones
from softphone.core.messages.events import (
    DigitsFailed,
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    LegEvent,
    LegRedirected,
    ProvisionalReceived,
    TransferAccepted,
    TransferEnded,
    TransferProgressed,
)
from softphone.core.messages.facts import (
    Action,
    ActionFailed,
    CallConnected,
    CallRedirected,
    ProgressReceived,
)
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, ModeRefused
from softphone.core.messages.timers import (
    AnswerDue,
    DialGrace,
    GoodbyeDue,
    HoldDue,
    LegTimer,
    ModeDue,
    NoAnswer,
    ProbeDue,
    RingOut,
    TransferDue,
)
from softphone.core.rules import callbacks, hosting, supervising
from softphone.core.rules.endings import end_leg, give_up_on, leg_is_over, tell_started
from softphone.core.rules.holding import hold_confirmed, hold_refused
from softphone.core.rules.joining import party_connected
from softphone.core.rules.leaving import transfer_failed, transfer_moved
from softphone.core.rules.listening import heard
from softphone.core.rules.probing import probe
from softphone.core.rules.switching import begin_hold, hold_aside
from softphone.core.state.conversations import Conversation, Recording
from softphone.core.state.legs import Accepting, Alerting, Dialling, Leaving, Leg, Over, Proposed, Talking
from softphone.core.state.wishes import Attending, Transferring
from softphone.core.turn import Turn
from softphone.core.values import Asked, CallType, Direction, EndReason, Origin, Role


def follow(turn: Turn, event: LegEvent) -> None:
    """Let a leg become what the network says it is."""
    found = turn.phone.find(event.leg)
    if found is None or isinstance(found[1].phase, Over):
        turn.ignore(event, "the leg is over")
        return
    call, leg = found
    if call.is_guest(leg):
        hosting.follow(turn, call, leg, event)
    else:
        _follow(turn, call, leg, event)


def _follow(turn: Turn, call: Conversation, leg: Leg, event: LegEvent) -> None:
    match event:
        case LegEnded():
            leg_is_over(turn, call, leg, event)
        case LegConnected():
            _connected(turn, call, leg, event)
        case CustomerAnswered():
            _customer_answered(turn, call, leg, event)
        case ProvisionalReceived():
            _provisional(turn, call, leg, event)
        case LegRedirected():
            _redirected(turn, call, leg, event)
        case HoldConfirmed():
            hold_confirmed(turn, call, leg, event)
        case HoldRefused():
            hold_refused(turn, call, leg, Refusal(Why.NETWORK_REFUSED, f"The network said {event.code}.", event.code))
        case TransferAccepted() | TransferProgressed() | TransferEnded():
            transfer_moved(turn, call, leg, event)
        case ModeConfirmed() | ModeRefused() | ModeAsked():
            supervising.mode_moved(turn, call, event)
        case DigitsFailed():
            turn.announce(ActionFailed(Action.DIGITS, call, Refusal(Why.FAILED_HERE, event.why)))
        case _:
            heard(turn, call, leg, event)


def _connected(turn: Turn, call: Conversation, leg: Leg, event: LegConnected) -> None:
    match leg.phase:
        case Accepting() as phase if callbacks.is_brought(call):
            _callback_connected(turn, call, leg, phase)
        case Accepting(asked=asked):
            turn.stop(AnswerDue(leg.id))
            _talk(turn, call, leg, asked)
        case Dialling() | Alerting() if leg.direction is Direction.OUT:
            turn.stop(RingOut(leg.id))
            call, leg = tell_started(turn, call, leg)
            _talk(turn, call, leg, Asked(Origin.REMOTE))
        case _:
            turn.ignore(event, "the leg does not wait to be connected")


def _callback_connected(turn: Turn, call: Conversation, leg: Leg, phase: Accepting) -> None:
    """The PBX has the agent, and brings the customer: already, or when it says so (ledger, C2 and C3)."""
    turn.stop(AnswerDue(leg.id))
    asked = callbacks.taken(turn, call, leg, phase.asked)
    if turn.phone.policy.waits_for_customer and not phase.is_customer_there:
        callbacks.await_customer(turn, call, leg)
    else:
        _talk(turn, call, leg, asked)


def _customer_answered(turn: Turn, call: Conversation, leg: Leg, event: CustomerAnswered) -> None:
    """The PBX has brought the customer, whom the agent may have been waiting for (ledger, C3)."""
    match leg.phase:
        case Accepting() as phase if callbacks.is_brought(call):
            turn.put_phase(call, leg, replace(phase, is_customer_there=True))
        case Alerting() if leg.direction is Direction.IN:
            turn.stop(RingOut(leg.id))
            _talk(turn, call, leg, Asked(Origin.PBX))
        case _:
            turn.ignore(event, "no customer is waited for")


def _talk(turn: Turn, call: Conversation, leg: Leg, asked: Asked) -> None:
    if isinstance(call.wish, Attending):
        asked, call = call.wish.asked, turn.put(replace(call, wish=None))
    if leg.role is Role.THIRD_PARTY:
        call = party_connected(turn, call, leg)
    else:
        leg = replace(leg, phase=Talking(turn.at))
        call = turn.put(replace(call.with_leg(leg), recording=_first_recording(turn, call)))
        turn.answer(CallConnected(call, leg.id), asked)
    if call.then_digits:
        turn.do(SendTones(leg.id, call.then_digits))
        call = turn.put(replace(call, then_digits=""))
    elif turn.phone.policy.starts_held and leg.role not in (Role.THIRD_PARTY, Role.SUPERVISOR):
        begin_hold(turn, call, leg, Asked(asked.origin), is_held=True)
        return
    hold_aside(turn, call)


def _first_recording(turn: Turn, call: Conversation) -> Recording:
    policy = turn.phone.policy
    if (
        call.is_supervision
        or not policy.records_calls
        or (call.call_type is CallType.INTERNAL and not policy.records_internal_calls)
    ):
        return Recording.OFF
    return Recording.PAUSED if policy.recording_starts_paused else Recording.ON


def _provisional(turn: Turn, call: Conversation, leg: Leg, event: ProvisionalReceived) -> None:
    if not leg.is_ringing_there:
        turn.ignore(event, "the leg does not ring there any more")
        return
    call, leg = tell_started(turn, call, leg)
    heard = event.has_early_media or (isinstance(leg.phase, Alerting) and leg.phase.has_early_media)
    if leg.phase != Alerting(heard):
        turn.announce(ProgressReceived(turn.put_phase(call, leg, Alerting(heard)), leg.id))


def _redirected(turn: Turn, call: Conversation, leg: Leg, event: LegRedirected) -> None:
    is_followed = leg.is_ringing_there and turn.phone.policy.follows_redirects
    turn.do(FollowRedirect(leg.id, is_followed))
    if is_followed:
        turn.announce(CallRedirected(call, leg.id, event.target))


def timer_fired(turn: Turn, timer: LegTimer) -> None:
    """A leg has been waited for long enough."""
    found = turn.phone.find(timer.leg)
    if found is None:
        turn.ignore(timer, "the leg is over")
        return
    call, leg = found
    if call.is_guest(leg):
        hosting.timer_fired(turn, call, leg, timer)
    else:
        _timer_fired(turn, call, leg, timer)


def _timer_fired(turn: Turn, call: Conversation, leg: Leg, timer: LegTimer) -> None:
    match timer, leg.phase:
        case NoAnswer(), Proposed() if call.is_supervision:
            supervising.not_picked_up(turn, call)
        case NoAnswer(), _ if leg.is_ringing_here:
            end_leg(turn, call, leg, EndReason.MISSED)
        case DialGrace(), Dialling():
            tell_started(turn, call, leg)
        case RingOut(), Dialling() | Alerting():
            end_leg(turn, call, leg, EndReason.NO_ANSWER)
        case AnswerDue(), Accepting():
            turn.do(DropLeg(leg.id))
            leg_is_over(turn, call, leg, LegEnded(leg.id, 408, "No ACK"))
        case ModeDue(), _:
            supervising.mode_is_overdue(turn, call)
        case HoldDue(), Talking() if leg.hold_asked is not None:
            hold_refused(turn, call, leg, Refusal(Why.TIMED_OUT, "The network did not answer in time."))
        case TransferDue(), _ if isinstance(call.wish, Transferring):
            late = Refusal(Why.TIMED_OUT, "Nothing was heard of the transfer.")
            transfer_failed(turn, call, call.wish, late)
        case ProbeDue(), Talking() if leg.is_audio_missing and call.is_supervision:
            probe(turn, leg)
        case GoodbyeDue(), Leaving():
            give_up_on(turn, call, leg)
        case _:
            turn.ignore(timer, "the leg has moved on")
