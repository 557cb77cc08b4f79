"""Rules for how legs and conversations end: begun here or there, exactly once, nobody left waiting for an answer."""

from dataclasses import replace

from softphone.core.messages.effects import DropLeg, Effect, SendGoodbye, SendReject
from softphone.core.messages.events import LegEnded
from softphone.core.messages.facts import Action, CallEnded, CallStarted
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.messages.timers import AnswerDue, DialGrace, GoodbyeDue, HoldDue, NoAnswer, RingOut, TransferDue
from softphone.core.rules.heralding import tell_agent_of_end
from softphone.core.rules.hosting import dismiss
from softphone.core.rules.joining import party_is_added
from softphone.core.rules.parting import party_is_gone
from softphone.core.rules.probing import stop_wondering
from softphone.core.rules.pursuing import abandon
from softphone.core.rules.reasons import leg_ending, refusal_for
from softphone.core.rules.switching import let_go_of_microphone
from softphone.core.rules.wrapping import begin_signal, begin_wrap_up
from softphone.core.state.conversations import Conversation
from softphone.core.state.legs import Accepting, Alerting, Dialling, Leaving, Leg, Offered, Over, Proposed, Talking
from softphone.core.state.policy import GOODBYE_DUE_S
from softphone.core.state.wishes import Attending, Transferring
from softphone.core.turn import Turn
from softphone.core.values import Asked, Ending, EndReason, Role

GONE = Refusal(Why.CALL_ENDED, "The call ended first.")

NOBODY_THERE = 480
"""Nobody refused the call: it was not answered, or the phone goes. A PBX must not take that for busy."""


def end_leg(
    turn: Turn,
    call: Conversation,
    leg: Leg,
    reason: EndReason,
    farewell: Effect | None = None,
    asked: Asked | None = None,
) -> Conversation:
    """Begin to end a leg in the way its phase needs; the network's word, or its silence, completes it."""
    asked = asked or turn.asked
    _forget_timers(turn, leg)
    call, leg = _pay_debts(turn, call, leg)
    ending = Ending(EndReason.GIVEN_UP if _is_given_up(leg, reason) else reason, asked.origin)
    if isinstance(leg.phase, Proposed):
        return _withdraw(turn, call, leg, Leaving(ending, asked))
    turn.do(farewell or _farewell(turn, leg, reason))
    turn.start(GoodbyeDue(leg.id), GOODBYE_DUE_S)
    return turn.put_phase(call, leg, Leaving(ending, asked, leg.connected_at))


def end_all(turn: Turn, call: Conversation, offered: EndReason = EndReason.DECLINED) -> None:
    """Begin to end a conversation, whatever state it is in; `offered` is the reason where it still rings here."""
    call = abandon(turn, call, GONE)
    for leg in call.parties:
        call = end_leg(turn, call, leg, offered if leg.is_ringing_here else EndReason.HUNG_UP)


def _withdraw(turn: Turn, call: Conversation, leg: Leg, leaving: Leaving) -> Conversation:
    """What is not on the network yet ends at once."""
    leg = replace(leg, phase=leaving)
    call = turn.put_leg(call, leg)
    leg_is_over(turn, call, leg, LegEnded(leg.id))
    return call


def tell_started(turn: Turn, call: Conversation, leg: Leg) -> tuple[Conversation, Leg]:
    """A dialled leg counts as started now: whoever waits to hear that is told, once (ledger, O2 and P1)."""
    asked = leg.phase.asked if isinstance(leg.phase, Dialling) else None
    if asked is None:
        return call, leg
    leg = replace(leg, phase=Dialling())
    call = turn.put(replace(call.with_leg(leg), is_announced=True))
    turn.stop(DialGrace(leg.id))
    if leg.role is Role.THIRD_PARTY:
        return party_is_added(turn, call, leg, asked), leg
    turn.answer(CallStarted(call, leg.id), asked)
    return call, leg


def leg_is_over(turn: Turn, call: Conversation, leg: Leg, event: LegEnded) -> None:
    """The network says that a leg is gone, or has been silent about it for too long."""
    _forget_timers(turn, leg)
    turn.stop(GoodbyeDue(leg.id))
    asked = leg.phase.asked if isinstance(leg.phase, Leaving) else None
    over = Over(leg_ending(leg, event), leg.connected_at, asked)
    _refuse_debts(turn, call, leg, over.ending)
    call, over = _meet_wish(turn, call, leg, over)
    call = turn.put_leg(call, replace(leg, phase=over, hold_asked=None))
    if isinstance(call.wish, Transferring):
        return
    if call.parties:
        call = _tell_others(turn, call)
        party_is_gone(turn, call, leg, over, was_told=leg.is_told)
    elif all(isinstance(other.phase, Over) or call.is_guest(other) for other in call.legs):
        _finish(turn, dismiss(turn, call), over.ending)


