"""The first thing that somebody sees: a phone line of their own, or simulated callers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.workplace import Tools

LOGO, NARROWEST = 72, 300


class WayButton(QPushButton):
    """A large key with an icon, what it does, and what that means."""

    def __init__(self, tools: Tools, icon: str, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "way")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setToolTip(title)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        row.setSpacing(SPACE.large)
        picture = Picture(tools.look, SIZES.icon, self)
        picture.display(icon, "accent")
        said = QVBoxLayout()
        said.setSpacing(SPACE.tiny)
        for role, words in (("heading", title), ("muted", text)):
            label = Paragraph(role, words, self)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            said.addWidget(label)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)

    def sizeHint(self) -> QSize:
        """As high as the texts are at this width."""
        layout = self.layout()
        return QSize(NARROWEST, layout.heightForWidth(max(NARROWEST, self.width()))) if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: a text is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the texts have another height."""
        super().resizeEvent(event)
        self.updateGeometry()


class WelcomeStep(QWidget):
    """Two ways to begin."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        say = tools.say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        self.begin = WayButton(
            tools,
            "account",
            say("Set up my phone line"),
            say("You need the server, your extension and your password."),
            self,
        )
        self.demo = WayButton(
            tools,
            "play",
            say("Try it with simulated callers"),
            say("Customers made by this computer call you. No PBX, no account; nothing is changed."),
            self,
        )
        column.addWidget(self.begin)
        column.addWidget(self.demo)
        column.addStretch(1)
        logo = Paragraph("", "", self)
        logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        logo.setPixmap(tools.look.pixmap("softphone", size=LOGO, ratio=self.devicePixelRatioF()))
        column.addWidget(logo)
        column.addStretch(1)
