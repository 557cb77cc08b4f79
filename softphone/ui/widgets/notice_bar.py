"""Lines across the window: what is wrong, and what was just refused."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.notices import Notice
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import Paragraph

SAID_FOR_MS = 7000


class NoticeBar(QWidget):
    """Shows the notices of a view, and for a while what was said."""

    opened = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.tiny)
        self._notices: tuple[Notice, ...] = ()
        self._said = ""
        self._shown: tuple[Notice, ...] | None = None
        self._silence = QTimer(self, singleShot=True, interval=SAID_FOR_MS)
        self._silence.timeout.connect(partial(self.say, ""))
        self._draw()

    def display(self, notices: tuple[Notice, ...]) -> None:
        """Show these notices."""
        self._notices = notices
        self._draw()

    def say(self, text: str) -> None:
        """Show a line for a while."""
        self._said = text
        self._draw()
        if text:
            self._silence.start()

    def _draw(self) -> None:
        said = (Notice("said", self._said, Tone.WARN),) if self._said else ()
        shown = (*said, *self._notices)
        if shown == self._shown:
            return
        self._shown = shown
        while entry := self._column.takeAt(0):
            if widget := entry.widget():
                widget.setParent(None)
                widget.deleteLater()
        for notice in shown:
            self._column.addWidget(self._line(notice))
        self.setVisible(bool(shown))

    def _line(self, notice: Notice) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "notice")
        line.setProperty("tone", notice.tone.value)
        line.setAccessibleName(notice.text)
        row = QHBoxLayout(line)
        row.setContentsMargins(SPACE.medium, SPACE.small, SPACE.small, SPACE.small)
        row.setSpacing(SPACE.small)
        picture = Picture(self._look, SIZES.icon_small, line)
        picture.display("warning", notice.tone.value)
        row.addWidget(picture)
        row.addWidget(Paragraph("", notice.text, line), 1)
        if notice.action:
            button = QPushButton(notice.action, line)
            button.setProperty("role", "link")
            button.setAccessibleName(notice.action)
            button.setToolTip(notice.text)
            button.clicked.connect(partial(self.opened.emit, notice.opens))
            row.addWidget(button)
        return line
