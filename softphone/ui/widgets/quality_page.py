"""How calls sound: a call to choose, a verdict in words, and the figures over time. One that goes on is followed."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.events import Hangup
from softphone.ui.theme.tokens import SPACE
from softphone.ui.views.history import Reader
from softphone.ui.views.mirror import Mirror
from softphone.ui.views.sound_choice import CallChoice, asked, choice_of, choices, offer, party_names
from softphone.ui.views.sound_graphs import graphs
from softphone.ui.views.sound_report import report_of
from softphone.ui.widgets.chooser import Chooser
from softphone.ui.widgets.labels import Paragraph
from softphone.ui.widgets.plot_library import PlotLibrary
from softphone.ui.widgets.sound_feed import SoundFeed
from softphone.ui.widgets.sound_legend import SoundLegend
from softphone.ui.widgets.sound_words import SoundWords
from softphone.ui.widgets.workplace import Workplace

if TYPE_CHECKING:
    from softphone.ui.widgets.sound_plots import SoundPlots

SAVED_MS = 1500
"""A call that is over is in the history soon after."""


class QualityPage(QWidget):
    """Shows the call that matters, until somebody chooses another one."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._over = HistoryPage()
        self._offered: tuple[CallChoice, ...] = ()
        self._party = 0
        self._is_following = True
        self._graph_trouble = ""
        self.feed = SoundFeed(place.phone, self)
        self.calls = Chooser(place.look, place.say("Shown call"), self)
        self.parties = Chooser(place.look, place.say("Party"), self)
        self.words = SoundWords(place.tools, self)
        self.nothing = Paragraph("muted", "", self)
        self._make_graphs()
        self._lay_out()
        self._saved = QTimer(self, singleShot=True, interval=SAVED_MS)
        self._connect()
        self._library.fetch()
        self._offer()

    def show_past(self, entry: HistoryEntry) -> None:
        """Show a call of the history."""
        self._is_following = False
        choice = choice_of(entry, self._reader)
        self.feed.listen(choice)
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        """Know which calls there were when somebody looks."""
        super().showEvent(event)
        self._offer()
        self._ask()

    def _make_graphs(self) -> None:
        """Make room for the graphs; what draws them comes later."""
        self._graphs = QFrame(self)
        self._graphs.setProperty("role", "card")
        self._graph_column = QVBoxLayout(self._graphs)
        self._graph_column.setContentsMargins(SPACE.tiny, SPACE.small, SPACE.small, SPACE.tiny)
        self._graph_column.addWidget(SoundLegend(self._place.look, self._place.say, self._graphs))
        self._graph_column.addStretch(1)
        self.plots: SoundPlots | None = None
        self._library = PlotLibrary(self)

    def _lay_out(self) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(SPACE.medium, SPACE.small, SPACE.medium, SPACE.small)
        column.setSpacing(SPACE.small)
        for widget in (self.calls, self.parties, self.words, self.nothing):
            column.addWidget(widget)
        column.addWidget(self._graphs, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setFocusProxy(self.calls)

    def _connect(self) -> None:
        self.calls.chosen.connect(self._choose)
        self.parties.chosen.connect(self._choose_party)
        self.feed.changed.connect(self._show)
        self._saved.timeout.connect(self._ask_again)
        self._library.ready.connect(self._add_plots)
        self._library.failed.connect(self._do_without_plots)
        self._place.phone.changed.connect(self._take)
        self._place.phone.happened.connect(self._hear)
        self._place.wants_sound.connect(self.show_past)

    @property
    def _reader(self) -> Reader:
        place = self._place
        return Reader(place.say, datetime.now().astimezone().date(), place.region)

    def _add_plots(self) -> None:
        from softphone.ui.widgets.sound_plots import SoundPlots  # noqa: PLC0415 - the window starts without it

        self.plots = SoundPlots(self._place.tools, self._graphs)
        self.plots.setAccessibleName(self._place.say("Sound quality over time"))
        self._graph_column.takeAt(1)
        self._graph_column.addWidget(self.plots, 1)
        self._show()

    def _do_without_plots(self, why: str) -> None:
        self._graph_trouble = self._place.say("Graphs cannot be drawn: {why}", why=why)
        self._show()

    def _ask(self) -> None:
        self._place.phone.enquire(asked(), self._know)

    def _ask_again(self) -> None:
        """A call that was over when somebody began to look may have been kept only now."""
        if self.isVisible():
            self._ask()

    def _know(self, page: HistoryPage) -> None:
        self._over = page
        self._offer()

    def _hear(self, event: object) -> None:
        if isinstance(event, Hangup):
            self._saved.start()

    def _take(self, mirror: Mirror) -> None:
        """There may be other calls; what nobody looks at is found out when somebody does."""
        del mirror
        if self.isVisible():
            self._offer()

    def _offer(self) -> None:
        """List the calls there are; follow the one that matters, or the chosen one over its end."""
        listed = choices(self._place.phone.mirror, self._over, self._reader)
        offered = offer(listed, self.feed.choice, is_following=self._is_following)
        self._offered = offered.choices
        if offered.shown != self.feed.choice:
            self._party = 0
            self.feed.listen(offered.shown)
        self._show()

    def _choose(self, place: int) -> None:
        self._is_following = place == 0
        self._party = 0
        self.feed.listen(self._offered[place])

    def _choose_party(self, place: int) -> None:
        self._party = place
        self._show()

    def _show(self) -> None:
        """Show everything as it is now; not while nobody looks."""
        if not self.isVisible():
            return
        choice, legs, say = self.feed.choice, self.feed.parties, self._place.say
        place = self._offered.index(choice) if choice in self._offered else -1
        self.calls.display(tuple(one.title for one in self._offered), place)
        self.calls.setVisible(bool(self._offered))
        call = self._place.phone.mirror.call(choice.call_id) if choice and choice.entry is None else None
        self.parties.display(party_names(call, legs, say), self._party)
        self.parties.setVisible(len(legs) > 1)
        leg_id = legs[self._party][0] if self._party < len(legs) else ""
        report = report_of(choice, self.feed.figures(leg_id), say)
        self.words.setVisible(report is not None)
        if report:
            self.words.display(report)
        self._show_graphs(leg_id)

    def _show_graphs(self, leg_id: str) -> None:
        say, track = self._place.say, self.feed.track(leg_id)
        if self.feed.choice is None:
            text = say("Nobody talks, and no call is kept. The figures of a call are shown here while it goes on.")
        elif not track.beats and not self.feed.is_waiting and self.feed.choice.entry:
            text = say("Nothing is kept of how this call sounded second by second.")
        else:
            text = self._graph_trouble
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
        self._graphs.setVisible(not text)
        if self.plots is not None:
            self.plots.display(graphs(track, say))
