"""The window's style sheet, made from the tokens. Pure: a palette in, text out.

Widgets say what they are by the properties `role` and `tone`; how that looks is decided here alone.
"""

from string import Template

from softphone.ui.theme.tokens import FONTS, LETTERS, SIZES, SOFT, SPACE, Palette


def stylesheet(palette: Palette, icons: str = "") -> str:
    """Write the whole style sheet; `icons` is the folder of the drawings that a style sheet can only name."""
    values = {name: getattr(palette, name) for name in Palette.__slots__ if name != "name"}
    sizes = {name: getattr(SIZES, name) for name in type(SIZES).__slots__}
    spaces = {f"space_{name}": getattr(SPACE, name) for name in type(SPACE).__slots__}
    letters = {f"letters_{name}": getattr(LETTERS, name) for name in type(LETTERS).__slots__}
    fonts = ", ".join(f'"{name}"' for name in FONTS)
    common = Template(_COMMON + _KEYS + _FIELDS).substitute(
        values, fonts=fonts, icons=icons, theme=palette.name, **sizes, **spaces, **letters
    )
    tones = (Template(_TONE).substitute(values, **_of(palette, tone), **sizes) for tone in SOFT)
    return common + "".join(tones)


def _of(palette: Palette, tone: str) -> dict[str, str]:
    return {
        "tone": tone,
        "ink": getattr(palette, tone),
        "soft": getattr(palette, f"{tone}_soft"),
        "fill": getattr(palette, f"{tone}_fill"),
    }


_COMMON = """
* { font-family: $fonts; font-size: ${letters_body}px; color: $text; outline: none; }
QMainWindow, QDialog, QWidget[role="ground"] { background: $ground; }
QWidget[role="sunken"] { background: $sunken; }
QFrame[role="card"] { background: $surface; border: 1px solid $outline; border-radius: ${radius}px; }
QFrame[role="card"]:focus { border-color: $focus; }
QFrame[role="popover"] { background: $surface; border: 1px solid $edge; border-radius: ${radius}px; }
QFrame[role="popup"] { background: $surface; border: 1px solid $edge; }
QFrame[role="rule"] { background: $outline; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${letters_small}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-size: ${letters_title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${letters_strong}px; font-weight: 600; }
QLabel[role="display"] { font-size: ${letters_display}px; font-weight: 500; }
QLabel[role="pill"] { border-radius: ${radius_small}px; padding: 2px ${space_small}px; background: $raised;
    font-weight: 600; font-size: ${letters_small}px; }
QFrame[role="notice"] { background: $raised; border: none; border-radius: ${radius_small}px; }
QToolTip { background: $text; color: $ground; border: none; padding: ${space_tiny}px ${space_small}px; }
QScrollArea, QAbstractScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $edge; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar[chosen="true"]::handle { background: $focus; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
    width: 0; height: 0; }
QMenu { background: $surface; border: 1px solid $edge; padding: ${space_tiny}px; }
QMenu::item { padding: ${space_small}px ${space_huge}px ${space_small}px ${space_medium}px;
    border-radius: ${radius_small}px; }
QMenu::item:selected { background: $raised; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $outline; margin: ${space_tiny}px; }
QSplitter::handle { background: $outline; }
"""

_KEYS = """
QAbstractButton { background: transparent; border: 2px solid transparent; border-radius: ${radius_small}px;
    padding: ${space_tiny}px ${space_small}px; }
QAbstractButton:hover { background: $raised; }
QAbstractButton:focus { border-color: $focus; }
QAbstractButton:disabled { color: $muted; }
QPushButton { background: $surface; border: 1px solid $edge; font-weight: 500; min-height: 28px;
    padding: ${space_tiny}px ${space_medium}px; }
QPushButton:hover { background: $raised; }
QPushButton:focus { border: 2px solid $focus; }
QPushButton:disabled { background: $sunken; border-color: $outline; }
QPushButton[role="link"] { background: transparent; border: 2px solid transparent; color: $accent; font-weight: 600;
    text-align: left; padding: ${space_tiny}px; }
QPushButton[role="link"]:focus { border-color: $focus; }
QPushButton[role="choice"] { background: transparent; border: 2px solid transparent; text-align: left;
    padding: ${space_small}px; border-radius: ${radius_small}px; font-weight: 500; }
QPushButton[role="choice"]:hover { background: $raised; }
QPushButton[role="choice"]:focus { border-color: $focus; }
QPushButton[role="choice"][chosen="true"] { background: $accent_soft; }
QPushButton[role="pill"] { border-radius: 22px; min-height: 40px; font-size: ${letters_strong}px; font-weight: 600;
    padding: 0 ${space_large}px; border: 2px solid transparent; }
QPushButton[role="pill"]:disabled { background: $raised; color: $muted; }
QToolButton[role="chip"] { background: transparent; border-radius: ${radius_small}px; font-weight: 600;
    padding: ${space_tiny}px 6px; }
QToolButton[role="chip"]:hover { background: $raised; }
QToolButton[role="digit"] { background: $surface; border: 2px solid $outline; border-radius: ${radius}px;
    padding: 0; }
QToolButton[role="digit"]:hover { background: $raised; }
QToolButton[role="digit"]:pressed { background: $accent_soft; }
QToolButton[role="digit"]:focus { border-color: $focus; }
QToolButton[role="tab"] { border-radius: ${radius_small}px; color: $muted; font-size: ${letters_small}px;
    font-weight: 600; padding: ${space_tiny}px ${space_tiny}px; border: 2px solid transparent; }
QToolButton[role="tab"][slim="true"] { padding: ${space_hair}px; }
QToolButton[role="tab"]:checked { color: $accent; background: $accent_soft; }
QToolButton[role="tab"]:focus { border-color: $focus; }
QAbstractButton[role="line"] { background: $surface; border: 2px solid $outline; border-radius: ${radius}px; }
QAbstractButton[role="line"]:hover { background: $raised; }
QAbstractButton[role="line"][chosen="true"] { border-color: $accent; }
QAbstractButton[role="line"]:focus { border-color: $focus; background: $raised; }
"""

