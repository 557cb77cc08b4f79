"""The line keys, as on a desk phone: one for each conversation, each with a lamp."""

from dataclasses import dataclass
from enum import StrEnum, unique

from softphone.protocol.commands import AnswerCall, PhoneCommand, ResumeCall
from softphone.protocol.state import CallPhase, CallState
from softphone.ui.views import people, permissions
from softphone.ui.views.call_card import clock_of, state_text
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Mirror

Lines = tuple[str | None, ...]
"""Which call is on which line key."""
DIAL_PAD = ""
"""Chosen instead of a call."""


@unique
class Lamp(StrEnum):
    """How the lamp of a line burns."""

    OFF = "off"
    RINGING = "ringing"
    DIALLING = "dialling"
    TALKING = "talking"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class LineKey:
    """One line key. Pressing it shows its call; pressing it again does `command`."""

    number: int
    call_id: str | None
    lamp: Lamp
    text: str
    detail: str
    explanation: str
    is_chosen: bool = False
    command: PhoneCommand | None = None


def assigned(lines: Lines, calls: tuple[CallState, ...], keys: int) -> Lines:
    """Give every call a line and let it keep it; more calls than keys make more keys, as long as they are there."""
    names = [call.call_id for call in calls]
    kept = [name if name in names else None for name in lines]
    for name in (name for name in names if name not in kept):
        if None in kept:
            kept[kept.index(None)] = name
        else:
            kept.append(name)
    while len(kept) > keys and None in kept:
        kept.remove(None)
    return tuple(kept + [None] * (keys - len(kept)))


def line_keys(mirror: Mirror, lines: Lines, chosen: str | None, now: float, say: Language) -> tuple[LineKey, ...]:
    """Make the line keys."""
    passed = mirror.passed(now)
    return tuple(
        _busy(number, call, passed, say, is_chosen=name == chosen)
        if (call := mirror.call(name))
        else _free(number, say)
        for number, name in enumerate(lines, start=1)
    )


def _free(number: int, say: Language) -> LineKey:
    text = say("Line {number}", number=number)
    return LineKey(number, None, Lamp.OFF, text, say("Free"), say("Line {number} is free.", number=number))


def _busy(number: int, call: CallState, passed: float, say: Language, *, is_chosen: bool) -> LineKey:
    who, state = people.title_of(call.peer, say), state_text(call, say)
    lamp = lamp_of(call)
    return LineKey(
        number,
        call.call_id,
        lamp,
        who,
        f"{state} {clock_of(call, passed)}".rstrip(),
        "\n".join((say("Line {number}: {who}", number=number, who=who), state, _press(lamp, say, is_chosen=is_chosen))),
        is_chosen,
        _command(call, lamp),
    )


def lamp_of(call: CallState) -> Lamp:
    """Say how the lamp of a call burns."""
    if call.phase is CallPhase.RINGING:
        return Lamp.RINGING
    if call.phase is CallPhase.DIALLING:
        return Lamp.DIALLING
    return Lamp.HELD if permissions.is_held(call) else Lamp.TALKING


def _command(call: CallState, lamp: Lamp) -> PhoneCommand | None:
    if lamp is Lamp.RINGING and permissions.is_offered(call):
        return AnswerCall(call_id=call.call_id)
    return ResumeCall(call_id=call.call_id) if lamp is Lamp.HELD else None


def _press(lamp: Lamp, say: Language, *, is_chosen: bool) -> str:
    if is_chosen and lamp is Lamp.RINGING:
        return say("Press to answer.")
    if is_chosen and lamp is Lamp.HELD:
        return say("Press to resume.")
    return say("Press to show it.") if not is_chosen else ""


def chosen_call(mirror: Mirror, chosen: str | None) -> str | None:
    """Decide which call is shown: the chosen one while it is there, else the one with the microphone, else any."""
    if chosen == DIAL_PAD or mirror.call(chosen):
        return chosen or None
    ranked = sorted(mirror.calls, key=_rank)
    return ranked[-1].call_id if ranked else None


def _rank(call: CallState) -> tuple[bool, bool, bool]:
    return permissions.is_live(call), call.has_focus, call.phase is CallPhase.CONNECTED
