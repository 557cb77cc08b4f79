"""Reads the TOML text of one settings file, and finds the line of everything in it.

A text with mistakes is read as far as possible: the line of each mistake is left out, so that one misplaced comma does
not hide the other problems of the file. It knows nothing of the settings' meaning.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from softphone.settings.keys import KeyPath
from softphone.settings.positions import positions
from softphone.settings.problems import Problem
from softphone.settings.wording import Wording

TomlValue = Any
"""Whatever a TOML file can hold."""
MOST_BYTES = 256_000
_MOST_MISTAKES = 20
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_OPEN_END = re.compile(r"unclosed|unterminated|expected [\"']{4}")
"""Mistakes whose line does not say where the mistake began; what follows them cannot be judged."""
_LEFT_OUT = "left-out-because-of-a-mistake"


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says, and where it says it."""

    source: str
    content: Mapping[str, TomlValue] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of the table round it where the key itself is missing."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read(text: str | bytes, source: str) -> Document:
    """Read a settings file; mistakes become problems, never exceptions."""
    if len(text) > MOST_BYTES:
        return _unreadable(source, None, Wording("the file is too large for a settings file"))
    if isinstance(text, str):
        return _read_around_mistakes(text.removeprefix("\ufeff"), source)
    try:
        return read(text.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        return _unreadable(source, error.object.count(b"\n", 0, error.start) + 1, Wording("the file is not UTF-8 text"))


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One mistake of writing. Inside a list or a text that is not closed, the lines that follow cannot be judged."""

    line: int
    text: str
    hides_the_rest: bool


def _read_around_mistakes(text: str, source: str) -> Document:
    """Parse; where that fails, note the mistake, leave its line out and parse again."""
    lines = text.replace("\r\n", "\n").split("\n")
    problems: dict[int, Problem] = {}
    while len(problems) < _MOST_MISTAKES:
        rest = "\n".join(lines)
        try:
            content, found = tomllib.loads(rest), positions(rest)
        except RecursionError:
            return _unreadable(source, None, Wording("lists or tables are nested too deeply"))
        except ValueError as error:
            mistake = _mistake(str(error), lines)
            if mistake.line in problems:
                break
            problems[mistake.line] = Problem(
                source, mistake.line, (), Wording("this is not TOML: {why}", why=mistake.text)
            )
            if mistake.hides_the_rest:
                break
            is_header = lines[mistake.line - 1].lstrip().startswith("[")
            lines[mistake.line - 1] = f"[[{_LEFT_OUT}]]" if is_header else ""
        else:
            content.pop(_LEFT_OUT, None)
            return Document(source, content, found, tuple(problems.values()))
    return Document(source, problems=tuple(problems.values()))


def _mistake(message: str, lines: Sequence[str]) -> _Mistake:
    """Take the place out of a message of `tomllib`, and say the rest in small letters."""
    place = _PLACE.search(message)
    if place is None:
        return _Mistake(len(lines), "a number is too long", hides_the_rest=True)
    text = message[:1].lower() + message[1 : place.start()]
    line = min(int(place.group(1) or len(lines)), len(lines))
    is_in_a_list = text == "invalid value" and not lines[line - 1][: int(place.group(2) or 1) - 1].strip()
    return _Mistake(line, text, hides_the_rest=is_in_a_list or bool(_OPEN_END.match(text)))


def _unreadable(source: str, line: int | None, text: Wording) -> Document:
    """Say why a file cannot be read at all."""
    return Document(source, problems=(Problem(source, line, (), text),))
