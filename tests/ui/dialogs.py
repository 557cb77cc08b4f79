"""Every page of the settings dialog and every step of the first start, one after the other."""

from collections.abc import Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from softphone.ui.views.settings.assistant import Step
from softphone.ui.views.settings.plan import FILE, PAGES
from softphone.ui.views.settings.trial import outcome
from softphone.ui.widgets.settings.assistant import Assistant
from softphone.ui.widgets.settings.dialog import SettingsDialog
from tests.ui.stage import Stage

REFUSED = '{"about":"registration","grade":"bad","says":"office cannot register: 403 Forbidden","code":403}'


def settings_pages(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Open the settings, and look at one page after the other."""
    dialog = SettingsDialog(stage.place, stage.window)
    dialog.show()
    for page in (*(plan.name for plan in PAGES), FILE):
        dialog.show_page(page)
        _settle()
        yield f"settings-{page}", dialog
    dialog.close()


def assistant_steps(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Go through the first start; the registrar refuses the account."""
    assistant = Assistant(stage.place, stage.window)
    assistant.account.server.setText("pbx.example.com")
    assistant.account.user.setText("4711")
    assistant.account.password.setText("hidden")
    assistant.account.trial.display(outcome(REFUSED, stage.place.say))
    assistant.show()
    for step in Step:
        assistant.show_step(step)
        _settle()
        yield f"first-start-{step.name.lower()}", assistant
    assistant.close()


def _settle() -> None:
    for _ in range(5):  # a layout inside a layout is laid out after it, and files are read in a thread
        QTest.qWait(10)
