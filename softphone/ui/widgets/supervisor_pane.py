"""The supervisor's tab: colleagues and a key to enter a call by, and, once in one, who hears the supervisor."""

from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from softphone.ui.views.mirror import Mirror
from softphone.ui.views.supervising import inside
from softphone.ui.widgets.supervised_call import SupervisedCall
from softphone.ui.widgets.supervision_form import SupervisionForm
from softphone.ui.widgets.workplace import Workplace


class SupervisorPane(QWidget):
    """Shows the way into a call, or the call that is being supervised."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.form = SupervisionForm(place, self)
        self.call = SupervisedCall(place.tools, self)
        self._stack = QStackedWidget(self)
        for part in (self.form, self.call):
            self._stack.addWidget(part)
            part.asked.connect(place.phone.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        place.phone.changed.connect(self._take)
        self._take(place.phone.mirror)

    def _take(self, mirror: Mirror) -> None:
        place = self._place
        shown = inside(mirror, place.say, place.region)
        if shown:
            self.call.display(shown)
        self.form.judge_anew()
        part = self.call if shown else self.form
        self.setFocusProxy(part)
        if self._stack.currentWidget() is not part:
            keyboard = QApplication.focusWidget()
            has_keyboard = keyboard is not None and self.isAncestorOf(keyboard)
            self._stack.setCurrentWidget(part)
            if has_keyboard:
                part.take_keyboard()
