"""Rules for what comes after a call: after-call work, and the tone that says why nothing came of it."""

from dataclasses import replace

from softphone.core.messages.commands import EndWrapUp
from softphone.core.messages.facts import AfterCallWorkStarted, WrapUpEnded
from softphone.core.messages.refusals import Why
from softphone.core.messages.timers import SignalOver, WrapUpOver
from softphone.core.state.audio import Tone
from softphone.core.state.conversations import Conversation
from softphone.core.state.phone import WrapUp
from softphone.core.state.policy import SIGNAL_S
from softphone.core.turn import Turn
from softphone.core.values import CallId, CallType, Ending, EndReason, Role

_TONES = {
    EndReason.BUSY: Tone.BUSY,
    EndReason.NO_ANSWER: Tone.CONGESTION,
    EndReason.REFUSED: Tone.CONGESTION,
    EndReason.UNREACHABLE: Tone.CONGESTION,
    EndReason.LOST: Tone.CONGESTION,
}


def begin_wrap_up(turn: Turn, call: Conversation) -> None:
    """Start after-call work for a conversation that deserves it (ledger, rule 7)."""
    if not _deserves_wrap_up(turn, call):
        return
    if turn.phone.wrap_up:
        turn.stop(WrapUpOver(turn.phone.wrap_up.call))
    turn.phone = replace(turn.phone, wrap_up=WrapUp(call.id, turn.at))
    turn.announce(AfterCallWorkStarted(call.id))
    policy = turn.phone.policy
    limit_s = policy.wrap_up_s if call.is_known_to_page else policy.wrap_up_s or policy.wrap_up_without_page_s
    if limit_s is not None:
        turn.start(WrapUpOver(call.id), limit_s)


def _deserves_wrap_up(turn: Turn, call: Conversation) -> bool:
    policy = turn.phone.policy
    return (
        policy.has_wrap_up
        and turn.phone.does_after_call_work
        and not turn.phone.is_stopping
        and call.connected_at is not None
        and call.initial.role is not Role.SUPERVISOR
        and (call.call_type is not CallType.INTERNAL or policy.wraps_up_internal_calls)
    )


def obey(turn: Turn, command: EndWrapUp) -> None:
    """Leave after-call work because the agent, or Salesforce, says so."""
    if turn.phone.wrap_up is None:
        turn.refuse(Why.WRONG_STATE, f"There is no after-call work: nothing for {type(command).__name__} to do.")
        return
    call = turn.phone.wrap_up.call
    turn.stop(WrapUpOver(call))
    _end(turn, call)


def leave(turn: Turn) -> None:
    """Leave after-call work, if there is any, on account of something else."""
    if turn.phone.wrap_up is not None:
        call = turn.phone.wrap_up.call
        turn.stop(WrapUpOver(call))
        turn.phone = replace(turn.phone, wrap_up=None)
        turn.announce(WrapUpEnded(call))


def wrap_up_is_over(turn: Turn, timer: WrapUpOver) -> None:
    """After-call work has lasted as long as it may."""
    if turn.phone.wrap_up and turn.phone.wrap_up.call == timer.call:
        _end(turn, timer.call)
    else:
        turn.ignore(timer, "that after-call work is over")


def _end(turn: Turn, call: CallId) -> None:
    turn.phone = replace(turn.phone, wrap_up=None)
    turn.answer(WrapUpEnded(call))


def begin_signal(turn: Turn, ending: Ending) -> None:
    """Let the agent hear for a moment that the far end was busy, or that the call was lost."""
    if tone := _TONES.get(ending.reason):
        turn.phone = replace(turn.phone, signal=tone)
        turn.start(SignalOver(), SIGNAL_S)


def signal_is_over(turn: Turn) -> None:
    """Enough of the tone."""
    turn.phone = replace(turn.phone, signal=None)
