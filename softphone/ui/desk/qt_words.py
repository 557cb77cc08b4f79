"""Lets Qt's own menus and dialogs (copy, paste, the choice of a file) speak the window's language, if Qt knows it."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication


def speak(app: QApplication, code: str) -> QTranslator | None:
    """Speak a language from now on; None where Qt has no words in it, or needs none."""
    words = QTranslator(app)
    if not words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        return None
    app.installTranslator(words)
    return words
