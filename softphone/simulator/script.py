"""The small language of simulated parties: one step a line; `#` and a blank begin a comment.

    # an impatient customer
    call
    expect connected 20
    say speech
    wait 5
    digits 12
    hangup

Pure: text in, steps and problems out. All problems are named at once, each with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from softphone.simulator.steps import (
    CallOut,
    Expect,
    GoodBye,
    Line,
    PickUp,
    Refuse,
    Ring,
    Say,
    Script,
    SendElsewhere,
    Sign,
    Sound,
    Step,
    Wait,
)
from softphone.simulator.words import Misread, read_step, write_step

MOST_STEPS = 1000
_KEYS = re.compile(r"(?:expect\s+)?digits\s+\S+")
"""The keys themselves may be a #."""
_COMMENT = re.compile(r"\s#\s.*")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a script, and where."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class ScriptFaulty(Exception):
    """A script cannot be performed; `problems` names everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def parse(text: str) -> Script:
    """Read a script; raises `ScriptFaulty` with all problems."""
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        words = _words(raw)
        if not words:
            continue
        try:
            lines.append(Line(number, read_step(words)))
        except Misread as misread:
            problems.append(Problem(number, str(misread)))
    problems += check(tuple(lines))
    if problems:
        raise ScriptFaulty(tuple(sorted(problems, key=lambda problem: problem.line)))
    return tuple(lines)


def written(script: Script) -> str:
    """Write a script as the text that reads as it (without its comments and empty lines)."""
    return "".join(write_step(line.step) + "\n" for line in script)


def voice_of(script: Script) -> Sound | None:
    """Name the sound that a script says; it has one at most, because a party has one voice."""
    return next(iter(_voices(script)), None)


def is_callers(script: Script) -> bool:
    """Tell whether the one who performs this calls, rather than being called."""
    return bool(script) and isinstance(script[0].step, CallOut)


def check(script: Script) -> Iterator[Problem]:
    """Name what lines cannot mean together."""
    if len(script) > MOST_STEPS:
        yield Problem(script[MOST_STEPS].number, f"more than {MOST_STEPS} steps")
    for line in list(_voices(script).values())[1:]:
        yield Problem(line.number, "a party has one voice, and another one has spoken before")
    is_over: Line | None = None
    is_talking = False
    for index, line in enumerate(script):
        if complaint := _complaint(line.step, is_first=index == 0, is_caller=is_callers(script), is_up=is_talking):
            yield Problem(line.number, complaint)
        if is_over is not None and not _is_fit_for_the_end(line.step):
            yield Problem(line.number, f"the call is over since line {is_over.number}")
        if isinstance(line.step, GoodBye | Refuse | SendElsewhere) and is_over is None:
            is_over = line
        is_talking = is_talking or isinstance(line.step, PickUp)


def _voices(script: Script) -> dict[Sound, Line]:
    """Name the different sounds of a script, each with the line that says it first."""
    found: dict[Sound, Line] = {}
    for line in script:
        if isinstance(line.step, Say) and line.step.sound is not None:
            found.setdefault(line.step.sound, line)
    return found


def _complaint(step: Step, *, is_first: bool, is_caller: bool, is_up: bool) -> str | None:
    match step:
        case CallOut() if not is_first:
            return "only the first step can call"
        case Ring() | PickUp() | Refuse() | SendElsewhere() if is_caller:
            return "the one who calls cannot do this"
        case Ring() | PickUp() | Refuse() | SendElsewhere() if is_up:
            return "the call has been answered before"
        case _:
            return None


def _is_fit_for_the_end(step: Step) -> bool:
    return isinstance(step, Wait) or (isinstance(step, Expect) and step.sign in {Sign.ENDED, Sign.REFUSED})


def _words(raw: str) -> str:
    """Take the comment off a line: a # between blanks, or at the beginning. Names of files may hold anything."""
    line = raw.strip()
    if line.startswith("#"):
        return ""
    if line.split()[:2] == ["say", "file"]:
        return line
    keys = _KEYS.match(line)
    begin = keys.end() if keys else 0
    return " ".join((line[:begin] + _COMMENT.sub("", line[begin:])).split())
