"""Entries of the log on their way to the disk: whoever logs hands them over and goes on, one thread redacts and writes.

An entry costs half a millisecond, and the disk may cost more: no call waits for that. Who logs faster than the disk
takes it loses entries, and their number is written. A process that dies at once (SIGKILL, an abort in a native
library) takes the entries along that are not on the disk yet: what must outlive that is in the journal, not here.
"""

import logging
import threading
from collections.abc import Callable
from logging.handlers import QueueHandler
from queue import SimpleQueue

MOST_WAITING = 10_000
LAST_WORDS_S = 2.0
"""How long the end of the process may be held up by a disk that does not answer."""

Job = tuple[logging.Handler, logging.LogRecord] | threading.Event | None
Take = Callable[[logging.Handler, logging.LogRecord], None]


class Scribe:
    """Writes in its own thread, in the order in which entries came."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._left_out = 0
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def writes_with(self, handler: logging.Handler) -> logging.Handler:
        """Give the handler that a logger needs for this one to write what it hears."""
        return _Handing(self._jobs, self.take, handler)

    def take(self, handler: logging.Handler, record: logging.LogRecord) -> None:
        """Have an entry written soon; from any thread."""
        if self._jobs.qsize() >= MOST_WAITING:
            self._left_out += 1
            return
        if left_out := self._left_out:
            self._left_out = 0
            record.msg = f"{record.msg}\n({left_out} entries before this one were left out: the disk is too slow)"
        self._jobs.put((handler, record))

    def settle(self) -> None:
        """Wait until everything that was logged is written, but not for ever."""
        written = threading.Event()
        self._jobs.put(written)
        written.wait(LAST_WORDS_S)

    def stop(self) -> None:
        """Write what is left, and end."""
        self._jobs.put(None)
        self._thread.join(LAST_WORDS_S)

    def _write(self) -> None:
        while (job := self._jobs.get()) is not None:
            match job:
                case threading.Event():
                    job.set()
                case handler, record:
                    handler.handle(record)


class _Handing(QueueHandler):
    """Fills in an entry's arguments, which may change or hold on to a call, and hands it over."""

    def __init__(self, jobs: SimpleQueue[Job], take: Take, handler: logging.Handler) -> None:
        super().__init__(jobs)
        self.setLevel(handler.level)
        self._take, self._handler = take, handler

    def enqueue(self, record: logging.LogRecord) -> None:
        """Hand over."""
        self._take(self._handler, record)
