"""The files of one recording: two mono files while the call runs, one stereo file afterwards, marks beside it.

Readable by the user only. File work for a worker thread; it knows no calls and no PJSIP.
"""

import json
import os
import re
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from softphone.adapters.sip.recording.wav_files import make_whole, merge, rate_of

PRIVATE, PRIVATE_FOLDER = 0o600, 0o700
Side = Literal["agent", "far"]
SIDES: tuple[Side, ...] = ("agent", "far")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at a moment of the recording."""

    at_s: float
    what: Literal["paused", "resumed"]


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording, as its sidecar file describes it."""

    call: str
    started: str
    channels: tuple[str, str] = ("agent", "far")
    marks: tuple[Mark, ...] = ()
    is_complete: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class RecordingFiles:
    """Where everything of one recording is."""

    folder: Path
    stem: str

    @property
    def stereo(self) -> Path:
        """What is kept."""
        return self.folder / f"{self.stem}.wav"

    @property
    def sidecar(self) -> Path:
        """What is known about it."""
        return self.folder / f"{self.stem}.json"

    def mono(self, side: Side) -> Path:
        """One side, while the call runs."""
        return self.folder / f"{self.stem}.{side}.wav"

    def create(self, recording: Recording) -> None:
        """Make the files that others will write to, so that nobody else can ever read them: all of them, or none."""
        self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with ExitStack() as undo:
            for side in SIDES:
                os.close(os.open(self.mono(side), os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
                undo.callback(self.mono(side).unlink, missing_ok=True)
            self.describe(recording)
            undo.pop_all()

    def discard(self) -> None:
        """Take back what `create` made: nothing could be recorded into it."""
        for path in (*map(self.mono, SIDES), self.sidecar):
            path.unlink(missing_ok=True)

    def describe(self, recording: Recording) -> None:
        """Write what is known, in one stroke."""
        _write_private(self.sidecar, json.dumps({"version": 1, **asdict(recording)}, indent=2).encode())

    def finish(self) -> Recording:
        """Make one stereo file of the two, and the sidecar complete; may be done again after a crash."""
        known = self.described()
        if not (known.is_complete and self.stereo.exists()):  # else only the two sides were left to be deleted
            known = replace(known, is_complete=True, seconds=round(self._merge(), 2))
            self.describe(known)
        for side in SIDES:
            self.mono(side).unlink(missing_ok=True)
        return known

    def _merge(self) -> float:
        agent, far = sides = self.mono("agent"), self.mono("far")
        for side in sides:
            if not side.exists():
                os.close(os.open(side, os.O_CREAT | os.O_WRONLY, PRIVATE))
            make_whole(side)
        part = self.folder / f"{self.stem}.part"
        with ExitStack() as undo:
            os.close(os.open(part, os.O_CREAT | os.O_WRONLY, PRIVATE))
            undo.callback(part.unlink, missing_ok=True)
            seconds = merge(agent, far, part, max(map(rate_of, sides)))
            part.replace(self.stereo)
            undo.pop_all()
        return seconds

    def described(self) -> Recording:
        """Read what is known; of a damaged sidecar, only what the name says."""
        try:
            read = json.loads(self.sidecar.read_bytes())
            marks = tuple(Mark(mark["at_s"], mark["what"]) for mark in read["marks"])
            channels = tuple(read["channels"])
            return Recording(read["call"], read["started"], channels, marks, read["is_complete"], read["seconds"])
        except (OSError, ValueError, KeyError, TypeError):
            return Recording(self.stem, "")


def files_for(folder: Path, call: str, started: datetime) -> RecordingFiles:
    """Name the files of a new recording: sorted by time, no name twice, no sign that a file system dislikes."""
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", call)[:64]
    if safe != call:
        safe = f"{safe}-{sha256(call.encode()).hexdigest()[:8]}"
    stem = f"{started:%Y%m%d-%H%M%S}-{safe}"
    taken = sum(1 for _ in folder.glob(f"{stem}*.json")) if folder.is_dir() else 0
    return RecordingFiles(folder, f"{stem}-{taken + 1}" if taken else stem)


def unfinished(folder: Path) -> list[RecordingFiles]:
    """Find recordings that a crash left as two mono files."""
    stems = {path.name.rsplit(".", 2)[0] for side in SIDES for path in folder.glob(f"*.{side}.wav")}
    return [RecordingFiles(folder, stem) for stem in sorted(stems)]


def _write_private(path: Path, content: bytes) -> None:
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, PRIVATE), "wb") as file:
        file.write(content)
    fresh.replace(path)
