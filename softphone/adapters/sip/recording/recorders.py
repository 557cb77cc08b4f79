"""Recordings as PJSIP writes them: two mono files per call, which run in step whether or not anybody speaks.

A generator of silence keeps the time running in both files. Only the owner thread may use it; file work is the
archivist's.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pjsua2 as pj

from softphone.adapters.sip.recording.archivist import Archivist
from softphone.adapters.sip.recording.recording_files import SIDES, Mark, Recording, RecordingFiles, files_for
from softphone.adapters.sip.recording.recording_plan import recording_changes
from softphone.core.messages.events import RecordingFailed
from softphone.core.state.audio import SILENCE, AudioPlan, RecorderAudio
from softphone.core.values import CallId

log = logging.getLogger(__name__)


@dataclass(slots=True)
class RunningRecording:
    """One recording under way."""

    files: RecordingFiles
    recording: Recording
    started_at: float
    sides: dict[str, pj.AudioMediaRecorder]


class Recorders:
    """Begins, marks and ends recordings as planned."""

    def __init__(
        self,
        archivist: Archivist,
        clock_rate_hz: int,
        tell: Callable[[RecordingFailed], None],
        clock: Callable[[], float],
    ) -> None:
        self._clock_rate_hz = clock_rate_hz
        self._archivist = archivist
        self._tell = tell
        self._clock = clock
        self._plan = SILENCE
        self._running: dict[CallId, RunningRecording] = {}
        self._silence: pj.ToneGenerator | None = None

    def plan(self, plan: AudioPlan) -> None:
        """From now on these calls are recorded."""
        todo = recording_changes(self._plan, plan)
        self._plan = plan
        for call in sorted(todo.end):
            self._end(call)
        for call in sorted(todo.begin):
            self._begin(call)
        for call in sorted(todo.pause):
            self._mark(call, "paused")
        for call in sorted(todo.resume):
            self._mark(call, "resumed")

    def sink(self, end: RecorderAudio) -> pj.AudioMedia | None:
        """Where one side of a call is written to."""
        running = self._running.get(end.call)
        return running.sides[end.side] if running else None

    def give_up(self, call: CallId, why: str) -> None:
        """Stop a recording that cannot go on; what there is of it is kept."""
        if call in self._running:
            self._tell(RecordingFailed(call, why))
            self._end(call)

    def close(self) -> None:
        """End all recordings."""
        self.plan(SILENCE)
        self._silence = None

    def _begin(self, call: CallId) -> None:
        started = datetime.now(UTC)
        files = files_for(self._archivist.folder, call, started)
        recording = Recording(call, started.isoformat(timespec="milliseconds"))
        try:
            files.create(recording)
            sides = self._recorders(files)
        except (OSError, pj.Error) as error:
            why = error.reason if isinstance(error, pj.Error) else str(error.strerror)
            self._tell(RecordingFailed(call, f"The recording cannot be written: {why}."))
            return
        self._running[call] = RunningRecording(files, recording, self._clock(), sides)
        self._archivist.begin(call, files)

    def _recorders(self, files: RecordingFiles) -> dict[str, pj.AudioMediaRecorder]:
        """Open both files; where PJSIP cannot, they go again."""
        try:
            return {side: self._recorder(files.mono(side)) for side in SIDES}
        except pj.Error:
            files.discard()
            raise

    def _recorder(self, path: Path) -> pj.AudioMediaRecorder:
        recorder = pj.AudioMediaRecorder()
        recorder.createRecorder(str(path))
        self._source_of_silence().startTransmit(recorder)
        return recorder

    def _source_of_silence(self) -> pj.ToneGenerator:
        if self._silence is None:
            self._silence = pj.ToneGenerator()
            self._silence.createToneGenerator(self._clock_rate_hz)
        return self._silence

    def _end(self, call: CallId) -> None:
        running = self._running.pop(call, None)
        if running:
            running.sides.clear()
            self._archivist.end(call, running.files)

    def _mark(self, call: CallId, what: str) -> None:
        running = self._running.get(call)
        if running:
            mark = Mark(round(self._clock() - running.started_at, 2), "paused" if what == "paused" else "resumed")
            running.recording = replace(running.recording, marks=(*running.recording.marks, mark))
            self._archivist.describe(running.files, running.recording)
