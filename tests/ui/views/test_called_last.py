"""Calling again means the newest call that was dialled here, whoever asked for it."""

from datetime import timedelta
from typing import Any

import pytest

from softphone.protocol.answers import Done, HistoryEntry, HistoryPage
from softphone.protocol.commands import Dial, HangUp
from softphone.protocol.vocabulary import CallType, Direction
from softphone.ui.views.called_last import Dialled, called_last, dialled
from softphone.ui.views.callees import Callee
from tests.ui.states import NOON, dialling
from tests.ui.views.test_callees import AS_TARGET
from tests.ui.views.test_history_view import entry

HERE = Dialled("call-1", NOON, Callee("00G5e01", AS_TARGET))


def past(**other: Any) -> HistoryEntry:
    given: dict[str, Any] = {"direction": Direction.OUT, "call_type": CallType.OUTBOUND, "number": "4711", **other}
    return entry(**given)


def test_after_a_restart_it_is_the_newest_call_of_the_history_that_was_dialled() -> None:
    supervised = past(call_type=CallType.INBOUND, number="", uri="sip:way-in@pbx")
    nobody = past(number="", uri="")

    assert called_last(HistoryPage(entries=(supervised, nobody, past(), past(number="4712"))), None) == Callee("4711")
    assert called_last(HistoryPage(entries=(supervised,)), None) is None


@pytest.mark.parametrize(
    ("entries", "callee"),
    [
        ((), HERE.callee),
        ((past(call_id="older", started_at=NOON - timedelta(hours=1)),), HERE.callee),
        ((past(started_at=NOON + timedelta(milliseconds=3)),), HERE.callee),
        ((past(call_id="of Salesforce", started_at=NOON + timedelta(hours=1)),), Callee("4711")),
    ],
)
def test_of_what_the_desk_dialled_itself_more_is_known_until_somebody_else_is_called(
    entries: tuple[HistoryEntry, ...], callee: Callee
) -> None:
    assert called_last(HistoryPage(entries=entries), HERE) == callee


def test_only_a_call_that_came_about_counts() -> None:
    assert dialled(Dial(target=AS_TARGET), Done(seq=1, call=dialling())) == HERE
    assert dialled(Dial(target="4711"), Done(seq=1)) is None
    assert dialled(HangUp(), Done(seq=1, call=dialling())) is None
