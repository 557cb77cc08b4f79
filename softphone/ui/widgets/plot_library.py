"""Brings pyqtgraph (and numpy with it) in when the first graph is wanted: in a thread, so that the window goes on.

It takes a third of a second and tens of megabytes, which nobody pays who looks at no graph. The thread touches nothing
of Qt's: no garbage is collected in it (see `desk.memory`), and whoever waits looks now and then whether it has ended.
"""

import gc
import importlib
import threading

from PySide6.QtCore import QObject, QTimer, Signal

NAME, THREAD = "pyqtgraph", "graphs"
LOOK_MS = 30


class PlotLibrary(QObject):
    """Says when there can be graphs, or why there cannot."""

    ready = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._why_not = ""
        self._thread = threading.Thread(target=self._load, name=THREAD, daemon=True)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._see)

    def fetch(self) -> None:
        """Begin."""
        self._thread.start()
        self._look.start()

    def _load(self) -> None:
        """Import it; in the thread."""
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            importlib.import_module(NAME)
        except ImportError as error:
            self._why_not = str(error)
        finally:
            if was_collecting:
                gc.enable()

    def _see(self) -> None:
        if self._thread.is_alive():
            return
        self._look.stop()
        if self._why_not:
            self.failed.emit(self._why_not)
        else:
            self.ready.emit()
