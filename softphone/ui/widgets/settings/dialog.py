"""The settings dialog: pages on the left, one of them on the right, and below them what saving means."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from softphone.protocol.sound import ShowSound, SoundSetup
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.settings.choices import RING_SOUNDS, ring_choices
from softphone.ui.views.settings.pages import Footer, groups_of, groups_of_account, hits
from softphone.ui.views.settings.plan import ACCOUNTS, AUDIO, FILE, PAGES, RINGING, Names
from softphone.ui.views.settings.sound_test import device_choices
from softphone.ui.widgets.search_field import SearchField
from softphone.ui.widgets.settings.accounts_page import AccountsPage
from softphone.ui.widgets.settings.alive import while_alive
from softphone.ui.widgets.settings.editors import ChoiceBox
from softphone.ui.widgets.settings.file_page import FilePage
from softphone.ui.widgets.settings.footer_bar import FooterBar
from softphone.ui.widgets.settings.page import SettingsPage
from softphone.ui.widgets.settings.session import SettingsSession
from softphone.ui.widgets.settings.sound_panel import SoundPanel
from softphone.ui.widgets.workplace import Workplace

WIDTH, HEIGHT, NAVIGATION = 860, 640, 180
DEVICE_ROWS = {("audio", "input"): "input", ("audio", "output"): "output", ("audio", "ringer"): "ringer"}
NavigationRow = tuple[str, str, str, Names | None]
"""A page, how it is called, its icon, and a setting on it."""


class SettingsDialog(QDialog):
    """Shows a session, page by page; a page is made when it is first looked at."""

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self.session = SettingsSession(place, self)
        self.trial = place.services.make_trial(self)
        self._account = next(iter(self.session.accounts), "")
        self._setup: SoundSetup | None = None
        self._pages: dict[str, QWidget] = {}
        self._may_lose = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(place.say("Settings"))
        self.search = SearchField(place.say("Find a setting"), self)
        self.navigation = self._navigation()
        self.stack = QStackedWidget(self)
        self.footer = FooterBar(place.tools, self)
        self._lay_out()
        self._connect()
        self.resize(WIDTH, HEIGHT)
        self.show_page(FILE if self.session.is_broken else ACCOUNTS)

    def show_page(self, name: str) -> None:
        """Look at a page."""
        page = self._page(name)
        self.stack.setCurrentWidget(page)
        self._choose_in_navigation(name)
        self._display()
        if name in (AUDIO, RINGING):
            self._place.phone.enquire(ShowSound(), while_alive(self, self._take_setup))

    def reach(self, page: str, names: Names) -> None:
        """Look at a setting."""
        if names[0] == "account":
            self._account = names[1]
        self.show_page(page)
        widget = self._pages[page]
        if isinstance(widget, SettingsPage):
            widget.reach(names)

    @property
    def current(self) -> str:
        """The page that is looked at."""
        shown = self.stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the settings, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is not saved is not lost by a slip: closing again means it."""
        if (self.session.draft.is_empty and not self._has_text) or self._may_lose:
            self.trial.stop()
            event.accept()
            return
        self._may_lose = True
        event.ignore()
        self.footer.display(self.footer.warned(self._place.say("Not saved yet. Close again to lose it.")))

    @property
    def _has_text(self) -> bool:
        """Whether the text of the file was changed and not saved."""
        file = self._pages.get(FILE)
        return isinstance(file, FilePage) and file.is_changed

    def _navigation(self) -> QListWidget:
        listed = QListWidget(self)
        listed.setProperty("role", "navigation")
        listed.setAccessibleName(self._place.say("Pages"))
        listed.setToolTip(self._place.say("Pages"))
        listed.setIconSize(QSize(SIZES.icon, SIZES.icon))
        listed.setFixedWidth(NAVIGATION)
        listed.setWordWrap(True)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return listed

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(SPACE.medium, SPACE.large, 0, SPACE.medium)
        left.setSpacing(SPACE.small)
        left.addWidget(self.search)
        left.addWidget(self.navigation, 1)
        self.search.setFixedWidth(NAVIGATION)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(left)
        middle.addWidget(self.stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.footer)
        self._fill_navigation("")

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._display)
        session.told.connect(self._tell)
        session.written.connect(self._renew_file_page)
        session.faulty.connect(self._go_to_fault)
        self.search.sought.connect(self._fill_navigation)
        self.search.went_down.connect(self.navigation.setFocus)
        self.navigation.currentItemChanged.connect(self._chosen)
        self.footer.save.clicked.connect(self._save)
        self.footer.close_button.clicked.connect(self.close)
        self.footer.restart.clicked.connect(self._place.wants_restart)
        self._place.restarting.connect(self._tell_restart)

    def _fill_navigation(self, text: str) -> None:
        """List the pages, or what was found."""
        say, look = self._place.say, self._place.look
        with QSignalBlocker(self.navigation):
            self.navigation.clear()
            plans = () if self.session.is_broken else PAGES
            entries: list[NavigationRow] = [(plan.name, say(plan.title), plan.icon, None) for plan in plans]
            entries.append((FILE, say("Settings file"), "export", None))
            if text:
                entries = [(hit.page, hit.title, "search", hit.names) for hit in hits(text, self.session.state)]
            for page, title, icon, names in entries:
                item = QListWidgetItem(look.icon(icon, "muted"), title, self.navigation)
                item.setToolTip(title)
                item.setData(Qt.ItemDataRole.UserRole, (page, names))

    def _choose_in_navigation(self, name: str) -> None:
        for place in range(self.navigation.count()):
            item = self.navigation.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == (name, None):
                with QSignalBlocker(self.navigation):
                    self.navigation.setCurrentItem(item)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            page, names = item.data(Qt.ItemDataRole.UserRole)
            if names:
                self.reach(page, names)
            else:
                self.show_page(page)

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            page = self._make(name)
            self.stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def _make(self, name: str) -> QWidget:
        if name == FILE:
            return self._make_file_page()
        page = AccountsPage(self._place.tools, self) if name == ACCOUNTS else SettingsPage(self._place.tools, self)
        page.entered.connect(self.session.enter)
        if name in (AUDIO, RINGING):
            page.place_second(SoundPanel(self._place, page))
        if isinstance(page, AccountsPage):
            self._connect_accounts(page)
        return page

    def _make_file_page(self) -> FilePage:
        page = FilePage(self._place.tools, self)
        page.wondered.connect(self.session.judge_text)
        page.saved.connect(self.session.save_text)
        self.session.text_judged.connect(page.display)
        page.open(str(self._place.services.office.file), self.session.file_text())
        return page

    def _renew_file_page(self) -> None:
        page = self._pages.get(FILE)
        if isinstance(page, FilePage):
            page.renew(self.session.file_text())

    def _hold_file_page(self) -> None:
        """Let nobody type into a text that is about to become another; the keyring may keep saving waiting."""
        page = self._pages.get(FILE)
        if isinstance(page, FilePage):
            page.text.setReadOnly(self.session.is_saving)

    def _connect_accounts(self, page: AccountsPage) -> None:
        page.chosen.connect(self._choose_account)
        page.added.connect(lambda: self._choose_account(self.session.add_account()))
        page.removed.connect(self._remove_account)
        page.login.typed.connect(lambda text: self.session.type_password(self._account, text))
        page.login.tried.connect(self._try)
        self.session.place_found.connect(
            lambda account, place: page.login.display_place(place) if account == self._account else None
        )
        self.trial.told.connect(page.login.trial.display)
        self.session.look_for_password(self._account)

    def _choose_account(self, name: str) -> None:
        self._account = name
        page = self._pages[ACCOUNTS]
        if isinstance(page, AccountsPage):
            page.login.password.setText(self.session.password(name))
        self.trial.stop()
        self.session.look_for_password(name)
        self._display()

    def _remove_account(self, name: str) -> None:
        self.session.remove_account(name)
        self._choose_account(next(iter(self.session.accounts), ""))

    def _try(self) -> None:
        self.trial.begin(self._account, self.session.values_of(self._account), self.session.password(self._account))

    def _take_setup(self, setup: SoundSetup) -> None:
        self._setup = setup
        self._display()

    def _display(self) -> None:
        """Show the page that is looked at as things are now."""
        name, state = self.current, self.session.state
        page = self._pages[name]
        self._hold_file_page()
        if isinstance(page, AccountsPage):
            if self._account not in self.session.accounts:
                self._account = next(iter(self.session.accounts), "")
            page.display_names(self.session.accounts, self._account)
            page.display(groups_of_account(self._account, state) if self._account else ())
        elif isinstance(page, SettingsPage):
            page.display(groups_of(next(plan for plan in PAGES if plan.name == name), state))
            self._offer_devices(page)

    def _offer_devices(self, page: SettingsPage) -> None:
        for names, use in DEVICE_ROWS.items():
            if (row := page.rows.get(names)) and isinstance(row.editor, ChoiceBox):
                row.editor.offer(device_choices(self._setup, use, self._place.say))  # type: ignore[arg-type]  # `use` is one of three
        for ring in RING_SOUNDS:
            if (row := page.rows.get(ring)) and isinstance(row.editor, ChoiceBox):
                row.editor.offer(ring_choices(self._place.say))

    def _tell(self, footer: Footer) -> None:
        self._may_lose = False
        self._hold_file_page()
        self.footer.display(footer)

    def _go_to_fault(self, names: Names) -> None:
        page = ACCOUNTS if names[0] == "account" else self._home_of(names)
        self.reach(page, names)

    def _home_of(self, names: Names) -> str:
        state = self.session.state
        for plan in PAGES:
            if any(field.names == names for group in groups_of(plan, state) for field in group.fields):
                return plan.name
        return self.current

    def _save(self) -> None:
        """Save what was entered; a text of the file that was changed, too, is older then, and comes first."""
        if self._has_text:
            self.show_page(FILE)
            said = self._place.say("The text of the settings file was changed, too: save the file first.")
            self._tell(self.footer.warned(said))
        else:
            self.session.save()

    def _tell_restart(self) -> None:
        self.footer.display(Footer(self._place.say("The phone is restarting.")))
