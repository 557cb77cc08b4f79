"""The line below the pages of the settings: what saving would mean or did, and the keys for it."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.pages import Footer
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.shortcuts import press_by, with_keys
from softphone.ui.widgets.workplace import Tools

SAVE = "Ctrl+S"


class FooterBar(QFrame):
    """Shows a `Footer`."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        say = tools.say
        self.setProperty("role", "footer")
        self._footer = Footer()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        row.setSpacing(SPACE.small)
        self._text = Paragraph("", "", self)
        row.addWidget(self._text, 1)
        self.restart = self._key(say("Restart the phone"), say("Restart the phone; the window stays"))
        self.close_button = self._key(say("Close"), say("Close (Esc)"))
        self.save = self._key(say("Save"), with_keys(say("Save"), SAVE))
        self.save.setProperty("role", "primary")
        press_by(self.save, SAVE)
        for key in (self.restart, self.close_button, self.save):
            row.addWidget(key)
        self.display(self._footer)

    def display(self, footer: Footer) -> None:
        """Look like this."""
        self._footer = footer
        self._text.setText(footer.text)
        show_as(self._text, tone=footer.tone.value)
        self.save.setEnabled(footer.can_save)
        self.restart.setVisible(footer.offers_restart)

    def warned(self, text: str) -> Footer:
        """Give what is shown now, with a warning as its text."""
        return replace(self._footer, text=text, tone=Tone.WARN)

    def _key(self, title: str, tip: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setAccessibleName(title)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button
