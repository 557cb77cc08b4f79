"""A field that offers some things, one of which is chosen. Only a person's choice is told."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.ui.theme.look import Look
from softphone.ui.widgets.arrow_box import ArrowBox


class Chooser(ArrowBox):
    """Offers texts; the chosen one is whole in the tooltip."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._name = name
        self._texts: tuple[str, ...] = ()
        self.setProperty("role", "chooser")
        self.setAccessibleName(name)
        self.activated.connect(self.chosen)

    def display(self, texts: tuple[str, ...], place: int) -> None:
        """Offer these, one of them as the chosen one; what is open stays open while nothing else is offered."""
        if texts != self._texts:
            self._texts = texts
            self.clear()
            self.addItems(texts)
        if place != self.currentIndex():
            self.setCurrentIndex(place)
        shown = texts[place] if 0 <= place < len(texts) else ""
        self.setToolTip(f"{self._name}: {shown}" if shown else self._name)
