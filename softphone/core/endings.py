"""Rules for how legs and conversations end: begun here or there, exactly once, nobody left waiting for an answer."""

from dataclasses import replace

from softphone.core.conversations import Conversation
from softphone.core.effects import DropLeg, Effect, SendGoodbye, SendReject
from softphone.core.events import LegEnded
from softphone.core.facts import Action, CallEnded, CallStarted
from softphone.core.legs import Accepting, Alerting, Dialling, Leaving, Leg, Offered, Over, Talking
from softphone.core.policy import GOODBYE_DUE_S
from softphone.core.reasons import leg_ending, refusal_for
from softphone.core.refusals import Refusal, Why
from softphone.core.switching import let_go_of_microphone
from softphone.core.timers import AnswerDue, DialGrace, GoodbyeDue, HoldDue, NoAnswer, RingOut
from softphone.core.turn import Turn
from softphone.core.values import Asked, Ending, EndReason
from softphone.core.wrapping import begin_signal, begin_wrap_up

NOBODY_THERE = 480
"""Nobody refused the call: it was not answered, or the phone goes. A PBX must not take that for busy."""


def end_leg(
    turn: Turn, call: Conversation, leg: Leg, reason: EndReason, farewell: Effect | None = None
) -> Conversation:
    """Begin to end a leg in the way its phase needs; the network's word, or its silence, completes it."""
    _forget_timers(turn, leg)
    call, leg = _pay_debts(turn, call, leg)
    ending = Ending(EndReason.GIVEN_UP if _is_given_up(leg, reason) else reason, turn.asked.origin)
    turn.do(farewell or _farewell(turn, leg, reason))
    turn.start(GoodbyeDue(leg.id), GOODBYE_DUE_S)
    return turn.put_phase(call, leg, Leaving(ending, turn.asked, leg.connected_at))


def tell_started(turn: Turn, call: Conversation, leg: Leg) -> tuple[Conversation, Leg]:
    """A dialled call counts as started now: whoever waits to hear that is told, once (ledger, O2)."""
    asked = leg.phase.asked if isinstance(leg.phase, Dialling) else None
    if asked is None:
        return call, leg
    leg = replace(leg, phase=Dialling())
    call = turn.put(replace(call.with_leg(leg), is_announced=True))
    turn.stop(DialGrace(leg.id))
    turn.answer(CallStarted(call, leg.id), asked)
    return call, leg


def leg_is_over(turn: Turn, call: Conversation, leg: Leg, event: LegEnded) -> None:
    """The network says that a leg is gone, or has been silent about it for too long."""
    _forget_timers(turn, leg)
    turn.stop(GoodbyeDue(leg.id))
    ending = leg_ending(leg, event)
    asked = leg.phase.asked if isinstance(leg.phase, Leaving) else None
    _refuse_debts(turn, call, leg, ending)
    over = replace(leg, phase=Over(ending, leg.connected_at, asked), hold_asked=None)
    call = turn.put_leg(call, over)
    if all(isinstance(other.phase, Over) for other in call.legs):
        _finish(turn, call, ending)


def give_up_on(turn: Turn, call: Conversation, leg: Leg) -> None:
    """The network never confirmed our goodbye: the leg is over all the same."""
    turn.do(DropLeg(leg.id))
    leg_is_over(turn, call, leg, LegEnded(leg.id))


def _finish(turn: Turn, call: Conversation, ending: Ending) -> None:
    turn.remove(call)
    let_go_of_microphone(turn)
    if call.is_announced:
        waiting = [leg.phase.asked for leg in call.legs if isinstance(leg.phase, Over) and leg.phase.asked]
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
    gone = Refusal(Why.CALL_ENDED, "The call ended first.")
    match leg.phase:
        case Accepting(asked=asked):
            turn.fail(Action.ANSWER, call, gone, asked)
        case Dialling(asked=Asked() as asked):
            turn.fail(Action.START, call, refusal_for(ending) if ending else gone, asked)
        case _:
            pass
    if leg.hold_asked is not None and leg.hold_asked.request is not None:
        turn.fail(Action.HOLD, call, gone, leg.hold_asked)


def _farewell(turn: Turn, leg: Leg, reason: EndReason) -> Effect:
    if not isinstance(leg.phase, Offered):
        return SendGoodbye(leg.id)
    is_declined = reason is EndReason.DECLINED
    return SendReject(leg.id, turn.phone.policy.decline_code if is_declined else NOBODY_THERE)


def _is_given_up(leg: Leg, reason: EndReason) -> bool:
    return reason is EndReason.HUNG_UP and isinstance(leg.phase, Dialling | Alerting)


def _forget_timers(turn: Turn, leg: Leg) -> None:
    match leg.phase:
        case Offered():
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
