"""The logs of our processes here: engine, desk, simulator, the SIP trace where there is one. Of long ones the end."""

from collections.abc import Iterator
from pathlib import Path

MOST_BYTES = 1_000_000
"""Of one file; the newest are the last."""
MOST_FILES = 20


def logs(folder: Path, state: Path) -> Iterator[tuple[str, str]]:
    """Give each log with its name; one that cannot be read says why in its place."""
    found = sorted(folder.glob("*.log*"), key=_age)[:MOST_FILES] if folder.is_dir() else []
    for file in (*found, state / "engine-start.log"):
        if file.is_file():
            yield f"logs/{file.name}", _end(file)


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0.0


def _end(file: Path) -> str:
    try:
        with file.open("rb") as log:
            size = log.seek(0, 2)
            log.seek(max(0, size - MOST_BYTES))
            text = log.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        return f"cannot be read: {error.strerror}\n"
    return text if size <= MOST_BYTES else text.partition("\n")[2]
