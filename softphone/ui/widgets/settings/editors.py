"""What a setting is entered with. Every editor shows a `Field` and tells what was entered, as a tick or as text."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from softphone.ui.theme.look import Look
from softphone.ui.theme.tokens import SIZES
from softphone.ui.views.settings.entering import Entered, Kind
from softphone.ui.views.settings.fields import Field
from softphone.ui.widgets.arrow_box import ArrowBox

LINES_SHOWN = 3
SEVERAL = ";"
"""Between values in one line, best first: a device and what serves where it is absent."""
SWITCH_WIDTH, SWITCH_HEIGHT = 46, 28
Tell = Callable[[Entered], None]


class Switch(QAbstractButton):
    """On or off."""

    def __init__(self, look: Look, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("role", "switch")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(SWITCH_WIDTH, SWITCH_HEIGHT)
        self.toggled.connect(tell)
        look.changed.connect(self.update)

    def show_field(self, field: Field) -> None:
        """Show it."""
        with QSignalBlocker(self):
            self.setChecked(field.entered is True)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a groove and a knob; the knob's side says it as well as the colour."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        groove = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        ground = ("accent_fill" if is_on else "edge") if self.isEnabled() else "outline"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(ground))
        painter.drawRoundedRect(groove, groove.height() / 2, groove.height() / 2)
        side = groove.height() - 4
        left = groove.right() - side - 2 if is_on else groove.left() + 2
        painter.setBrush(self._look.colour("on_fill" if is_on or self._look.palette.name == "light" else "text"))
        painter.drawEllipse(QRectF(left, groove.top() + 2, side, side))
        if self.hasFocus():
            painter.setPen(QPen(self._look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self.height() / 2, self.height() / 2)
        painter.end()


class ChoiceBox(ArrowBox):
    """One of some values, or, where that is allowed, another. The wheel scrolls the page, not the value."""

    def __init__(self, look: Look, tell: Tell, parent: QWidget, *, is_open: bool) -> None:
        super().__init__(look, parent)
        self.setEditable(is_open)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._options: tuple[tuple[str, str], ...] = ()
        self._tell = tell
        if is_open:
            self.editTextChanged.connect(lambda _: self._told())
        else:
            self.currentIndexChanged.connect(lambda _: self._told())

    def offer(self, options: tuple[tuple[str, str], ...]) -> None:
        """Offer values: what stands in the settings, and what people read."""
        if options != self._options:
            self._options = options
            with QSignalBlocker(self):
                kept = self.value
                self.clear()
                for value, text in options:
                    self.addItem(text, value)
                self.put(kept)

    def show_field(self, field: Field) -> None:
        """Show it."""
        if field.options or not self._options:
            empty = () if field.entered or not field.placeholder else (("", ""),)
            self.offer((*empty, *field.options))
        if self.value != field.entered:
            with QSignalBlocker(self):
                self.put(str(field.entered).replace("\n", f"{SEVERAL} "))
        if line := self.lineEdit():
            line.setPlaceholderText(field.placeholder)
            line.setAccessibleName(self.accessibleName())
            line.setToolTip(self.toolTip())

    @property
    def value(self) -> str:
        """What is chosen, or typed. Several may be called the same where nothing can be typed."""
        if not self.isEditable():
            return str(self.currentData() or "")
        place = self.findText(self.currentText())
        known = self.itemData(place) if place >= 0 else None
        typed = (part.strip() for part in self.currentText().split(SEVERAL))
        return "\n".join(typed) if known is None else str(known)

    def put(self, value: str) -> None:
        """Choose a value."""
        place = self.findData(value)
        if place >= 0 or not self.isEditable():
            self.setCurrentIndex(place)
        else:
            self.setEditText(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page have it."""
        event.ignore()

    def _told(self) -> None:
        self._tell(self.value)


class Line(QLineEdit):
    """A text in one line."""

    def __init__(self, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(2000)
        self.textEdited.connect(tell)

    def show_field(self, field: Field) -> None:
        """Show it."""
        if self.text() != field.entered:
            self.setText(str(field.entered))
            self.setCursorPosition(0)
        self.setPlaceholderText(field.placeholder)


class Lines(QPlainTextEdit):
    """A list, one element per line. Tab goes on to the next setting."""

    def __init__(self, tell: Tell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._is_shown_anew = False
        self._tell = tell
        self.textChanged.connect(self._told)
        self.ensurePolished()
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_SHOWN + SIZES.icon + 6)

    def show_field(self, field: Field) -> None:
        """Show it."""
        if self.toPlainText() != field.entered:
            self._is_shown_anew = True
            self.setPlainText(str(field.entered))
            self._is_shown_anew = False
        self.setPlaceholderText(field.placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the dialog's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _told(self) -> None:
        if not self._is_shown_anew:
            self._tell(self.toPlainText())


def editor_for(kind: Kind, look: Look, tell: Tell, parent: QWidget) -> Switch | ChoiceBox | Line | Lines:
    """Make what a setting is entered with."""
    match kind:
        case Kind.SWITCH:
            return Switch(look, tell, parent)
        case Kind.CHOICE:
            return ChoiceBox(look, tell, parent, is_open=False)
        case Kind.OPEN_CHOICE | Kind.SOUND:
            return ChoiceBox(look, tell, parent, is_open=True)
        case Kind.LINES:
            return Lines(tell, parent)
        case Kind.NUMBER | Kind.TEXT | Kind.FILE | Kind.FOLDER:
            return Line(tell, parent)
