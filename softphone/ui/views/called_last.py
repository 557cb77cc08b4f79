"""Whom "Call again" means: the newest call that was dialled here, whether from the desk, a script or Salesforce."""

from dataclasses import dataclass
from datetime import datetime

from softphone.protocol.answers import Done, HistoryPage
from softphone.protocol.commands import Dial
from softphone.protocol.enquiries import History
from softphone.protocol.vocabulary import CallType
from softphone.ui.views.callees import Callee, of_call, of_target

ASKED = History(kind="out", limit=10)
"""So many may have been begun by others: callbacks, calls that were supervised."""
_DIALLED = frozenset({CallType.OUTBOUND, CallType.INTERNAL, CallType.DIALED_CALLBACK})


@dataclass(frozen=True, slots=True)
class Dialled:
    """A call that the desk asked for: of it more is known than the history keeps."""

    call_id: str
    started_at: datetime
    callee: Callee


def dialled(command: object, done: object) -> Dialled | None:
    """Take note of what the phone has done, if that was a call to somebody."""
    if not isinstance(command, Dial) or not isinstance(done, Done) or done.call is None:
        return None
    return Dialled(done.call.call_id, done.call.started_at, of_target(command.target))


def called_last(page: HistoryPage, here: Dialled | None) -> Callee | None:
    """Say who was called last; None if nobody was."""
    newest = next((one for one in page.entries if one.call_type in _DIALLED and of_call(one).is_callable), None)
    if here and (newest is None or newest.call_id == here.call_id or newest.started_at <= here.started_at):
        return here.callee
    return of_call(newest) if newest else None
