"""Keeps PJSIP from writing to the terminal: before it knows its log it prints, and scripts read what we print."""

import contextlib
import ctypes
import os
from collections.abc import Iterator

STDOUT, STDERR = 1, 2


@contextlib.contextmanager
def quiet_stdout() -> Iterator[None]:
    """Let native code print into nothing for a moment; nobody else may print meanwhile."""
    kept = os.dup(STDOUT)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, STDOUT)
        yield
    finally:
        if os.name == "posix":  # what C still keeps for a pipe would be printed after all, at the end
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, STDOUT)
        os.close(nothing)
        os.close(kept)
