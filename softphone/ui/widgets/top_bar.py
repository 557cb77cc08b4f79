"""The bar at the top: three chips with their popovers, and the menu."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from softphone.ui.theme.look import Look, show_as
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.views.chips import Chip
from softphone.ui.views.tone import Tone
from softphone.ui.widgets.popover import Popover
from softphone.ui.widgets.shortcuts import press_by
from softphone.ui.widgets.workplace import Tools


class ChipButton(QToolButton):
    """One chip; it gives way when there is little room: only its icon is left."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._chip: Chip | None = None
        self.setProperty("role", "chip")
        self.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.popover = Popover(look, self)
        self.popover.chosen.connect(self.chosen)
        self.clicked.connect(self.explain)
        look.changed.connect(self._draw)

    def display(self, chip: Chip) -> None:
        """Look like this chip."""
        if chip == self._chip:
            return
        self._chip = chip
        self.setText(chip.text)
        self.setAccessibleName(f"{chip.title}: {chip.text}")
        self.setAccessibleDescription(" ".join(chip.explanation))
        self.setToolTip("\n".join((f"{chip.title}: {chip.text}", *chip.explanation)))
        show_as(self, tone=chip.tone.value)
        self.popover.display(chip)
        self._draw()

    def show_text(self, *, is_shown: bool) -> None:
        """Show the word beside the icon, or only the icon."""
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if is_shown else only)

    def explain(self) -> None:
        """Open the popover."""
        self.popover.open_below(self)

    def _draw(self) -> None:
        if self._chip:
            colour = "muted" if self._chip.tone is Tone.PLAIN else self._chip.tone.value
            self.setIcon(self._look.icon(self._chip.icon, colour))


class TopBar(QWidget):
    """The agent's status on the left, account, Salesforce and the menu on the right."""

    chosen = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = tools.look
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE.small, SPACE.small, SPACE.small, 0)
        self._row.setSpacing(SPACE.hair)
        self._chips: dict[str, ChipButton] = {}
        self.menu = QMenu(self)
        self._menu_button = self._make_menu_button(tools)

    def display(self, chips: tuple[Chip, ...]) -> None:
        """Show the chips."""
        for chip in chips:
            if chip.name not in self._chips:
                self._add(chip.name)
            self._chips[chip.name].display(chip)
        self._make_room()

    def chip(self, name: str) -> ChipButton:
        """Give a chip's button."""
        return self._chips[name]

    def minimumSizeHint(self) -> QSize:
        """Icons alone need no more."""
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Show as many words as there is room for."""
        del event
        self._make_room()

    def _add(self, name: str) -> None:
        button = ChipButton(self._look, self)
        button.chosen.connect(self.chosen)
        self._row.insertWidget(self._row.count() - 1, button)
        if not self._chips:
            self._row.insertStretch(1, 1)
        self._chips[name] = button

    def _make_room(self) -> None:
        chips = list(self._chips.values())
        for button in chips:
            button.show_text(is_shown=True)
        for button in reversed(chips):
            self._row.invalidate()
            if self._row.sizeHint().width() > self.width():
                button.show_text(is_shown=False)

    def _make_menu_button(self, tools: Tools) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "chip")
        button.setAccessibleName(tools.say("Menu"))
        button.setToolTip(tools.say("Menu (F10)"))
        press_by(button, "F10")
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(partial(self._open_menu, button))
        self._row.addWidget(button)
        draw = partial(self._draw_menu, button)
        draw()
        self._look.changed.connect(draw)
        return button

    def _draw_menu(self, button: QToolButton) -> None:
        button.setIcon(self._look.icon("menu", "muted"))

    def _open_menu(self, button: QToolButton) -> None:
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
