"""The bar that says that after-call work goes on, with the key that ends it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from softphone.protocol.commands import WrapUp
from softphone.ui.theme.look import with_figures
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.wrap_up import WrapUpBar
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import OneLine
from softphone.ui.widgets.shortcuts import press_by, with_keys
from softphone.ui.widgets.workplace import Tools


class WrapUpWidget(QFrame):
    """Shows after-call work while there is some."""

    asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", "warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.medium, SPACE.tiny, SPACE.tiny, SPACE.tiny)
        row.setSpacing(SPACE.small)
        picture = Picture(tools.look, SIZES.icon, self)
        picture.display("wrap-up", "warn")
        self._text = OneLine("strong", self)
        self._clock = QLabel(self)
        self._clock.setFont(with_figures(self._clock.font()))
        done = QPushButton(tools.say("Done"), self)
        done.setAccessibleName(tools.say("End after-call work"))
        done.setToolTip(with_keys(tools.say("End after-call work"), "Ctrl+D"))
        press_by(done, "Ctrl+D")
        done.clicked.connect(lambda: self.asked.emit(WrapUp()))
        row.addWidget(picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._clock)
        row.addWidget(done)
        self.hide()

    def display(self, bar: WrapUpBar | None) -> None:
        """Show it, or nothing."""
        if bar:
            self._text.display(bar.text)
            self._clock.setText(bar.clock)
            self.setAccessibleName(f"{bar.text} {bar.clock}")
        self.setVisible(bar is not None)
