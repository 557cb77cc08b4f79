"""The tabs with something in them, for the pictures of the documentation."""

import math
import time
from collections.abc import Iterator
from datetime import timedelta

from msgspec import structs
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from softphone.contacts.entries import Kind
from softphone.protocol.answers import HistoryEntry, HistoryPage, HistoryQuality
from softphone.protocol.contacts import ContactsPage, ContactState
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures, LatestSecond, LegFigures, StreamFigures
from softphone.protocol.sound_quality import Course
from softphone.protocol.vocabulary import Availability, CallType, Direction, EndReason, Origin
from softphone.ui.widgets.contact_list import ContactList
from softphone.ui.widgets.event_list import EventList
from softphone.ui.widgets.history_list import HistoryList
from softphone.ui.widgets.quality_page import QualityPage
from tests.ui.stage import Stage
from tests.ui.states import ANNA, LENA, NOON, connected, mirror

SECONDS, BAD = 180, range(80, 105)
LIBRARY_S = 30.0


def pictures_of_tabs(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Bring about one tab after the other."""
    stage.show(mirror())
    _fill_contacts(stage)
    yield "contacts", stage.window
    _fill_history(stage)
    yield "history", stage.window
    stage.show(mirror(connected()))
    _fill_quality(stage)
    yield "quality", stage.window
    _fill_events(stage)
    yield "events", stage.window


def _fill_contacts(stage: Stage) -> None:
    stage.window.show_place("contacts")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, ContactList)
    known = (
        (LENA.name, LENA.number, Kind.AGENT, Availability.AVAILABLE, "Sales", True),
        ("Ben Adler", "4712", Kind.AGENT, Availability.BUSY, "Support", True),
        ("Anna Schmidt", ANNA.number, Kind.PHONE_BOOK, None, "Schmidt & Daughters", False),
        ("Mia Novak", "4713", Kind.AGENT, Availability.OFFLINE, "Support", False),
        ("Orders and returns", "700", Kind.QUEUE, None, "", False),
    )
    contacts = tuple(
        ContactState(
            name=name, number=number, kind=kind, availability=how, description=about, is_favourite=is_favourite
        )
        for name, number, kind, how, about, is_favourite in known
    )
    stage.phone.enquired.pop().then(ContactsPage(contacts=contacts))
    page.finder.list.setCurrentIndex(page.finder.list.paged.index(0))


def past_call(minutes_ago: int, name: str, number: str, **other: object) -> HistoryEntry:
    """A call that was answered, unless something else is said."""
    start = NOON - timedelta(minutes=minutes_ago)
    call = HistoryEntry(
        call_id=f"call-{minutes_ago}",
        call_type=CallType.INBOUND,
        direction=Direction.IN,
        name=name,
        number=number,
        started_at=start,
        connected_at=start + timedelta(seconds=6),
        ended_at=start + timedelta(seconds=6 + 37 * minutes_ago % 400),
        reason=EndReason.HUNG_UP,
        by=Origin.REMOTE,
        codec="opus",
        quality=HistoryQuality(r=90.0, mos=4.3, salesforce_mos=4.4, worst_mos=4.0),
    )
    return structs.replace(call, **other)


def _fill_history(stage: Stage) -> None:
    stage.window.show_place("history")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, HistoryList)
    missed = {"connected_at": None, "reason": EndReason.MISSED, "is_missed": True}
    calls = (
        past_call(4, ANNA.name, ANNA.number, queue_name="Orders and returns", recording="one.wav"),
        past_call(19, "", "+14155550100", **missed),
        past_call(42, LENA.name, LENA.number, direction=Direction.OUT),
        past_call(63, "Ben Adler", "4712", call_type=CallType.INTERNAL, recording="two.wav"),
        past_call(95, ANNA.name, ANNA.number, **missed),
    )
    stage.phone.enquired.pop().then(HistoryPage(entries=calls))
    page.finder.list.setCurrentIndex(page.finder.list.paged.index(0))


def _fill_quality(stage: Stage) -> None:
    """A call that was bad for a while, at this end only."""
    stage.window.show_place("quality")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, QualityPage)
    until = time.monotonic() + LIBRARY_S
    while page.plots is None and time.monotonic() < until:
        time.sleep(0.02)  # while Qt waits, the thread that fetches what draws them waits, too
        QTest.qWait(1)
    next(one for one in stage.phone.enquired if isinstance(one.what, Course)).otherwise()
    for second in range(1, SECONDS):
        stage.phone.measured.emit(Figures(at=NOON, legs=(figures_of(second),)))


def _latest(second: int) -> LatestSecond:
    lost = 4 if second in BAD else 0
    return LatestSecond(
        received=50 - lost,
        lost=lost,
        jitter_ms=4 + 2 * math.sin(second / 5) + lost,
        rtt_ms=42 + 6 * math.sin(second / 25),
        mos=4.4 + 0.04 * math.sin(second / 9) - (1.3 if lost else 0.0),
        sent=50,
        mos_there=4.35 - 0.1 * (second // 30 % 2),
        lost_there=second // 30 % 2 if second % 5 == 0 else None,
        jitter_there_ms=2.5 + second % 7 / 4 if second % 5 == 0 else None,
    )


def figures_of(second: int) -> LegFigures:
    """What is measured of the first call, a second for the graphs included."""
    latest = _latest(second)
    received = StreamFigures(loss_percent=1.1, jitter_ms=4.2, mos=4.21, mos_now=latest.mos, mos_worst=3.1)
    sent = StreamFigures(loss_percent=0.2, jitter_ms=2.9, mos=4.33, mos_now=latest.mos_there, mos_worst=4.25)
    return LegFigures(
        call_id="call-1",
        leg_id="call-1-leg",
        seconds=float(second),
        codec="opus",
        encryption="SRTP",
        received=received,
        sent=sent,
        rtt_ms=42.0,
        r=88.1,
        mos=4.21,
        mos_now=latest.mos,
        salesforce_mos=4.38,
        latest=latest,
    )


def _fill_events(stage: Stage) -> None:
    stage.window.show_place("events")
    page = stage.window.pages.currentWidget()
    assert isinstance(page, EventList)
    done = {"type": "CallResult", "value": {"call": {"callId": "call-1"}}}
    told = (
        ("event", "CALL_STARTED", "acked", None),
        ("request", "acceptCall", "acked", done),
        ("event", "CALL_CONNECTED", "acked", None),
        ("request", "dial", "acked", {"message": "Hold or end the other call first."}),
        ("event", "HOLD_TOGGLE", "sent", None),
    )
    for place, (kind, name, delivery, answer) in enumerate(told):
        stage.phone.exchanged.emit(
            Exchange(
                id=f"exchange-{place}",
                kind=kind,  # type: ignore[arg-type]  # a table of texts
                name=name,
                at=NOON + timedelta(seconds=place),
                delivery=delivery,  # type: ignore[arg-type]  # the same
                seq=40 + place,
                call_id="call-1",
                payload={"call": {"callId": "call-1", "state": "connected", "phoneNumber": ANNA.number}},
                answer=answer,
                is_rejected=name == "dial",
            )
        )
    page.list.setCurrentIndex(page.rows.index(2))
