"""Tries to register an account in a process of its own, `softphone doctor --register`: the window has no SIP stack.

The password goes into that process's environment, which only the user can read, and nowhere else.
"""

import sys
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from softphone.ui.views.language import Language
from softphone.ui.views.settings import trial
from softphone.ui.views.settings.trial import Trial

AT_MOST_MS = 40_000


class RegistrationTrial(QObject):
    """One attempt at a time; `told` says how it stands."""

    told = Signal(object)

    def __init__(self, options: Sequence[str], say: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._options, self._say = options, say
        self._process: QProcess | None = None
        self._patience = QTimer(self, singleShot=True, interval=AT_MOST_MS)
        self._patience.timeout.connect(self.stop)

    def begin(self, account: str, values: Mapping[str, object], password: str) -> None:
        """Try; an attempt that still runs is given up."""
        self.stop()
        words = trial.trial_words(account, values, has_password=bool(password))
        surroundings = QProcessEnvironment.systemEnvironment()
        if password:
            surroundings.insert(trial.PASSWORD, password)
        process = QProcess(self)
        process.setProcessEnvironment(surroundings)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self.told.emit(trial.running(self._say))
        process.start(sys.executable, ["-m", "softphone", *words, *self._options])
        self._patience.start()

    def stop(self) -> None:
        """Stop trying."""
        self._patience.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._failed)
            process.finished.connect(process.deleteLater)
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
            process.kill()
            self.told.emit(Trial())

    def _ended(self) -> None:
        process, self._process = self._process, None
        self._patience.stop()
        if process is not None:
            output = bytes(process.readAllStandardOutput().data()).decode(errors="replace")
            process.deleteLater()
            self.told.emit(trial.outcome(output, self._say))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()
