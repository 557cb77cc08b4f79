"""A list of rows in two lines each; Enter or a double click chooses one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from softphone.ui.theme.look import Look, with_figures
from softphone.ui.theme.tokens import LETTERS, SIZES, SPACE
from softphone.ui.views.rows import Row
from softphone.ui.widgets.paged_rows import PagedRows

Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """Draws a row: its icon, both lines, and what stands at the end of the first."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for both lines, whatever they say."""
        del index
        height = sum(QFontMetrics(_letters(option.font, size)).height() for size in (LETTERS.body, LETTERS.small))
        return QSize(SIZES.phone_width // 2, height + 2 * SPACE.small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it, over the style's own ground."""
        row = index.data(Qt.ItemDataRole.UserRole)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        self._draw(painter, option.rect.adjusted(SPACE.small, SPACE.small, -SPACE.small, -SPACE.small), row)
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, row: Row) -> None:
        icon = self._look.pixmap(row.icon, row.tone.value, SIZES.icon, painter.device().devicePixelRatioF())
        painter.drawPixmap(area.left(), area.center().y() - SIZES.icon // 2, icon)
        lines = area.adjusted(SIZES.icon + SPACE.medium, 0, 0, 0)
        small = _letters(painter.font(), LETTERS.small)
        painter.setFont(small)
        painter.setPen(self._look.colour("muted"))
        aside = painter.fontMetrics().horizontalAdvance(row.aside)
        painter.drawText(lines, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), row.aside)
        _line(painter, lines, Qt.AlignmentFlag.AlignBottom, row.detail)
        painter.setFont(_letters(small, LETTERS.body))
        painter.setPen(self._look.colour("bad" if row.tone.value == "bad" else "text"))
        _line(painter, lines.adjusted(0, 0, -aside - SPACE.small, 0), Qt.AlignmentFlag.AlignTop, row.text)


class RowList(QListView):
    """The list."""

    chosen = Signal(object)
    """The `Row` that was activated."""
    marked = Signal()
    """Another row is marked, or none."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.paged = PagedRows(self)
        self.setModel(self.paged)
        self.setItemDelegate(RowPainter(look, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.activated.connect(self._choose)
        self._marked: Row | None = None
        self.paged.modelAboutToBeReset.connect(self._remember)
        self.paged.modelReset.connect(self._mark_again)
        self.selectionModel().currentChanged.connect(lambda *_: self.marked.emit())
        self.paged.modelReset.connect(self.marked)
        look.changed.connect(self.viewport().update)

    @property
    def current(self) -> Row | None:
        """The row that is marked."""
        index = self.currentIndex()
        return self.paged.rows[index.row()] if index.isValid() else None

    def take_keyboard(self) -> None:
        """Let the arrows choose."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.paged.index(0))

    def _remember(self) -> None:
        self._marked = self.current

    def _mark_again(self) -> None:
        """Mark the same one as before, wherever it is now: Enter must not call somebody else."""
        marked, rows = self._marked, self.paged.rows
        if marked is None:
            return
        same = (place for place, row in enumerate(rows) if row == marked)
        called = marked.callee
        alike = (place for place, row in enumerate(rows) if called.text and row.callee == called)
        if (place := next(same, next(alike, None))) is not None:
            self.setCurrentIndex(self.paged.index(place))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.paged.rows[index.row()])


def _letters(font: QFont, size: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(size)
    return with_figures(sized)


def _line(painter: QPainter, area: QRect, place: Qt.AlignmentFlag, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | place), shown)
