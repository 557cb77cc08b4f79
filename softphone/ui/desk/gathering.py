"""Has the diagnostics gathered by a process of its own (`softphone diagnostics`), and reads back what is in the file.

What is shown is the very file that is saved. Until that it lies in a folder of its own that only the user can enter.
"""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

WITHIN_MS = 60_000
KILLED_WITHIN_MS = 40
"""A process that is killed while it gathers has gone a millisecond later."""
LONGEST_SHOWN = 64_000
SAID_AT_MOST = 300
FILE = "softphone-diagnostics.zip"


class Gathering(QObject):
    """One bundle, from its gathering to its saving."""

    done = Signal()
    failed = Signal(str)
    """Why there is no bundle."""

    def __init__(self, options: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._is_over = False
        self._folder = tempfile.TemporaryDirectory(prefix="softphone-")
        self._file = Path(self._folder.name) / FILE
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments(["-m", "softphone", "diagnostics", *options, "--output", str(self._file)])
        self._process.finished.connect(lambda code, _: self._finish(code))
        self._process.errorOccurred.connect(lambda _: self._finish(-1))
        self._patience = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._patience.timeout.connect(self._process.kill)

    @property
    def file_name(self) -> str:
        """How the bundle is called, unless somebody calls it otherwise."""
        return FILE

    def start(self) -> None:
        """Begin; `done` or `failed` tells what came of it."""
        self._patience.start()
        self._process.start()

    def parts(self) -> list[tuple[str, int]]:
        """Name what is in the bundle, with how long each part is."""
        with zipfile.ZipFile(self._file) as bundle:
            return [(part.filename, part.file_size) for part in bundle.infolist()]

    def text(self, name: str) -> str:
        """Give the beginning of a part."""
        with zipfile.ZipFile(self._file) as bundle, bundle.open(name) as part:
            return part.read(LONGEST_SHOWN).decode("utf-8", "replace")

    def save(self, path: str) -> None:
        """Copy the bundle to where the user wants it, with its permissions; raises OSError."""
        shutil.copyfile(self._file, path)
        Path(path).chmod(0o600)

    def leave(self) -> None:
        """Forget all of it."""
        self._is_over = True
        self._process.kill()
        self._process.waitForFinished(KILLED_WITHIN_MS)
        self._folder.cleanup()

    def _finish(self, code: int) -> None:
        """Tell once what came of it."""
        if self._is_over:
            return
        self._is_over = True
        self._patience.stop()
        if code == 0 and zipfile.is_zipfile(self._file):
            self.done.emit()
        else:
            said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
            self.failed.emit(said[-SAID_AT_MOST:] or self._process.errorString())
