"""Carries a performance on, step by step, until it has to wait for something.

Every wait has a bound, so that no script can hang on a far end that never answers; only a script at its end, with the
call up, waits for the far end as long as that likes.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from softphone.core.messages.effects import (
    DropLeg,
    SendAnswer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendRedirect,
    SendReject,
    SendRinging,
    SendTones,
)
from softphone.core.values import Instant
from softphone.simulator.noticing import is_met
from softphone.simulator.performance import Doing, Note, Outcome, Performance, Standing, Verdict
from softphone.simulator.steps import (
    CallOut,
    Expect,
    GoodBye,
    Hold,
    PickUp,
    Press,
    Refuse,
    Resume,
    Ring,
    Say,
    SendElsewhere,
    Step,
    Wait,
)
from softphone.simulator.words import write_step

ANSWER_DUE_S = 10.0
HOLD_DUE_S = 10.0
END_DUE_S = 10.0
KEY_S = 0.25
UNAVAILABLE = 480


@dataclass(slots=True)
class _Act:
    """A performance at one instant, while it is carried on, and what comes of it."""

    performance: Performance
    now: Instant
    doings: list[Doing] = field(default_factory=list)

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of Performance, of several types
        self.performance = replace(self.performance, **changes)

    def wait(self, seconds: float) -> None:
        self.change(until=Instant(self.now + seconds))

    @property
    def is_overdue(self) -> bool:
        until = self.performance.until
        return until is not None and self.now >= until


def carry_on(performance: Performance, now: Instant) -> tuple[Performance, list[Doing]]:
    """Do as many steps as can be done now."""
    act = _Act(performance, now)
    while act.performance.outcome is None and (line := act.performance.line) is not None:
        if not _has_passed(act, line.step):
            break
        act.change(position=act.performance.position + 1, is_begun=False, until=None)
    if act.performance.line is None and act.performance.is_gone and act.performance.outcome is None:
        _come_out(act, Verdict.PASSED)
    if act.performance.outcome is not None and not act.performance.is_gone:
        _leave(act)
    return act.performance, act.doings


def _has_passed(act: _Act, step: Step) -> bool:
    """Begin a step if it was not, and tell whether the next one may follow."""
    if not act.performance.is_begun:
        if act.performance.is_gone and not isinstance(step, Wait | Expect | GoodBye):
            _come_out(act, Verdict.CUT, _farewell(act.performance))
            return False
        if isinstance(step, Press | Hold | Resume) and act.performance.standing is not Standing.TALKING:
            _come_out(act, Verdict.FAILED, "the call is not connected")
            return False
        act.change(is_begun=True)
        _begin(act, step)
    if _is_done(act, step):
        return True
    if act.is_overdue or act.performance.is_gone or act.performance.heard.refusal:
        _give_up(act, step)
    return False


def _begin(act: _Act, step: Step) -> None:
    leg = act.performance.part.leg
    if not act.performance.is_gone:
        act.doings.append(Note("step", leg, line=_number(act.performance), text=write_step(step)))
    match step:
        case CallOut() | PickUp() | Refuse() | SendElsewhere() | GoodBye():
            _begin_signalling(act, step)
        case Ring(seconds=seconds):
            act.doings.append(SendRinging(leg))
            act.wait(seconds)
        case Say(sound=sound):
            act.change(is_speaking=sound is not None)
        case Wait(seconds=seconds):
            act.wait(seconds)
        case Press(digits=digits):
            act.doings.append(SendTones(leg, digits))
            act.wait(len(digits) * KEY_S)
        case Hold() | Resume():
            act.performance = act.performance.noticing(holds=None, refusal="")
            act.doings.append(SendHold(leg, is_held=isinstance(step, Hold)))
            act.wait(HOLD_DUE_S)
        case Expect(within_s=within_s):
            act.wait(within_s)


def _begin_signalling(act: _Act, step: CallOut | PickUp | Refuse | SendElsewhere | GoodBye) -> None:
    part = act.performance.part
    match step:
        case CallOut(target=target):
            act.doings.append(SendInvite(part.leg, part.account, target or part.target, part.key, part.headers))
            act.change(standing=Standing.CALLING)
            return
        case PickUp():
            act.doings.append(SendAnswer(part.leg))
            act.wait(ANSWER_DUE_S)
            return
        case Refuse(code=code):
            act.doings.append(SendReject(part.leg, code))
        case SendElsewhere(target=target):
            act.doings.append(SendRedirect(part.leg, target))
        case GoodBye() if not act.performance.is_gone:
            act.doings.append(SendGoodbye(part.leg))
        case GoodBye():
            return
    act.change(standing=Standing.LEAVING)
    act.wait(END_DUE_S)


def _is_done(act: _Act, step: Step) -> bool:
    performance = act.performance
    match step:
        case CallOut() | Say():
            return True
        case Ring() | Press():
            return act.is_overdue and not performance.is_gone
        case Wait():
            return act.is_overdue or performance.is_gone
        case PickUp():
            return performance.standing is Standing.TALKING
        case Refuse() | SendElsewhere() | GoodBye():
            return performance.is_gone
        case Hold():
            return performance.heard.holds is True
        case Resume():
            return performance.heard.holds is False
        case Expect():
            return is_met(performance, step)


def _give_up(act: _Act, step: Step) -> None:
    """End a script whose step did not work out in time, or cannot any more."""
    match step:
        case Refuse() | SendElsewhere() | GoodBye():
            act.doings.append(DropLeg(act.performance.part.leg))
            act.change(standing=Standing.GONE)
            _come_out(act, Verdict.FAILED, "the far end never confirmed the end")
        case Expect(sign=sign) if act.performance.is_gone:
            _come_out(act, Verdict.FAILED, f"not {sign}: {_farewell(act.performance)}")
        case Expect(sign=sign, within_s=within_s):
            _come_out(act, Verdict.FAILED, f"not {sign} within {within_s:g} s")
        case _ if act.performance.is_gone:
            _come_out(act, Verdict.CUT, _farewell(act.performance))
        case _:
            _come_out(act, Verdict.FAILED, act.performance.heard.refusal or "the far end did not answer")


def _come_out(act: _Act, verdict: Verdict, why: str = "") -> None:
    line = 0 if verdict is Verdict.PASSED else _number(act.performance)
    act.change(outcome=Outcome(verdict, line, why), until=None)
    text = f"{verdict.value}: {why}" if why else verdict.value
    act.doings.append(Note("finished", act.performance.part.leg, line=line, text=text))


def _leave(act: _Act) -> None:
    """End the leg of a performance that came out badly; forget it when the far end does not confirm."""
    leg = act.performance.part.leg
    match act.performance.standing:
        case Standing.OFFERED:
            act.doings.append(SendReject(leg, UNAVAILABLE))
        case Standing.READY:
            act.change(standing=Standing.GONE)
            return
        case Standing.LEAVING:
            if act.is_overdue:
                act.doings.append(DropLeg(leg))
                act.change(standing=Standing.GONE, until=None)
            return
        case _:
            act.doings.append(SendGoodbye(leg))
    act.change(standing=Standing.LEAVING)
    act.wait(END_DUE_S)


def _number(performance: Performance) -> int:
    return performance.line.number if performance.line is not None else 0


def _farewell(performance: Performance) -> str:
    heard = performance.heard
    if heard.was_connected:
        return "the far end hung up"
    return f"ended with {heard.code} {heard.phrase}".strip() if heard.code else "the far end gave up"
