"""A part of the window that gives way: whole where there is room, and where there is none the rest is scrolled to.

The window must not grow with what happens in it: it would push others aside, and stay so.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from softphone.ui.theme.look import show_as

_NEWS = (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class GivingWay(QScrollArea):
    """Holds a widget; it is never higher than that wants to be, nor lower than `least` or than that can be."""

    def __init__(self, content: QWidget, name: str, least: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._content, self._least = content, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(content)
        for ground in (self.viewport(), content):
            ground.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._be_reached)

    @property
    def hidden_height(self) -> int:
        """How much of it can only be seen by scrolling."""
        return self.verticalScrollBar().maximum()

    def sizeHint(self) -> QSize:
        """Room for all of it, in lines as long as it is wide."""
        return self._height_of(self._content.sizeHint())

    def minimumSizeHint(self) -> QSize:
        """As much as has to be seen."""
        least = self._height_of(self._content.minimumSizeHint())
        return QSize(least.width(), min(self._least, least.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room when the content needs other room."""
        if watched is self._content and event.type() in _NEWS:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts that wrap are higher where it is narrower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrows scroll it."""
        super().focusInEvent(event)
        show_as(self.verticalScrollBar(), chosen=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They no longer do."""
        super().focusOutEvent(event)
        show_as(self.verticalScrollBar(), chosen=False)

    def _be_reached(self, _least: int, hidden: int) -> None:
        """Let the keyboard come here only while there is something to scroll to."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if hidden else Qt.FocusPolicy.NoFocus)

    def _height_of(self, size: QSize) -> QSize:
        content = self._content
        if content.isHidden():
            return QSize(0, 0)
        if not content.hasHeightForWidth():
            return size
        beside_bar = self.width() - self.verticalScrollBar().sizeHint().width()  # else a bar that is there would stay
        return QSize(size.width(), content.heightForWidth(beside_bar))
