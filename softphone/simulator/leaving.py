"""The ways in which a process is told to end: by a signal, by its terminal going, by its standard input running dry."""

import asyncio
import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def told_to_leave(leave: Callable[[], None], *, until_eof: bool) -> Iterator[None]:
    """Have `leave` called, in the event loop, when the process is told to end."""
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, leave)
    if until_eof:
        threading.Thread(target=_read_to_the_end, args=(loop, leave), daemon=True).start()
    try:
        yield
    finally:
        for number in SIGNALS:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)


def _read_to_the_end(loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while sys.stdin.buffer.read(4096):
            pass
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(leave)
