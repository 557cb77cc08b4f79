"""Rows are chosen by a double click or Enter, also on desktops where one click opens things."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from softphone.ui.views.rows import Page, Row
from softphone.ui.widgets.row_list import RowList
from tests.ui.stage import Stage


class OneClickOpens(QProxyStyle):
    """A desktop where one click opens things."""

    def styleHint(  # noqa: N802 - Qt's own name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's own signature
    ) -> int:
        """Say so."""
        if hint is QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return 1
        return super().styleHint(hint, option, widget, returnData)


def test_a_click_marks_a_row_and_calls_nobody(stage: Stage, qapp: QApplication) -> None:
    rows = RowList(stage.look, stage.window)
    style = OneClickOpens()
    style.setParent(qapp)  # it has to outlive what it paints
    rows.setStyle(style)
    rows.setGeometry(0, 0, 300, 300)
    rows.show()
    rows.paged.begin(lambda _, then: then(Page((Row("Anna", target="4711"), Row("Lena", target="4712")))))
    chosen: list[Row] = []
    rows.chosen.connect(chosen.append)
    lena = rows.visualRect(rows.paged.index(1)).center()

    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=lena)
    assert (chosen, rows.current) == ([], Row("Lena", target="4712"))
    QTest.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=lena)

    assert [row.target for row in chosen] == ["4712"]
