"""Every way by which the window or the phone ends from here, with a question where the agent is to say.

What ends the phone for another purpose, as restarting it, goes through the same rules as closing the window.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from softphone.ui.desk.phone import DeskPhone
from softphone.ui.desk.quitting import Ending, Farewell, ending, farewell, farewell_for_good
from softphone.ui.views.language import Language
from softphone.ui.views.parting import Answer, Question, changing_to_callers, closing, starting_anew
from softphone.ui.widgets.farewell import FarewellDialog
from softphone.ui.widgets.workplace import Workplace


class Leaving(QObject):
    """Asks one question at a time; when `left` comes, `ends_engine` and `wants_demo` say how."""

    left = Signal()
    """The desk ends."""
    hidden = Signal()
    """The window goes into the tray."""
    asks = Signal()
    """The agent is asked something, and has to see the window."""

    def __init__(self, place: Workplace, phone: DeskPhone, window: QWidget, *, has_tray: bool) -> None:
        super().__init__()
        self._place, self._phone, self._window, self._has_tray = place, phone, window, has_tray
        self._dialog: FarewellDialog | None = None
        self.ends_engine = self.wants_demo = False

    def close(self) -> None:
        """The window is to be closed."""
        phone, background = self._phone, self._place.settings.desk.background
        in_call, is_ours = bool(phone.mirror.calls), phone.is_engine_ours
        decided = farewell(background, in_call=in_call, has_tray=self._has_tray, is_engine_ours=is_ours)
        self._say_farewell(decided, may_hide=self._has_tray)

    def quit(self) -> None:
        """The agent wants an end; a phone that is not ours goes on, but not the window in the tray."""
        phone, background = self._phone, self._place.settings.desk.background
        decided = farewell_for_good(background, in_call=bool(phone.mirror.calls), is_engine_ours=phone.is_engine_ours)
        self._say_farewell(decided, may_hide=self._has_tray and not phone.is_engine_anothers)

    def restart(self) -> None:
        """The phone is to restart."""
        self._end_for(starting_anew, self._restart)

    def begin_demo(self) -> None:
        """Simulated callers are to take the phone's place."""
        self._end_for(changing_to_callers, self._begin_demo)

    def _say_farewell(self, decided: Farewell, *, may_hide: bool) -> None:
        match decided:
            case Farewell.HIDE:
                self.hidden.emit()
            case Farewell.LEAVE:
                self._leave(ends_engine=False)
            case Farewell.END:
                self._leave(ends_engine=True)
            case Farewell.ASK | Farewell.ASK_IN_CALL as asked:
                in_call, can_end = asked is Farewell.ASK_IN_CALL, not self._phone.is_engine_anothers
                question = closing(self._place.say, in_call=in_call, can_end=can_end)
                self._ask(question, lambda answer: self._part(answer, may_hide=may_hide))

    def _end_for(self, question: Callable[[Language], Question], work: Callable[[], None]) -> None:
        phone, say = self._phone, self._place.say
        match ending(in_call=bool(phone.mirror.calls), is_engine_anothers=phone.is_engine_anothers):
            case Ending.NEVER:
                self._place.said.emit(say("Another program started the phone, so it is not ended from here."))
            case Ending.ASK:
                self._ask(question(say), lambda answer: work() if answer == Answer.END else None)
            case Ending.AT_ONCE:
                work()

    def _ask(self, question: Question, then: Callable[[int], None]) -> None:
        self.asks.emit()
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        self._dialog = FarewellDialog(self._window, question)
        self._dialog.finished.connect(lambda answer: self._answered(answer, then))
        self._dialog.open()

    def _answered(self, answer: int, then: Callable[[int], None]) -> None:
        self._dialog = None
        then(answer)

    def _part(self, answer: int, *, may_hide: bool) -> None:
        if answer == Answer.END:
            self._leave(ends_engine=True)
        elif answer == Answer.GO_ON and may_hide:
            self.hidden.emit()
        elif answer == Answer.GO_ON:
            self._leave(ends_engine=False)

    def _restart(self) -> None:
        self._phone.restart_engine()
        self._place.restarting.emit()

    def _begin_demo(self) -> None:
        self.wants_demo = True
        self._leave(ends_engine=True)

    def _leave(self, *, ends_engine: bool) -> None:
        self.ends_engine = ends_engine
        self.left.emit()
