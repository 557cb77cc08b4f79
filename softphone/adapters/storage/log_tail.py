"""Reads the end of a log file without reading all of it."""

from pathlib import Path

LONGEST_LINE = 400


def tail(file: Path, lines: int) -> tuple[str, ...]:
    """Return the last lines; none where there is no file."""
    try:
        with file.open("rb") as log:
            size = log.seek(0, 2)
            log.seek(max(0, size - lines * LONGEST_LINE))
            found = log.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ()
    return tuple(found[-lines:])