_FIELDS = """
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit { background: $surface; border: 2px solid $edge;
    border-radius: ${radius_small}px; padding: ${space_tiny}px ${space_small}px; min-height: 24px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus { border-color: $focus; }
QLineEdit[role="dial"] { font-size: ${letters_title}px; font-weight: 500; border: 2px solid $outline;
    border-radius: ${radius}px; min-height: 36px; }
QLineEdit[role="dial"]:focus { border-color: $focus; }
QListView, QTreeView, QTableView { background: $surface; border: 1px solid $outline; border-radius: ${radius}px;
    alternate-background-color: $ground; selection-background-color: $accent_soft; selection-color: $text; }
QAbstractItemView { activate-on-singleclick: 0; }
QListView::item, QTreeView::item { padding: ${space_tiny}px; }
QListView[role="suggestions"] { border: 1px solid $edge; }
QListView { padding: ${space_tiny}px; }
QListView::item { border-radius: ${radius_small}px; }
QListView::item:selected { background: $accent_soft; color: $text; }
QComboBox[role="chooser"]::drop-down { border: none; background: transparent; width: ${space_huge}px; }
QHeaderView::section { background: $sunken; color: $muted; border: none; padding: ${space_tiny}px ${space_small}px;
    font-weight: 600; }
QCheckBox, QRadioButton { spacing: ${space_small}px; }
QCheckBox::indicator { width: 16px; height: 16px; background: $surface; border: 2px solid $edge; border-radius: 4px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url("$icons/checked-$theme.svg"); }
QCheckBox::indicator:disabled { background: $sunken; border-color: $outline; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: $bad; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $sunken; border-color: $outline;
    color: $muted; }
QComboBox { padding-right: ${space_huge}px; }
QComboBox QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; border-radius: 0;
    selection-background-color: $accent_soft; selection-color: $text; }
QPlainTextEdit[role="code"] { font-family: monospace; }
QListWidget[role="navigation"] { background: transparent; border: none; }
QListWidget[role="navigation"]::item { padding: ${space_small}px; border-radius: ${radius_small}px; color: $text; }
QListWidget[role="navigation"]::item:hover { background: $raised; }
QListWidget[role="navigation"]::item:selected { background: $accent_soft; color: $text; }
QFrame[role="footer"] { background: $sunken; border: none; border-top: 1px solid $outline; }
QPushButton[role="primary"] { background: $accent_fill; color: $on_fill; border: 2px solid $accent_fill; }
QPushButton[role="primary"]:hover { border-color: $accent_soft; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: transparent; color: $muted; border-color: $edge; }
QPushButton[role="way"] { text-align: left; padding: 0; }
QPushButton[role="way"]:hover { background: $accent_soft; }
QProgressBar { background: $raised; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
"""

_TONE = """
QLabel[tone="$tone"] { color: $ink; }
QLabel[role="pill"][tone="$tone"] { color: $ink; background: $soft; }
QFrame[role="notice"][tone="$tone"] { background: $soft; }
QPushButton[role="pill"][tone="$tone"] { background: $fill; color: $on_fill; }
QPushButton[role="pill"][tone="$tone"]:hover { background: $fill; border-color: $soft; }
QPushButton[role="pill"][tone="$tone"]:focus { border-color: $text; }
QPushButton[role="pill"][tone="$tone"]:disabled { background: $raised; color: $muted; }
QToolButton[role="chip"][tone="$tone"] { color: $ink; }
"""
