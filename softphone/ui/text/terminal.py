"""A terminal to draw on and to read keys from: ANSI sequences, raw mode, its size. Knows nothing of phones."""

import asyncio
import contextlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from softphone.ui.text.rows import Row, Tone
from softphone.ui.text.screen import Size

_STYLES = {
    Tone.PLAIN: "",
    Tone.TITLE: "\x1b[1m",
    Tone.FAINT: "\x1b[2m",
    Tone.LOUD: "\x1b[1;33m",
    Tone.GOOD: "\x1b[32m",
    Tone.BAD: "\x1b[31m",
}
_OTHER_SCREEN, _OWN_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
_SPECIAL_KEYS = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z~]|O[A-Za-z])")
"""Arrows and function keys, which mean nothing here."""
_HOME, _END_OF_LINE, _END_OF_SCREEN, _NORMAL = "\x1b[H", "\x1b[K", "\x1b[J", "\x1b[0m"


def is_interactive(out: TextIO) -> bool:
    """Tell whether a person looks at it and can press keys."""
    return out.isatty() and sys.stdin.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def drawn(rows: Sequence[Row]) -> str:
    """Write a whole screen over the one before, without flicker."""
    lines = [f"{_STYLES[row.tone]}{row.text}{_NORMAL}{_END_OF_LINE}" for row in rows]
    return _HOME + "\r\n".join(lines) + _END_OF_SCREEN


def size() -> Size:
    """Ask how large the terminal is now."""
    columns, rows = shutil.get_terminal_size()
    return Size(columns, rows)


@contextmanager
def whole_screen(out: TextIO, pressed: Callable[[str], None]) -> Iterator[None]:
    """Take the terminal over: a screen of its own, every key at once; give it back as it was."""
    with _raw_keys(pressed):
        out.write(_OTHER_SCREEN)
        try:
            yield
        finally:
            out.write(_OWN_SCREEN)
            out.flush()


@contextmanager
def _raw_keys(pressed: Callable[[str], None]) -> Iterator[None]:
    """Read keys as they are pressed; where the system has no such mode, none are read."""
    try:
        import termios  # noqa: PLC0415 - not on every system
        import tty  # noqa: PLC0415 - the same
    except ImportError:
        yield
        return
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    tty.setcbreak(keyboard)
    loop = asyncio.get_running_loop()
    loop.add_reader(keyboard, _read_keys, keyboard, pressed)
    try:
        yield
    finally:
        loop.remove_reader(keyboard)
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _read_keys(keyboard: int, pressed: Callable[[str], None]) -> None:
    with contextlib.suppress(OSError):
        text = os.read(keyboard, 256).decode("utf-8", "replace")
        for key in _SPECIAL_KEYS.sub("", text):
            pressed(key)
