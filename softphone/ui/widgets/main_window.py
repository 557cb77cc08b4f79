"""The window: top bar, notices, the phone, and the tabs, below each other or side by side as there is room."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.callees import Callee
from softphone.ui.views.desk import DeskView
from softphone.ui.views.keys import Key
from softphone.ui.views.language import mark
from softphone.ui.widgets.dial_pad import Judge
from softphone.ui.widgets.giving_way import GivingWay
from softphone.ui.widgets.notice_bar import NoticeBar
from softphone.ui.widgets.parts import MenuEntry, Tab
from softphone.ui.widgets.phone_pane import PhonePane
from softphone.ui.widgets.tab_bar import TabBar
from softphone.ui.widgets.target_panel import JudgeTarget
from softphone.ui.widgets.top_bar import TopBar
from softphone.ui.widgets.unseen_keys import UnseenKeys
from softphone.ui.widgets.workplace import Workplace

PHONE = "phone"
PHONE_TITLE = mark("Phone")
LEAST_NOTICES = 34
"""Room for one line of what is wrong, in pixels at 100 %; more can be scrolled to."""


class MainWindow(QMainWindow):
    """Shows a `DeskView`; what is asked of the phone goes out by `asked`."""

    asked = Signal(object)
    line_pressed = Signal(object)
    dialling = Signal()
    """The dial pad is wanted, whatever goes on."""
    closing = Signal()
    minimised = Signal()

    def __init__(
        self,
        place: Workplace,
        judge: Judge,
        judge_target: JudgeTarget,
        tabs: tuple[Tab, ...],
        entries: tuple[MenuEntry, ...],
    ) -> None:
        super().__init__()
        self._place, self._judge = place, judge
        self._tabs = {tab.name: tab for tab in tabs}
        self._entries = {entry.name: entry for entry in entries}
        self._actions: dict[str, QAction] = {}
        self._pages: dict[str, QWidget] = {}
        self._chosen = PHONE
        self._is_wide: bool | None = None
        self._has_card = False
        self.may_close = False
        self.setWindowTitle("softphone")
        self.top = TopBar(place.tools, self)
        self.notices = NoticeBar(place.look, self)
        self.phone = PhonePane(place.tools, judge, judge_target, self)
        self.pages = QStackedWidget(self)
        self.tab_bar = TabBar(place.tools, self)
        self._unseen = UnseenKeys(self, self.phone.card)
        self._lay_out()
        self._add_tabs()
        self._add_entries()
        self._connect()
        self.resize(SIZES.phone_width, SIZES.phone_height)

    def display(self, view: DeskView) -> None:
        """Make the window look like `view`."""
        self.top.display(view.chips)
        if view.card is not None:  # room is made before it is taken: the window would grow, and stay so
            self._make_room(has_card=True)
            self.notices.display(view.notices)
            self.phone.display(view)
        else:
            self.phone.display(view)
            self._make_room(has_card=False)
            self.notices.display(view.notices)
        self._unseen.display(view)

    def show_place(self, name: str) -> None:
        """Show a tab and let it have the keyboard, or open what a menu entry stands for."""
        if name in self._entries:
            self._entries[name].open(self._place, self)
        elif name == PHONE:
            if not self._is_wide:  # there it is shown already, and the tab beside it is still wanted
                self._choose(PHONE)
            self.phone.take_keyboard()
        elif name in self._tabs:
            self._choose(name)
            self._page(name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, name: str) -> None:
        self._chosen = name
        self._arrange()

    def show_dial(self, text: str) -> None:
        """Put a number into the dial field and show it."""
        self.show_place(PHONE)
        self.dialling.emit()
        self.phone.dial.put(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change between one column and two."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard in the dial field, or on the call."""
        super().showEvent(event)
        self.phone.take_keyboard()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is decided elsewhere: it may end the phone."""
        if self.may_close:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the agent wants the window out of the way."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()

    def _lay_out(self) -> None:
        ground = QWidget(self)
        ground.setProperty("role", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        around = QHBoxLayout()
        around.setContentsMargins(SPACE.medium, SPACE.tiny, SPACE.medium, 0)
        around.addWidget(GivingWay(self.notices, self._place.say("Notices"), LEAST_NOTICES, ground))
        column.addLayout(around)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(0)
        self._columns.addWidget(self.phone)
        self._aside = QWidget(ground)
        self._side = QVBoxLayout(self._aside)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(0)
        self._side.addWidget(self.pages, 1)
        self._columns.addWidget(self._aside, 1)
        column.addLayout(self._columns, 1)
        column.addWidget(self.tab_bar)
        self._column = column
        self.setCentralWidget(ground)

    def _press_unseen(self, key: Key) -> None:
        """Do what a key of a call asks for whose card is not seen, or say why not."""
        if key.is_enabled:
            self.asked.emit(key.command)
        else:
            self.notices.say(key.why_not)

    def _call(self, callee: Callee) -> None:
        """Call somebody who was chosen in a tab, or say why not."""
        verdict = self._judge(callee)
        if verdict.command is None:
            self.notices.say(verdict.why_not)
            return
        self.asked.emit(verdict.command)
        if not self._is_wide:  # the call would be hidden behind the tab
            self.show_place(PHONE)

    def _add_tabs(self) -> None:
        say = self._place.say
        self.tab_bar.add(PHONE, say(PHONE_TITLE), "phone")
        for tab in self._tabs.values():
            self.tab_bar.add(tab.name, say(tab.title), tab.icon)

    def _add_entries(self) -> None:
        say, look = self._place.say, self._place.look
        for entry in self._entries.values():
            action = self.top.menu.addAction(look.icon(entry.icon, "muted"), say(entry.title))
            action.setShortcut(entry.shortcut)
            self.addAction(action)  # a shortcut of a closed menu works only in a window that has the action, too
            action.triggered.connect(lambda *_, name=entry.name: self.show_place(name))
            self._actions[entry.name] = action
        self._offer_entries()

    def _offer_entries(self) -> None:
        """Offer what is for these settings."""
        for name, action in self._actions.items():
            action.setVisible(self._entries[name].is_for(self._place.settings))

    def _connect(self) -> None:
        self.tab_bar.chosen.connect(self.show_place)
        self.phone.asked.connect(self.asked)
        self.phone.line_pressed.connect(self.line_pressed)
        self.phone.opened.connect(self.show_place)
        self.phone.turned.connect(self._unseen.look_again)
        self._unseen.asked.connect(self._press_unseen)
        self._place.wants_call.connect(self._call)
        self._place.settings_changed.connect(self._offer_entries)
        self._place.wants_place.connect(self.show_place)
        self._place.wants_dial.connect(self.show_dial)
        self._place.said.connect(self.notices.say)
        self._place.phone.said.connect(self.notices.say)
        QShortcut(QKeySequence("Ctrl+L"), self, lambda: self.show_dial(self.phone.dial.field.text()))

    def _arrange(self) -> None:
        """Put the phone and the tabs below each other or side by side."""
        is_wide = self.width() >= SIZES.wide_from and bool(self._tabs)
        chosen = self._chosen
        if is_wide and chosen == PHONE:  # which stays chosen for when the window is narrow again
            chosen = next(iter(self._tabs))
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._column.removeWidget(self.tab_bar)
            self._side.removeWidget(self.tab_bar)
            if is_wide:
                self._side.insertWidget(0, self.tab_bar)
            else:
                self._column.addWidget(self.tab_bar)
            self.tab_bar.show_tab(PHONE, is_shown=not is_wide)
            self.phone.setMaximumWidth(SIZES.phone_width if is_wide else 16_777_215)
        self.tab_bar.setVisible(bool(self._tabs))
        shown = {self.phone: is_wide or chosen == PHONE, self._aside: chosen != PHONE}
        for part in sorted(shown, key=shown.__getitem__):  # first what goes: both beside each other would not fit
            part.setVisible(shown[part])
        if chosen != PHONE:
            self.pages.setCurrentWidget(self._page(chosen))
        self.tab_bar.choose(chosen)
        self._make_room(has_card=self._has_card)
        self._unseen.look_again()

    def _make_room(self, *, has_card: bool) -> None:
        """Leave a call the room it needs."""
        self._has_card = has_card
        is_tight = not self._is_wide and self._chosen == PHONE and self.height() < SIZES.tall_from
        self.tab_bar.be_slim(is_slim=is_tight and has_card)
        for part in (self.phone, self.tab_bar):
            if layout := part.layout():
                layout.activate()

    def _page(self, name: str) -> QWidget:
        """Give the page of a tab, made when it is first wanted."""
        if name not in self._pages:
            page = self._tabs[name].build(self._place, self.pages)
            page.setAccessibleName(self._place.say(self._tabs[name].title))
            self.pages.addWidget(page)
            self._pages[name] = page
        return self._pages[name]
