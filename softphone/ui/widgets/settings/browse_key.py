"""The key beside a setting that names a file or a folder: it lets one be looked for, with the mouse or the keyboard."""

from PySide6.QtCore import QDir, QFileInfo, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from softphone.ui.views.language import Language
from softphone.ui.views.settings.browsing import Browsing
from softphone.ui.views.settings.entering import Entered
from softphone.ui.views.settings.fields import Field


class BrowseKey(QPushButton):
    """Tells what stands in the setting when something was chosen."""

    chosen = Signal(object)

    def __init__(self, say: Language, browsing: Browsing, parent: QWidget) -> None:
        super().__init__(say("Browse ..."), parent)
        self._say, self._browsing = say, browsing
        self._entered: Entered = ""
        self.setAutoDefault(False)
        self.clicked.connect(self._browse)

    def show_field(self, field: Field) -> None:
        """Belong to this setting."""
        self._entered = field.entered
        name = f"{self._browsing.title(self._say)}: {field.title}"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setEnabled(not field.why_locked)

    def _browse(self) -> None:
        asked, say = self._browsing, self._say
        dialog = QFileDialog(self, self.accessibleName())
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)  # speaks the window's language, and looks like it
        modes = QFileDialog.FileMode
        several = modes.ExistingFiles if asked.is_list else modes.ExistingFile
        dialog.setFileMode(modes.Directory if asked.is_folder else several)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, asked.is_folder)
        if asked.filter:
            dialog.setNameFilters([asked.filter, "*"])
        labels = QFileDialog.DialogLabel
        for label, text in (
            (labels.LookIn, say("In folder")),
            (labels.FileName, say("Name")),
            (labels.FileType, say("Kind of file")),
            (labels.Accept, say("Choose")),
            (labels.Reject, say("Cancel")),
        ):
            dialog.setLabelText(label, text)
        place = QFileInfo(asked.begins_at(self._entered))
        dialog.setDirectory(place.dir() if place.isAbsolute() and place.dir().exists() else QDir.home())
        dialog.filesSelected.connect(self._choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, paths: list[str]) -> None:
        self.chosen.emit(self._browsing.entered(self._entered, paths))
