"""One line of the settings dialog: what a setting is for, what it is entered with, and below it what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.settings.entering import Entered, Kind
from softphone.ui.views.settings.fields import Field
from softphone.ui.views.settings.plan import Names
from softphone.ui.widgets.figures import Picture
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.settings.browse_key import BrowseKey
from softphone.ui.widgets.settings.editors import editor_for
from softphone.ui.widgets.workplace import Tools

EDITOR_WIDTH, NUMBER_WIDTH = 260, 110


class FieldRow(QWidget):
    """Shows a `Field`; `entered` tells what somebody changed it to."""

    entered = Signal(object, object)

    def __init__(self, tools: Tools, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.names: Names = field.names
        self.editor = editor_for(field.kind, tools.look, self._tell, self)
        self.browse = BrowseKey(tools.say, field.browsing, self) if field.browsing else None
        self._title = Paragraph("", "", self)
        self._hint = Paragraph("small", "", self)
        self._fault = Paragraph("small", "", self)
        self._fault.setProperty("tone", "bad")
        self._why_locked = Paragraph("small", "", self)
        self._lock = Picture(tools.look, SIZES.icon_small, self)
        self._lay_out(field.kind)
        self.display(field)

    def display(self, field: Field) -> None:
        """Look like this setting."""
        self._title.setText(field.title)
        show_as(self._title, role="strong" if field.is_changed else "")
        for label, text in ((self._hint, field.hint), (self._fault, field.fault), (self._why_locked, field.why_locked)):
            label.setText(text)
            label.setVisible(bool(text))
        self._lock.setVisible(bool(field.why_locked))
        self._lock.display("lock", "muted")
        self.editor.setAccessibleName(field.title)
        self.editor.setAccessibleDescription(" ".join(filter(None, (field.fault, field.hint, field.why_locked))))
        self.editor.setToolTip(field.explanation)
        self.editor.setEnabled(not field.why_locked)
        show_as(self.editor, wrong=bool(field.fault))
        self.editor.show_field(field)
        if self.browse:
            self.browse.show_field(field)

    def take_keyboard(self) -> None:
        """Let the setting be entered."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, kind: Kind) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE.tiny, 0, SPACE.tiny)
        row.setSpacing(SPACE.large)
        said = QVBoxLayout()
        said.setSpacing(SPACE.hair)
        for label in (self._title, self._hint, self._fault, self._why_locked):
            said.addWidget(label)
        row.addLayout(said, 1)
        row.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        if kind is Kind.NUMBER:
            self.editor.setFixedWidth(NUMBER_WIDTH)
        elif kind is not Kind.SWITCH:
            self.editor.setFixedWidth(EDITOR_WIDTH)
        entering = QVBoxLayout()
        entering.setSpacing(SPACE.tiny)
        entering.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignRight)
        if self.browse:
            self.browse.chosen.connect(self._tell)
            entering.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignRight)
        entering.addStretch(1)
        row.addLayout(entering)

    def _tell(self, entered: Entered) -> None:
        self.entered.emit(self.names, entered)
