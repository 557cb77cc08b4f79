"""A small window below a button: what something means and what can be done about it. Escape ends it."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from softphone.ui.theme.look import Look, show_as
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.chips import Chip, ChipChoice
from softphone.ui.widgets.labels import Paragraph

WIDTH, EDGE = 300, 1
"""How wide it is at least, and the line round it, which its layout does not count."""


class Popover(QWidget):
    """Explains a chip and offers its choices."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        ground = QFrame(self)
        ground.setProperty("role", "popover")
        whole.addWidget(ground)
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(SPACE.medium, SPACE.medium, SPACE.medium, SPACE.medium)
        self._column.setSpacing(SPACE.small)
        self._buttons: list[QPushButton] = []
        self._chip: Chip | None = None

    def display(self, chip: Chip) -> None:
        """Show what there is to be said about a chip."""
        if chip == self._chip:
            return
        self._chip = chip
        self._clear()
        self.setAccessibleName(chip.title)
        heading = QLabel(chip.title, self)
        heading.setProperty("role", "heading")
        self._column.addWidget(heading)
        for line in chip.explanation:
            self._column.addWidget(Paragraph("muted", line, self))
        for choice in chip.choices:
            self._add(choice)
        self._fit()

    def open_below(self, anchor: QWidget) -> None:
        """Show it below a widget, inside the screen, with the keyboard on the first choice."""
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + SPACE.tiny))
        room = anchor.screen().availableGeometry()
        self._fit()
        corner.setX(max(room.left() + SPACE.small, min(corner.x(), room.right() - self.width() - SPACE.small)))
        corner.setY(min(corner.y(), max(room.top(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        if self._buttons:
            chosen = next((button for button in self._buttons if button.property("chosen")), self._buttons[0])
            chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """Be as wide as the widest choice, and as high as the texts are then."""
        margins = self._column.contentsMargins()
        widest = max((button.sizeHint().width() for button in self._buttons), default=0)
        width = max(WIDTH, widest + margins.left() + margins.right() + SPACE.large)
        for text in self.findChildren(QLabel):
            text.ensurePolished()  # else it is measured in letters of another size
        self._column.activate()
        self.setFixedSize(width, self._column.heightForWidth(width - 2 * EDGE) + 2 * EDGE)
        self.resize(self.minimumSize())  # a desktop may have given a hidden window another size meanwhile

    def _clear(self) -> None:
        self._buttons.clear()
        while entry := self._column.takeAt(0):
            if widget := entry.widget():
                widget.setParent(None)
                widget.deleteLater()

    def _add(self, choice: ChipChoice) -> None:
        button = QPushButton(choice.text, self)
        button.setProperty("role", "choice")
        button.setAccessibleName(choice.text)
        button.setToolTip(choice.text)
        button.setIconSize(QSize(SIZES.icon_small, SIZES.icon_small))
        icon = "pending" if choice.is_pending else choice.icon
        if icon:
            button.setIcon(self._look.icon(icon, "accent" if choice.is_current else "muted", SIZES.icon_small))
        show_as(button, chosen=choice.is_current)
        button.clicked.connect(partial(self._choose, choice))
        button.ensurePolished()
        self._column.addWidget(button)
        self._buttons.append(button)

    def _choose(self, choice: ChipChoice) -> None:
        self.close()
        self.chosen.emit(choice)
