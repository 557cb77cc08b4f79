"""The settings file as text, checked while it is typed: for those who prefer it, and for a file that is broken."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from softphone.settings.checking import Checked
from softphone.settings.problems import has_errors
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.settings.wording import problem_text
from softphone.ui.widgets.labels import OneLine, Paragraph
from softphone.ui.widgets.workplace import Tools

PAUSE_MS = 400
PROBLEMS_SHOWN_PX = 110


class FilePage(QWidget):
    """Shows the text and its problems; `wondered` asks for a check, `saved` for the file to be written."""

    wondered = Signal(str)
    saved = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        say = tools.say
        self._say = say
        self._file = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        column.setSpacing(SPACE.small)
        self.name = OneLine("small", self)
        column.addWidget(self.name)
        self.text = self._editor()
        column.addWidget(self.text, 1)
        self.problems = QListWidget(self)
        self.problems.setAccessibleName(say("Problems of the file"))
        self.problems.setToolTip(say("Enter leads to the line"))
        self.problems.setMaximumHeight(PROBLEMS_SHOWN_PX)
        self.problems.setWordWrap(True)
        self.problems.itemActivated.connect(self._go_to)
        column.addWidget(self.problems)
        column.addLayout(self._bottom())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.wondered.emit(self.text.toPlainText()))

    def open(self, file: str, text: str) -> None:
        """Begin with a file."""
        self._file = file
        self.name.display(file)
        self.text.setPlainText(text)
        self.text.document().setModified(False)
        self.wondered.emit(text)

    def renew(self, text: str) -> None:
        """Follow the file, which has been written; what is typed since then stays, and is not saved yet."""
        if text == self.text.toPlainText():
            self.text.document().setModified(False)
        elif not self.is_changed:
            self.open(self._file, text)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.text.document().isModified()

    def display(self, checked: Checked) -> None:
        """Name what is wrong with what stands there."""
        self.problems.clear()
        for problem in checked.problems:
            item = QListWidgetItem(problem_text(problem, self._say, beside=self._file), self.problems)
            item.setToolTip(problem_text(problem, self._say))
            item.setData(Qt.ItemDataRole.UserRole, problem.line if problem.source == self._file else None)
        self.problems.setVisible(bool(checked.problems))
        is_wrong = has_errors(checked.problems)
        self.save.setEnabled(not is_wrong)
        say = self._say
        self.says.setText(say("The file can be used.") if not is_wrong else say("Mend what is named above, then save."))

    def take_keyboard(self) -> None:
        """Begin at the first problem, if there is one."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.problems.count():
            self._go_to(self.problems.item(0))

    def _editor(self) -> QPlainTextEdit:
        editor = QPlainTextEdit(self)
        editor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        editor.setProperty("role", "code")
        editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        editor.setTabChangesFocus(True)
        editor.setAccessibleName(self._say("Text of the settings file"))
        editor.setToolTip(self._say("Text of the settings file"))
        editor.textChanged.connect(self._begin_pause)
        return editor

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.says = Paragraph("muted", "", self)
        self.save = QPushButton(self._say("Save the file"), self)
        self.save.setAccessibleName(self._say("Save the file"))
        self.save.setToolTip(self._say("Save the file; what stood there before is kept beside it"))
        self.save.setAutoDefault(False)
        self.save.clicked.connect(lambda: self.saved.emit(self.text.toPlainText()))
        row.addWidget(self.says, 1)
        row.addWidget(self.save)
        return row

    def _begin_pause(self) -> None:
        self.save.setEnabled(False)
        self._pause.start()

    def _go_to(self, item: QListWidgetItem) -> None:
        line = item.data(Qt.ItemDataRole.UserRole)
        if line:
            block: QTextBlock = self.text.document().findBlockByNumber(line - 1)
            self.text.setTextCursor(QTextCursor(block))
            self.text.centerCursor()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
