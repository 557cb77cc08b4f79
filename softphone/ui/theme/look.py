"""The look of the running window: the palette in force, and icons in its colours. Only here SVG is drawn."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from softphone.ui.resources import folder, icon_source
from softphone.ui.theme.stylesheet import stylesheet
from softphone.ui.theme.tokens import DARK, FONTS, LETTERS, LIGHT, SIZES, Palette


class Look(QObject):
    """What every widget asks how it should look. `changed` is told after the theme has become another."""

    changed = Signal()

    def __init__(self, theme: str = "auto", *, is_animated: bool = True) -> None:
        super().__init__()
        self.is_animated = is_animated
        self._theme = theme
        self.palette = self._chosen()

    def dress(self, app: QApplication) -> None:
        """Give the application this look, and follow the system's."""
        app.setStyle("Fusion")
        self._apply(app)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.use(self._theme))

    def use(self, theme: str) -> None:
        """Change the theme: light, dark, or auto for the system's."""
        self._theme = theme
        chosen = self._chosen()
        if chosen is not self.palette:
            self.palette = chosen
            app = QApplication.instance()
            if isinstance(app, QApplication):
                self._apply(app)
            self.changed.emit()

    def colour(self, name: str) -> QColor:
        """Give a colour of the palette; a tone that is plain is the muted ink."""
        return QColor(getattr(self.palette, "muted" if name == "plain" else name))

    def icon(self, name: str, colour: str = "text", size: int = SIZES.icon) -> QIcon:
        """Give an icon in a colour of the palette; where it cannot be pressed it is faint."""
        icon = QIcon()
        faint = self.palette.edge
        for ratio in _ratios():
            icon.addPixmap(drawn(name, self.colour(colour).name(), size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(drawn(name, faint, size, ratio), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, colour: str = "text", size: int = SIZES.icon, ratio: float = 1.0) -> QPixmap:
        """Give a drawing in a colour of the palette, as sharp as the screen."""
        return drawn(name, self.colour(colour).name(), size, ratio)

    def _chosen(self) -> Palette:
        if self._theme == "auto":
            is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if is_dark else LIGHT
        return DARK if self._theme == "dark" else LIGHT

    def _apply(self, app: QApplication) -> None:
        font = QFont(FONTS[0])
        font.setFamilies(list(FONTS))
        font.setPixelSize(LETTERS.body)
        app.setFont(font)
        app.setPalette(_qt_palette(self.palette))
        app.setStyleSheet(stylesheet(self.palette, folder("icons").as_posix()))


def show_as(widget: QWidget, **properties: object) -> None:
    """Set what the style sheet looks at, and have it look again if that is new."""
    changed = {name: value for name, value in properties.items() if widget.property(name) != value}
    for name, value in changed.items():
        widget.setProperty(name, value)
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def with_figures(font: QFont) -> QFont:
    """Make all digits equally wide, so that a running clock does not tremble."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=1024)
def drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Draw an icon once for each colour, size and sharpness."""
    source = icon_source(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _ratios() -> list[float]:
    screens = {round(screen.devicePixelRatio(), 2) for screen in QGuiApplication.screens()}
    return sorted({1.0, 2.0, *screens})


def _qt_palette(colours: Palette) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.text,
        QPalette.ColorRole.ToolTipText: colours.ground,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
