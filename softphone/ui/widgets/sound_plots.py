"""The graphs of a call's sound, below each other on one axis of time. Imported only where graphs are wanted.

Drawn at most as often as somebody gives other graphs, and not at all while nobody looks.
"""

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from softphone.ui.theme.look import with_figures
from softphone.ui.theme.tokens import LETTERS
from softphone.ui.views.language import DECIMAL_SIGN, Language
from softphone.ui.views.sound_graphs import Graph, Side
from softphone.ui.views.times import clock
from softphone.ui.widgets.sound_legend import pen_of
from softphone.ui.widgets.workplace import Tools

AXIS, TITLE, TIMES, LEAST_HEIGHT = 30, 16, 18, 70
"""The room for the marks on the left, for a title, for the clock below all, and for a graph; in pixels at 100 %."""
GRID, LEAST_S = 0.25, 10.0
Lines = dict[Side, pyqtgraph.PlotDataItem]


class ClockAxis(pyqtgraph.AxisItem):
    """Seconds as minutes and seconds."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Write the marks."""
        del scale, spacing
        return [clock(value) for value in values]


class FigureAxis(pyqtgraph.AxisItem):
    """Figures with the language's decimal sign."""

    def __init__(self, say: Language) -> None:
        super().__init__("left")
        self._say = say

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Write the marks."""
        sign = self._say(DECIMAL_SIGN)
        return [text.replace(".", sign) for text in super().tickStrings(values, scale, spacing)]


class SoundPlots(pyqtgraph.GraphicsLayoutWidget):
    """Shows graphs; it takes no keyboard, all that it shows is said in words as well."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._say = tools.look, tools.say
        self._graphs: tuple[Graph, ...] = ()
        self.drawn: dict[str, Lines] = {}
        """The lines by the names of their graphs."""
        self._plots: list[pyqtgraph.PlotItem] = []
        self._is_stale = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.ci.setContentsMargins(0, 0, 0, 0)
        self.ci.setSpacing(0)
        self._look.changed.connect(self._dress)

    def display(self, graphs: tuple[Graph, ...]) -> None:
        """Show these; while nobody looks they are only kept."""
        if graphs == self._graphs:
            return
        self._graphs = graphs
        self.setAccessibleDescription("\n".join(graph.spoken for graph in graphs))
        self.setToolTip(self.accessibleDescription())
        self._is_stale = True
        if self.isVisible():
            self._draw()

    def sizeHint(self) -> QSize:
        """Room for every graph."""
        return QSize(0, LEAST_HEIGHT * max(1, len(self._graphs)) + TIMES)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whoever scrolls the page."""
        event.ignore()

    def _draw(self) -> None:
        self._is_stale = False
        if len(self._plots) != len(self._graphs):
            self._make()
        times = [at for graph in self._graphs for curve in graph.curves for at in curve.at_s]
        for plot, graph in zip(self._plots, self._graphs, strict=True):
            for curve in graph.curves:
                self.drawn[graph.name][curve.side].setData(curve.at_s, curve.values)
            plot.setYRange(graph.low, graph.high, padding=0.02)
            if times:
                plot.setXRange(min(times), max(*times, min(times) + LEAST_S), padding=0.0)

    def _make(self) -> None:
        self.ci.clear()
        self._plots = []
        self.drawn = {}
        for row, graph in enumerate(self._graphs):
            axes = {"bottom": ClockAxis("bottom"), "left": FigureAxis(self._say)}
            plot = self.addPlot(row=row, col=0, axisItems=axes)
            plot.hideButtons()
            plot.setMenuEnabled(False)
            plot.setMouseEnabled(x=False, y=False)
            self.drawn[graph.name] = {curve.side: plot.plot(antialias=True, connect="finite") for curve in graph.curves}
            is_last = row == len(self._graphs) - 1
            plot.getAxis("bottom").setStyle(showValues=is_last, tickLength=-4 if is_last else 0)
            plot.getAxis("bottom").setHeight(TIMES if is_last else 1)
            plot.getAxis("left").setWidth(AXIS)
            self._plots.append(plot)
        self._dress()
        self.updateGeometry()

    def _dress(self) -> None:
        """Use the colours of the look."""
        self.setBackground(self._look.colour("surface"))
        muted = self._look.colour("muted")
        for plot, graph in zip(self._plots, self._graphs, strict=False):
            for side, line in self.drawn[graph.name].items():
                line.setPen(pen_of(self._look, side))
            plot.setTitle(graph.title, color=muted, size=f"{LETTERS.small}px", justify="left")
            plot.titleLabel.setMaximumHeight(TITLE)
            plot.layout.setRowFixedHeight(0, TITLE)
            plot.showGrid(x=False, y=True, alpha=GRID)
            for name in ("left", "bottom"):
                axis = plot.getAxis(name)
                axis.setPen(pyqtgraph.mkPen(self._look.colour("edge"), width=1.0))
                axis.setTextPen(pyqtgraph.mkPen(muted))
                axis.setTickFont(_letters())


def _letters() -> QFont:
    font = QFont()
    font.setPixelSize(LETTERS.small - 1)
    return with_figures(font)
