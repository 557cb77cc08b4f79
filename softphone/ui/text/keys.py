"""What a key means, given what the phone is doing. Pure: a key and the state in, a command out."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.protocol.commands import (
    AnswerCall,
    Decline,
    Dial,
    Digits,
    DoNotDisturb,
    HangUp,
    HoldCall,
    Mute,
    PhoneCommand,
    ResumeCall,
    Unmute,
    WrapUp,
)
from softphone.protocol.state import CallPhase, CallState, State

PHONE_KEYS = "0123456789*#"
ENTER, BACKSPACE, ESCAPE, INTERRUPT = ("\r", "\n"), ("\x7f", "\x08"), "\x1b", "\x03"
LONGEST_TARGET = 200


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a key means: something to be done, something to be typed on with, something to be said, or the end."""

    command: PhoneCommand | None = None
    typing: str | None = None
    says: str = ""
    is_end: bool = False


def press(key: str, state: State, typing: str | None = None) -> Meaning:
    """Tell what a key means; `typing` is what was typed of an address so far, None while none is typed."""
    if key == INTERRUPT:
        return Meaning(is_end=True)
    if typing is not None:
        return _type(key, typing)
    if key in PHONE_KEYS and key:
        return Meaning(Digits(digits=key))
    match key:
        case "c":
            return Meaning(typing="")
        case "q":
            return Meaning(is_end=True)
        case "n":
            return Meaning(DoNotDisturb(is_on=not state.agent.is_do_not_disturb))
        case "w":
            return Meaning(WrapUp())
        case _:
            return _about_call(key, state)


def _about_call(key: str, state: State) -> Meaning:
    ringing = next((call for call in state.calls if call.phase is CallPhase.RINGING), None)
    meant = _meant(state)
    match key:
        case "a":
            return _about(ringing, "no call rings", lambda call: AnswerCall(call_id=call.call_id))
        case "d":
            return _about(ringing, "no call rings", lambda call: Decline(call_id=call.call_id))
        case "e":
            return _about(meant, "there is no call", lambda call: HangUp(call_id=call.call_id))
        case "h":
            return _about(meant, "there is no call", _hold)
        case "m":
            return _about(meant, "there is no call", _mute)
        case _:
            return Meaning()


def _meant(state: State) -> CallState | None:
    """Choose the call that has the microphone, else one that is connected, else the latest."""
    live = [call for call in state.calls if call.phase is not CallPhase.ENDED]
    by_rank = sorted(live, key=lambda call: (call.has_focus, call.phase is CallPhase.CONNECTED))
    return by_rank[-1] if by_rank else None


def _about(call: CallState | None, otherwise: str, command: Callable[[CallState], PhoneCommand]) -> Meaning:
    return Meaning(says=otherwise) if call is None else Meaning(command(call))


def _hold(call: CallState) -> PhoneCommand:
    return ResumeCall(call_id=call.call_id) if call.is_held else HoldCall(call_id=call.call_id)


def _mute(call: CallState) -> PhoneCommand:
    return Unmute(call_id=call.call_id) if call.is_muted else Mute(call_id=call.call_id)


def _type(key: str, typing: str) -> Meaning:
    if key == ESCAPE:
        return Meaning()
    if key in ENTER:
        target = typing.strip()
        return Meaning(Dial(target=target)) if target else Meaning()
    if key in BACKSPACE:
        return Meaning(typing=typing[:-1])
    return Meaning(typing=(typing + key)[:LONGEST_TARGET] if key.isprintable() else typing)
