"""Between the phone and the window: keeps the lines and what was chosen, and has everything shown again after a change.

Decides nothing about calls: what is shown is made by `softphone.ui.views`.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.protocol.answers import HistoryPage
from softphone.protocol.contacts import Contacts, ContactsPage
from softphone.protocol.enquiries import History
from softphone.protocol.events import AudioMissing
from softphone.protocol.figures import Figures
from softphone.protocol.state import CallPhase
from softphone.ui.views.callees import Callee
from softphone.ui.views.desk import DeskView, Glance, desk_view
from softphone.ui.views.dialling import DialField, dial_field
from softphone.ui.views.keys import Key
from softphone.ui.views.line_keys import DIAL_PAD, LineKey, Lines, assigned
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.notices import SettingsTrouble
from softphone.ui.views.suggestions import Suggestion, joined, of_contacts, of_history
from softphone.ui.views.target import target_keys
from softphone.ui.widgets.workplace import Workplace

TICK_MS = 1000
SUGGESTIONS_ASKED = 30
LONGEST_QUESTION = 100


class Presenter(QObject):
    """Has the desk shown."""

    shown = Signal(object)
    """The `DeskView` of now."""
    suggested = Signal(object)

    def __init__(self, place: Workplace, trouble: SettingsTrouble | None, clock: Callable[[], float]) -> None:
        super().__init__()
        self._place, self._trouble, self._clock = place, trouble, clock
        self._lines: Lines = (None,) * place.settings.desk.line_keys
        self._chosen: str | None = None
        self._focus: str | None = None
        self._wondered = ""
        self._contacts: tuple[Suggestion, ...] = ()
        self._calls: tuple[Suggestion, ...] = ()
        self._figures: Figures | None = None
        self._silences: dict[str, str] = {}
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.show_anew)
        place.phone.changed.connect(self._take)
        place.phone.measured.connect(self._hear_figures)
        place.phone.happened.connect(self._hear)

    def show_anew(self) -> None:
        """Show everything as it is now."""
        view = self.view()
        self.shown.emit(view)
        if view.has_clock and not self._tick.isActive():
            self._tick.start()
        elif not view.has_clock:
            self._tick.stop()

    def forget_trouble(self) -> None:
        """The settings can be used now."""
        self._trouble = None
        self.show_anew()

    def view(self) -> DeskView:
        """Make what is to be shown."""
        glance = Glance(
            say=self._place.say,
            region=self._place.region,
            lines=self._lines,
            chosen=self._chosen,
            now=self._clock(),
            figures=self._figures,
            trouble=self._trouble,
            silences=self._silences,
            has_voicemail=bool(self._place.settings.calls.voicemail_code),
        )
        return desk_view(self._place.phone.mirror, glance)

    def judge(self, callee: Callee) -> DialField:
        """Say whether somebody can be called now."""
        return dial_field(callee, self._place.phone.mirror, self._place.say)

    def judge_target(self, kind: str, call_id: str, callee: Callee) -> tuple[Key, ...]:
        """Say what can be done with somebody as the target of a transfer, or as a further party."""
        return target_keys(kind, call_id, callee, self._place.phone.mirror, self._place.say)

    def press_line(self, line: LineKey) -> None:
        """Choose a line; pressed again, do what its lamp asks for."""
        if line.is_chosen and line.command is not None:
            self._place.phone.ask(line.command)
        self._choose(line.call_id or DIAL_PAD)

    def choose_dial_pad(self) -> None:
        """Show the dial pad, also during a call."""
        self._choose(DIAL_PAD)

    def wonder(self, text: str) -> None:
        """Look who could be meant by what is typed."""
        self._wondered, self._contacts, self._calls = text, (), ()
        phone = self._place.phone
        phone.enquire(Contacts(contains=text[:LONGEST_QUESTION], limit=SUGGESTIONS_ASKED), partial(self._know, text))
        phone.enquire(History(text=text[:LONGEST_QUESTION], limit=SUGGESTIONS_ASKED), partial(self._remember, text))

    def _choose(self, chosen: str) -> None:
        """Show this instead of what matters; where there is no call, the next one matters more than any choice."""
        self._chosen = chosen if self._place.phone.mirror.calls else None
        self.show_anew()

    def _know(self, text: str, page: ContactsPage) -> None:
        self._suggest(text, of_contacts(page.contacts, self._place.say, self._place.region), self._calls)

    def _remember(self, text: str, page: HistoryPage) -> None:
        self._suggest(text, self._contacts, of_history(page.entries, self._place.say, self._place.region))

    def _suggest(self, text: str, contacts: tuple[Suggestion, ...], calls: tuple[Suggestion, ...]) -> None:
        """Show what is known so far; an answer to what nobody asks any more is let go."""
        if text == self._wondered:
            self._contacts, self._calls = contacts, calls
            self.suggested.emit(joined(contacts, calls))

    def _hear_figures(self, figures: Figures) -> None:
        """Keep how the calls sound; the next tick shows it, while nobody talks there is nothing to know."""
        self._figures = figures

    def _hear(self, event: object) -> None:
        """Keep why nothing is heard, as long as the call is there."""
        if isinstance(event, AudioMissing):
            self._silences[event.payload.call.call_id] = event.payload.known
            self.show_anew()

    def _take(self, mirror: Mirror) -> None:
        self._lines = assigned(self._lines, mirror.calls, self._place.settings.desk.line_keys)
        focus = next((call.call_id for call in mirror.calls if call.has_focus), None)
        if focus != self._focus or (self._chosen and mirror.call(self._chosen) is None) or not mirror.calls:
            self._chosen = None
        self._focus = focus
        self._silences = {name: why for name, why in self._silences.items() if mirror.call(name)}
        if not any(call.phase is CallPhase.CONNECTED for call in mirror.calls):
            self._figures = None
        self.show_anew()
