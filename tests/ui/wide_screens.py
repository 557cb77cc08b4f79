"""Pictures of the window in two columns, and of the dialogs that the window's menu opens."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication, QWidget

from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.enquiries import History
from softphone.protocol.vocabulary import CallType, Direction, EndReason, Origin
from softphone.ui.views.hot_keys import HotKey, HotKeyReport, Standing
from softphone.ui.widgets.hot_key_dialog import HotKeyDialog
from tests.ui.stage import Stage
from tests.ui.states import LENA, connected, mirror, recorded, ringing

WIDE = (1040, 680)
CALLS = (
    ("Anna Schmidt", "+4930901820", Direction.IN, 412),
    ("Marcus Johnson", "+12025550143", Direction.IN, None),
    ("Lena Okafor", "+442079460958", Direction.OUT, 95),
    ("Camille Lefèvre", "+33199001234", Direction.IN, 1260),
    ("", "+493023125009", Direction.IN, None),
    ("Tobias Neumann", "+493023125044", Direction.OUT, 33),
    ("Sofía Ramírez", "+12025550118", Direction.IN, 208),
    ("Harry Patel", "+442079460112", Direction.IN, 77),
)


def pictures_when_wide(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Show a call beside the history, while another one rings; then the dialog about shortcuts."""
    window = stage.window
    window.resize(*WIDE)
    stage.show(mirror(recorded(connected()), ringing("call-2", LENA)))
    window.show_place("history")
    QApplication.processEvents()
    for enquiry in stage.phone.enquired:
        if isinstance(enquiry.what, History):
            enquiry.then(HistoryPage(entries=tuple(_entries())))
    yield "wide", window
    stage.place.hot_keys = HotKeyReport(dict.fromkeys(HotKey, Standing.WORKS))
    dialog = HotKeyDialog(stage.place, window)
    dialog.open()
    yield "shortcuts", dialog
    dialog.close()


def _entries() -> Iterator[HistoryEntry]:
    noon = datetime.now(UTC).replace(hour=11, minute=48, second=0, microsecond=0)
    for number, (name, phone, direction, talked_s) in enumerate(CALLS):
        began = noon - timedelta(minutes=19 * number)
        yield HistoryEntry(
            call_id=f"call-{number}",
            call_type=CallType.INBOUND if direction is Direction.IN else CallType.OUTBOUND,
            direction=direction,
            name=name,
            number=phone,
            started_at=began,
            connected_at=began + timedelta(seconds=4) if talked_s else None,
            ended_at=began + timedelta(seconds=talked_s or 20),
            interaction_s=talked_s or 0.0,
            reason=EndReason.HUNG_UP if talked_s else EndReason.MISSED,
            is_missed=not talked_s,
            by=Origin.REMOTE,
        )
