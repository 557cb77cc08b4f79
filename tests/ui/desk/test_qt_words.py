"""Menus and dialogs that are Qt's own speak the window's language."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from softphone.ui.desk.qt_words import speak


@pytest.mark.parametrize(("code", "copy"), [("de", "&Kopieren"), ("en", "&Copy"), ("xx", "&Copy")])
def test_the_menu_of_a_field_speaks_the_windows_language(qapp: QApplication, code: str, copy: str) -> None:
    words = speak(qapp, code)
    field = QLineEdit()
    menu = field.createStandardContextMenu()
    texts = [action.text().partition("\t")[0] for action in menu.actions()]
    menu.deleteLater()
    if words:
        qapp.removeTranslator(words)

    assert copy in texts
