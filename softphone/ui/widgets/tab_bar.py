"""The bar of tabs at the bottom, or above the second column where there is room for two.

While a call needs the room it is slim: icons alone, their names in the tooltips. Where there is no room for all names
beside each other, the chosen tab alone has its name.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from softphone.ui.theme.look import show_as
from softphone.ui.theme.tokens import SIZES, SPACE
from softphone.ui.widgets.shortcuts import press_by, with_keys
from softphone.ui.widgets.workplace import Tools

NARROW = 200


class TabBar(QWidget):
    """One button for each tab; Ctrl+1, Ctrl+2 ... choose them."""

    chosen = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setProperty("role", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(SPACE.hair)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._icons: dict[str, str] = {}
        self._is_slim = self._is_tight = False
        self._pad()
        tools.look.changed.connect(self._draw)

    def add(self, name: str, title: str, icon: str) -> None:
        """Add a tab."""
        button = QToolButton(self)
        shortcut = f"Ctrl+{len(self.buttons) + 1}"
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(with_keys(title, shortcut))
        press_by(button, shortcut)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(partial(self._draw_one, name))
        button.clicked.connect(partial(self._choose, name))
        self._group.addButton(button)
        self._row.addWidget(button)
        self.buttons[name], self._icons[name] = button, icon
        self._shape(button)
        self._draw_one(name)

    def choose(self, name: str) -> None:
        """Show a tab as the chosen one."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)

    def show_tab(self, name: str, *, is_shown: bool) -> None:
        """Offer a tab, or not: the phone is none where it has a column of its own."""
        if self.buttons[name].isVisibleTo(self) != is_shown:
            self.buttons[name].setVisible(is_shown)
            self._fit()

    def be_slim(self, *, is_slim: bool) -> None:
        """Take less room, or show the names again."""
        if is_slim != self._is_slim:
            self._is_slim = is_slim
            self._pad()
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Icons alone need no more, and the name of the chosen one."""
        return QSize(NARROW, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many names as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Try with all names."""
        self._is_tight = False
        self._shape_all()
        self._row.invalidate()
        if self._row.sizeHint().width() > self.width():
            self._is_tight = True
            self._shape_all()

    def _shape_all(self) -> None:
        for button in self.buttons.values():
            self._shape(button)

    def _pad(self) -> None:
        across, down = SPACE.tiny, 0 if self._is_slim else SPACE.tiny
        self._row.setContentsMargins(across, down, across, down)

    def _shape(self, button: QToolButton) -> None:
        size = SIZES.icon_small if self._is_slim else SIZES.icon
        style = Qt.ToolButtonStyle
        button.setIconSize(QSize(size, size))
        has_name = not self._is_slim and (button.isChecked() or not self._is_tight)
        button.setToolButtonStyle(style.ToolButtonTextUnderIcon if has_name else style.ToolButtonIconOnly)
        show_as(button, slim=self._is_slim)

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)

    def _draw(self) -> None:
        for name in self.buttons:
            self._draw_one(name)

    def _draw_one(self, name: str, *_: object) -> None:
        button = self.buttons[name]
        button.setIcon(self._tools.look.icon(self._icons[name], "accent" if button.isChecked() else "muted"))
        self._shape(button)
