"""Keeps who was called last, over restarts of the desk and of the phone, for calling again.

What is meant by it is decided in `views.called_last`; here the history is asked whenever the phone is free again.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.protocol.answers import HistoryPage
from softphone.ui.desk.phone import DeskPhone
from softphone.ui.views import called_last
from softphone.ui.views.mirror import Mirror

SAVED_MS = 1000
"""A call that is over is in the history soon after."""


class LastCalled(QObject):
    """Tells whom calling again would mean now."""

    told = Signal(object)
    """A `Callee`."""

    def __init__(self, phone: DeskPhone) -> None:
        super().__init__()
        self._phone = phone
        self._here: called_last.Dialled | None = None
        self._was_free = False
        self._saved = QTimer(self, singleShot=True, interval=SAVED_MS)
        self._saved.timeout.connect(self._ask)
        phone.changed.connect(self._take)
        phone.answered.connect(self._note)

    def _take(self, mirror: Mirror) -> None:
        is_free = mirror.is_up and not mirror.calls
        if is_free and not self._was_free:
            self._saved.start()
        self._was_free = is_free

    def _note(self, answered: tuple[object, object]) -> None:
        if dialled := called_last.dialled(*answered):
            self._here = dialled
            self.told.emit(dialled.callee)

    def _ask(self) -> None:
        self._phone.enquire(called_last.ASKED, self._hear)

    def _hear(self, page: HistoryPage) -> None:
        if callee := called_last.called_last(page, self._here):
            self.told.emit(callee)
