"""The history says who called when, and what became of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from softphone.protocol.answers import HistoryEntry, HistoryPage
from softphone.protocol.vocabulary import CallType, Direction, EndReason, Origin
from softphone.ui.resources import language
from softphone.ui.views.callees import NOBODY, Callee
from softphone.ui.views.history import Reader, asked, calls
from softphone.ui.views.rows import Row
from softphone.ui.views.tone import Tone

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
READER = Reader(language("en"), date(2026, 3, 14), zone=UTC)


def entry(**other: Any) -> HistoryEntry:
    """A missed call from Anna, unless something else is said."""
    given: dict[str, Any] = {
        "call_id": "call-1",
        "call_type": CallType.INBOUND,
        "direction": Direction.IN,
        "name": "Anna Schmidt",
        "number": "+4930901820",
        "started_at": NOON,
        "ended_at": NOON + timedelta(seconds=75),
        "reason": EndReason.MISSED,
        "is_missed": True,
        "by": Origin.REMOTE,
        **other,
    }
    return HistoryEntry(**given)


def row(**other: Any) -> Row:
    return calls(HistoryPage(entries=(entry(**other),)), READER).rows[0]


def test_a_missed_call_is_marked_and_can_be_called_back() -> None:
    assert row(queue_name="Sales") == Row(
        text="Anna Schmidt",
        detail="+49 30 901820, Sales, Missed call",
        aside="12:00",
        icon="missed",
        tone=Tone.BAD,
        callee=Callee("+4930901820"),
        about=entry(queue_name="Sales"),
    )


def test_an_answered_call_says_how_long_people_talked() -> None:
    answered = row(connected_at=NOON + timedelta(seconds=10), direction=Direction.OUT, name="", is_missed=False)

    assert (answered.text, answered.detail, answered.icon) == ("+49 30 901820", "1:05", "outgoing")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (EndReason.DECLINED, "Declined"),
        (EndReason.ANSWERED_ELSEWHERE, "Answered elsewhere"),
    ],
)
def test_what_was_seen_to_is_not_missed(reason: EndReason, said: str) -> None:
    assert row(reason=reason, is_missed=False).detail.endswith(said)
    assert row(reason=reason, is_missed=False).tone is Tone.PLAIN


def test_a_call_of_another_day_has_its_date() -> None:
    assert row(started_at=NOON - timedelta(days=1)).aside == "2026-03-13 12:00"


def test_somebody_without_a_number_is_known_by_the_address_or_not_at_all() -> None:
    assert row(name="", number="", uri="sip:bob@pbx.example;user=phone").text == "bob@pbx.example"
    assert row(name="", number="", uri="").spoken == "Unknown, Missed call, 12:00"
    assert row(name="", number="", uri="").callee == NOBODY


def test_the_next_page_begins_where_this_one_ends() -> None:
    page = calls(HistoryPage(entries=(entry(),), next=7), READER)

    assert page.next == 7
    assert asked("missed", "anna", page.next).before == 7
