"""What the person in front of the terminal sees: one line per step, alive while it works."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

NAME_WIDTH = 17
ERASE_LINE = "\r\x1b[2K"
SIGN_OF_LIFE_S = 30


class Step:
    """One line of the report. `say` changes what is shown while the step works, `note` adds lines below it."""

    def __init__(self, name: str, out: TextIO, clock: Callable[[], float]) -> None:
        self._name = name
        self._out = out
        self._clock = clock
        self._began = clock()
        self._doing = ""
        self._shown = self._began
        self._lock = threading.Lock()
        self._is_live = out.isatty()
        self.result = "done"
        self.notes: list[str] = []

    def say(self, doing: str) -> None:
        """Show what is being done now; where no terminal is, as a line of its own."""
        with self._lock:
            if doing != self._doing:
                self._doing = doing
                self._show()

    def detail(self, doing: str) -> None:
        """Show a small thing that is being done, to those who look at a terminal."""
        with self._lock:
            self._doing = doing
            if self._is_live:
                self._show()

    def note(self, text: str) -> None:
        """Add something that people should know although the step goes on."""
        self.notes.append(text)

    def tick(self) -> None:
        """Show that the step is alive: each second on a terminal, now and then elsewhere."""
        with self._lock:
            if self._doing and (self._is_live or self._clock() - self._shown >= SIGN_OF_LIFE_S):
                self._show()

    def close(self, result: str) -> None:
        """Replace the live line by the result, and add the notes."""
        with self._lock:
            self._line(result, end="\n")
            for note in self.notes:
                self._out.write(f"  {'':{NAME_WIDTH}} note: {note}\n")
            self._out.flush()

    def _show(self) -> None:
        self._shown = self._clock()
        self._line(self._doing, end="" if self._is_live else "\n")

    def _line(self, text: str, *, end: str) -> None:
        seconds = int(self._clock() - self._began)
        took = f"  {seconds // 60}:{seconds % 60:02d}" if seconds else ""
        line = f"  {self._name:{NAME_WIDTH}} {text}{took}"
        if self._is_live:
            line = ERASE_LINE + (line if end else line[: shutil.get_terminal_size().columns - 1])
        self._out.write(f"{line}{end}")
        self._out.flush()


class Console:
    """Makes steps, and keeps their live line moving."""

    def __init__(self, out: TextIO = sys.stdout, clock: Callable[[], float] = time.monotonic) -> None:
        self._out = out
        self._clock = clock

    def print(self, text: str) -> None:
        """Print a line that belongs to no step."""
        self._out.write(f"{text}\n")
        self._out.flush()

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Show one step while it runs, and how it ended."""
        step = Step(name, self._out, self._clock)
        over = threading.Event()
        ticker = threading.Thread(target=_tick_until, args=(over, step), daemon=True)
        ticker.start()
        try:
            yield step
        except BaseException:
            step.result = "FAILED"
            raise
        finally:
            over.set()
            ticker.join()
            step.close(step.result)


def _tick_until(over: threading.Event, step: Step) -> None:
    """Redraw the live line once a second."""
    while not over.wait(1.0):
        step.tick()
