"""Reads and writes one step as a line of words: `wait 3`, `say tone 440`, `expect connected 20`.

Knows single lines only; what lines mean together is in `script`.
"""

import re
from collections.abc import Callable, Mapping

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
    Sign,
    SineTone,
    Sound,
    SoundFile,
    Speech,
    Step,
    Wait,
)

PATIENCE_S = 30.0
LONGEST_S = 24 * 3600.0
_TIME = re.compile(r"([0-9]{1,9}(?:\.\d{1,3})?)(ms|s|m)?")
_DIGITS = re.compile(r"[0-9A-D*#]{1,64}")
_SIP_URI = re.compile(r"sips?:[^\s<>\"]+")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}
_LOWEST_HZ, _HIGHEST_HZ = 20, 7000


class Misread(Exception):
    """A line is no step; the text says why, for the person who wrote it."""


def read_step(text: str) -> Step:
    """Turn one line, without comment, into a step; raises `Misread`."""
    verb, _, rest = text.strip().partition(" ")
    if verb not in _READERS:
        raise Misread(f"there is no step {verb!r}; steps are {', '.join(_READERS)}")
    return _READERS[verb](rest.strip())


def write_step(step: Step) -> str:
    """Turn a step into the line that reads as it."""
    match step:
        case CallOut(target=target):
            return f"call {target}".strip()
        case Ring(seconds=seconds):
            return f"ring {_time_text(seconds)}"
        case PickUp():
            return "answer"
        case Refuse(code=code):
            return f"refuse {code}"
        case SendElsewhere(target=target):
            return f"redirect {target}"
        case Say(sound=sound):
            return f"say {_sound_text(sound)}"
        case Wait(seconds=seconds):
            return f"wait {_time_text(seconds)}"
        case Press(digits=digits):
            return f"digits {digits}"
        case Hold():
            return "hold"
        case Resume():
            return "resume"
        case GoodBye():
            return "hangup"
        case Expect(sign=sign, within_s=within_s, detail=detail):
            return " ".join(word for word in ("expect", sign.value, detail, _time_text(within_s, "s")) if word)


def read_seconds(text: str) -> float:
    """Read `3`, `1.5s`, `500ms` or `2m`; raises `Misread`."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise Misread(f"{text!r} is no time; write 3, 1.5, 500ms or 2m")
    seconds = float(found[1]) * _UNITS[found[2] or "s"]
    if seconds > LONGEST_S:
        raise Misread(f"{text} is longer than a day")
    return round(seconds, 6)


def read_sound(text: str) -> Sound | None:
    """Read `speech`, `tone 440`, `file hello.wav` or `nothing`; raises `Misread`."""
    kind, _, rest = text.partition(" ")
    match kind, rest.strip():
        case "speech", "":
            return Speech()
        case "nothing", "":
            return None
        case "tone", frequency if frequency.isdecimal() and _LOWEST_HZ <= int(frequency[:6]) <= _HIGHEST_HZ:
            return SineTone(int(frequency))
        case "tone", frequency:
            raise Misread(f"{frequency!r} is no frequency from {_LOWEST_HZ} to {_HIGHEST_HZ} Hz")
        case "file", path if path:
            return SoundFile(path)
        case _:
            raise Misread(f"{text!r} cannot be said; say speech, tone 440, file hello.wav or nothing")


def _time_text(seconds: float, unit: str = "") -> str:
    in_ms = round(seconds * 1000)
    return f"{in_ms // 1000}{unit}" if in_ms % 1000 == 0 else f"{in_ms}ms"


def _sound_text(sound: Sound | None) -> str:
    match sound:
        case None:
            return "nothing"
        case Speech():
            return "speech"
        case SineTone(frequency_hz=frequency):
            return f"tone {frequency}"
        case SoundFile(path=path):
            return f"file {path}"


def _nothing_more(step: Step) -> Callable[[str], Step]:
    def read(rest: str) -> Step:
        if rest:
            raise Misread(f"nothing stands after this step, but {rest!r} does")
        return step

    return read


def _target(rest: str) -> str:
    if not _SIP_URI.fullmatch(rest):
        raise Misread(f"{rest!r} is no SIP address such as sip:1000@127.0.0.1")
    return rest


def _code(rest: str) -> int:
    if not (rest.isascii() and rest.isdecimal() and len(rest) == 3 and "400" <= rest <= "699"):
        raise Misread(f"{rest!r} is no SIP code from 400 to 699")
    return int(rest)


def _digits(rest: str) -> str:
    pressed = rest.upper()
    if not _DIGITS.fullmatch(pressed):
        raise Misread(f"{rest!r} are no keys of a telephone (up to 64 of 0-9 * # A-D)")
    return pressed


def _expectation(rest: str) -> Expect:
    """Read a sign, its detail (always before the time), and how long to wait for it (with a unit after a detail)."""
    words = rest.split()
    if not words or words[0] not in set(Sign):
        raise Misread(f"{rest!r} is nothing to wait for; expect {', '.join(Sign)}")
    sign, words = Sign(words[0]), words[1:]
    detail = ""
    if sign is Sign.DIGITS:
        detail, words = _digits(words[0] if words else ""), words[1:]
    elif sign is Sign.REFUSED and words and len(words[0]) == 3 and words[0].isdecimal():
        detail, words = str(_code(words[0])), words[1:]
    if len(words) > 1:
        raise Misread(f"{' '.join(words[1:])!r} is too much")
    return Expect(sign, read_seconds(words[0]) if words else PATIENCE_S, detail)


_READERS: Mapping[str, Callable[[str], Step]] = {
    "call": lambda rest: CallOut(_target(rest) if rest else ""),
    "ring": lambda rest: Ring(read_seconds(rest)),
    "answer": _nothing_more(PickUp()),
    "refuse": lambda rest: Refuse(_code(rest)),
    "redirect": lambda rest: SendElsewhere(_target(rest)),
    "say": lambda rest: Say(read_sound(rest)),
    "wait": lambda rest: Wait(read_seconds(rest)),
    "digits": lambda rest: Press(_digits(rest)),
    "hold": _nothing_more(Hold()),
    "resume": _nothing_more(Resume()),
    "hangup": _nothing_more(GoodBye()),
    "expect": _expectation,
}
