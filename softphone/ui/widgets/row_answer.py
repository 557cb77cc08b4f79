"""What Qt's lists ask about a row, whichever model it stands in."""

from PySide6.QtCore import Qt

from softphone.ui.views.rows import Row


def row_answer(row: Row, role: int) -> object:
    """Give what is shown of a row, read aloud of it, or the row itself for whoever draws it."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return row.text
        case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
            return row.spoken
        case Qt.ItemDataRole.UserRole:
            return row
        case _:
            return None
