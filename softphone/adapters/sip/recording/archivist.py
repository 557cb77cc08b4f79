"""The thread that does the file work of recordings, so that neither calls nor the event loop ever wait for a disk.

While a call runs it keeps the files playable (a crash loses a second at most) and watches the free space; afterwards
it makes one stereo file of the two. At its start it finishes what a crash left behind.
"""

import logging
import queue
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from softphone.adapters.sip.recording.recording_files import SIDES, Recording, RecordingFiles, unfinished
from softphone.adapters.sip.recording.wav_files import is_whole, make_whole
from softphone.core.messages.events import RecordingFailed, RecordingSaved
from softphone.core.values import CallId

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
CLOSED_WITHIN_S = 3.0
MEGABYTE = 1_000_000
Told = Callable[[RecordingSaved | RecordingFailed], None]


class Archivist:
    """Works through what it is given, in order."""

    def __init__(self, folder: Path, min_free_mb: int, tell: Told, space_is_short: Callable[[CallId], None]) -> None:
        self.folder = folder
        self._min_free_mb = min_free_mb
        self._tell = tell
        self._space_is_short = space_is_short
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._running: dict[CallId, RecordingFiles] = {}
        self._thread = threading.Thread(target=self._run, name="recordings", daemon=True)

    def start(self) -> None:
        """Begin with what a crash left behind: what lies there now, before any recording of ours is begun."""
        remains = unfinished(self.folder)
        self._jobs.put(lambda: self._finish_remains(remains))
        self._thread.start()

    def begin(self, call: CallId, files: RecordingFiles) -> None:
        """A recording runs."""
        self._jobs.put(lambda: self._running.update({call: files}))

    def describe(self, files: RecordingFiles, recording: Recording) -> None:
        """Something is known that belongs into the sidecar."""
        self._jobs.put(lambda: files.describe(recording))

    def end(self, call: CallId, files: RecordingFiles) -> None:
        """A recording has been let go: it is closed any moment now."""
        self._jobs.put(lambda: self._finish(call, files))

    def stop(self, within_s: float) -> None:
        """Finish what is under way; what does not get done in time is done at the next start."""
        self._jobs.put(None)
        self._thread.join(within_s)

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_EVERY_S if self._running else None)
            except queue.Empty:
                self._guarded(self._look_after)
                continue
            if job is None:
                return
            self._guarded(job)

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except OSError as error:
            log.error("work on a recording failed: %s", error)  # noqa: TRY400 - the reason is all there is to know
        except Exception:  # the thread has the other recordings to look after
            log.exception("work on a recording failed")

    def _look_after(self) -> None:
        is_short = shutil.disk_usage(self.folder).free < self._min_free_mb * MEGABYTE
        for call, files in list(self._running.items()):
            for side in SIDES:
                with suppress(OSError):  # what is wrong with a file is told when it is finished
                    make_whole(files.mono(side))
            if is_short:
                self._space_is_short(call)

    def _finish(self, call: CallId, files: RecordingFiles) -> None:
        self._running.pop(call, None)
        until = time.monotonic() + CLOSED_WITHIN_S
        while time.monotonic() < until and not _is_closed(files):
            time.sleep(0.05)
        self._complete(call, files)

    def _finish_remains(self, remains: list[RecordingFiles]) -> None:
        for files in remains:
            log.warning("finishing the recording %s, which was interrupted", files.stem)
            self._complete(CallId(files.described().call), files)

    def _complete(self, call: CallId, files: RecordingFiles) -> None:
        """Make it one file, and tell what came of that: one that cannot be completed keeps no other from it."""
        try:
            finished = files.finish()
        except OSError as error:
            why = f"The recording {files.stem} could not be completed: {error.strerror}."
            self._tell(RecordingFailed(call, why))
        else:
            self._tell(RecordingSaved(call, str(files.stereo), finished.seconds))


def _is_closed(files: RecordingFiles) -> bool:
    """Whether its writer has let go of both sides; a file that cannot be read is not worth waiting for."""
    try:
        return all(is_whole(files.mono(side)) for side in SIDES)
    except OSError:
        return True
