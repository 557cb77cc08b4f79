"""Finds the line of every key of a TOML text, which `tomllib` does not tell.

Only for texts that `tomllib` has accepted: this scanner finds its way through the text, it does not judge it.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

from softphone.settings.keys import KeyPath

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")


def positions(text: str) -> Mapping[KeyPath, int]:
    """Return the line, counted from one, of every table, key and list element."""
    return _Scanner(text.replace("\r\n", "\n")).run()


class _Scanner:
    """Reads a TOML text once from beginning to end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[KeyPath, int] = {}
        self._lengths: dict[KeyPath, int] = {}
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def run(self) -> Mapping[KeyPath, int]:
        """Go through headers and pairs until the text ends."""
        table: KeyPath = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self._found

    def _header(self) -> KeyPath:
        """Read `[table]` or `[[list of tables]]` and return the path it opens."""
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        line = self._line()
        self._at += brackets
        path: KeyPath = ()
        keys = self._keys()
        for number, key in enumerate(keys, start=1):
            path = (*path, key)
            if number == len(keys) and brackets == 2:
                self._lengths[path] = self._lengths.get(path, 0) + 1
            self._found.setdefault(path, line)
            if path in self._lengths:
                path = (*path, self._lengths[path] - 1)
                self._found.setdefault(path, line)
        self._at += brackets
        return path

    def _pair(self, table: KeyPath) -> None:
        """Read `key = value`; dotted keys open tables of their own."""
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._found.setdefault(path, line)
        self._at += 1
        self._skip(_SPACE)
        self._value(path)

    def _keys(self) -> list[str]:
        """Read a dotted key and stop at what follows it."""
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _key(self) -> str:
        """Read one key, unquoted."""
        token = self._take(_KEY)
        return next(iter(tomllib.loads(f"{token}=0"))) if token[:1] in {'"', "'"} else token

    def _value(self, path: KeyPath) -> None:
        """Read one value of any kind."""
        match self._text[self._at]:
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._skip(_STRING)
            case _:
                self._skip(_SCALAR)

    def _list(self, path: KeyPath) -> None:
        """Read a list; each of its elements has a line of its own."""
        self._at += 1
        place = 0
        while not self._closes("]"):
            self._found[*path, place] = self._line()
            self._value((*path, place))
            place += 1

    def _inline_table(self, path: KeyPath) -> None:
        """Read `{key = value, ...}`."""
        self._at += 1
        while not self._closes("}"):
            self._pair(path)

    def _closes(self, bracket: str) -> bool:
        """Step over blanks and a comma, and over the closing bracket if it is there."""
        self._skip(_BLANK)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)
        is_closed = self._text[self._at] == bracket
        self._at += is_closed
        return is_closed

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Read what the pattern matches."""
        match = pattern.match(self._text, self._at)
        token = match.group() if match else ""
        self._at += len(token)
        return token

    def _skip(self, pattern: re.Pattern[str]) -> None:
        """Step over what the pattern matches."""
        self._take(pattern)

    def _line(self) -> int:
        """Return the line that the scanner stands in."""
        return bisect_right(self._line_starts, self._at)