def _meet_wish(turn: Turn, call: Conversation, leg: Leg, over: Over) -> tuple[Conversation, Over]:
    """What becomes of that which is under way, now that a leg has gone.

    Whom we sent away, and who has agreed to go, goes by hanging up, whether or not it says more. Whom it goes to
    hangs up on us as soon as the two are together: that is no end but a part of it.
    """
    match call.wish:
        case Transferring(leg=sent, is_accepted=True, asked=asked, unasked=unasked) if sent == leg.id:
            turn.stop(TransferDue(sent))
            call = turn.put(replace(call, wish=None, transferred_to=unasked))
            ending = replace(over.ending, reason=EndReason.TRANSFERRED, by=asked.origin)
            for other in call.parties:
                if other.id != leg.id:
                    call = end_leg(turn, call, other, EndReason.TRANSFERRED, asked=asked)
            return call, replace(over, ending=ending, asked=asked)
        case Transferring(other=other) if other == leg.id:
            return call, over
        case Attending(asked=asked):
            turn.fail(Action.SUPERVISE, call, refusal_for(over.ending), asked)
            return turn.put(replace(call, wish=None)), over
        case _:
            return abandon(turn, call, GONE), over


def _tell_others(turn: Turn, call: Conversation) -> Conversation:
    """A party that is only being called is told of before the conversation is known to consist of it."""
    for left in call.parties:
        call, _ = tell_started(turn, call, left)
    return call


def give_up_on(turn: Turn, call: Conversation, leg: Leg) -> None:
    """The network never confirmed our goodbye: the leg is over all the same."""
    turn.do(DropLeg(leg.id))
    leg_is_over(turn, call, leg, LegEnded(leg.id))


def _finish(turn: Turn, call: Conversation, ending: Ending) -> None:
    turn.remove(call)
    let_go_of_microphone(turn)
    tell_agent_of_end(turn, call)
    if call.is_announced:
        ends = [leg.phase for leg in call.legs if isinstance(leg.phase, Over) and leg.is_told]
        waiting = [end.asked for end in ends if end.asked]
        _tell_ended(turn, CallEnded(call, ending), list(dict.fromkeys(waiting)))
        begin_wrap_up(turn, call)
    begin_signal(turn, ending)


def _tell_ended(turn: Turn, fact: CallEnded, waiting: list[Asked]) -> None:
    turn.announce(fact, waiting[0] if waiting else Asked(fact.ending.by))
    for asked in waiting:
        turn.confirm(fact, asked)


def _pay_debts(turn: Turn, call: Conversation, leg: Leg) -> tuple[Conversation, Leg]:
    """Before we end a leg ourselves: what was promised about it is answered."""
    call, leg = tell_started(turn, call, leg)
    _refuse_debts(turn, call, leg, None)
    leg = replace(leg, hold_asked=None)
    return turn.put_leg(call, leg), leg


def _refuse_debts(turn: Turn, call: Conversation, leg: Leg, ending: Ending | None) -> None:
    """Whoever waits for something from this leg hears that nothing will come of it."""
    match leg.phase:
        case Accepting(asked=asked):
            turn.fail(Action.ANSWER, call, GONE, asked)
        case Dialling(asked=Asked() as asked):
            action = Action.ADD if leg.role is Role.THIRD_PARTY else Action.START
            turn.fail(action, call, refusal_for(ending) if ending else GONE, asked)
        case _:
            pass
    if leg.hold_asked is not None and leg.hold_asked.request is not None:
        turn.fail(Action.HOLD, call, GONE, leg.hold_asked)


def _farewell(turn: Turn, leg: Leg, reason: EndReason) -> Effect:
    if not isinstance(leg.phase, Offered):
        return SendGoodbye(leg.id)
    is_declined = reason is EndReason.DECLINED
    return SendReject(leg.id, turn.phone.policy.decline_code if is_declined else NOBODY_THERE)


def _is_given_up(leg: Leg, reason: EndReason) -> bool:
    return reason is EndReason.HUNG_UP and isinstance(leg.phase, Dialling | Alerting)


def _forget_timers(turn: Turn, leg: Leg) -> None:
    if leg.role is Role.SUPERVISOR:
        stop_wondering(turn, leg)
    match leg.phase:
        case Offered() | Proposed():
            turn.stop(NoAnswer(leg.id))
        case Accepting():
            turn.stop(AnswerDue(leg.id))
        case Dialling():
            turn.stop(RingOut(leg.id), DialGrace(leg.id))
        case Alerting():
            turn.stop(RingOut(leg.id))
        case Talking() if leg.hold_asked is not None:
            turn.stop(HoldDue(leg.id))
        case Talking() | Leaving() | Over():
            pass
