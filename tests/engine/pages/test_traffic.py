"""What went between Salesforce and the phone can be looked at: what was asked and what came of it, what was acked."""

import msgspec
import pytest
from msgspec import Raw

from softphone.adapters.bridge.backlog import MOST_BYTES as OWED_BYTES
from softphone.connector.table import Method
from softphone.core.values import RequestId
from softphone.engine.clock import now, wall
from softphone.engine.pages import traffic
from softphone.engine.pages.back_door import BackDoor
from softphone.engine.pages.kept import KeptResult
from softphone.engine.pages.traffic import Traffic
from softphone.protocol.exchanges import Exchange, Exchanges, ExchangesPage
from tests.core.scenes import invited
from tests.engine.pages.office_hours import House, Line, settled
from tests.engine.pages.test_ledger import CALL

KEY = CALL["call"]["callId"]


def seen(house: House, **asked: object) -> dict[str, Exchange]:
    page = BackDoor(house.desk).exchanges(Exchanges(**asked))  # type: ignore[arg-type]
    return {one.name: one for one in read(page.exchanges)}


def read(exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """What somebody who watches gets to see."""
    return msgspec.json.decode(msgspec.json.encode(exchanges), type=tuple[Exchange, ...])


async def test_what_is_published_is_sent_and_then_acked() -> None:
    house = House()
    told: list[Exchange] = []
    house.outgoing.traffic.tell = told.append
    page = await house.ready(acks=False)
    await house.happens(invited())
    event = seen(house)["CALL_STARTED"]
    assert (event.kind, event.delivery, event.call_id, event.settled_at) == ("event", "sent", KEY, None)
    assert event.payload["call"]["callId"] == KEY

    assert event.seq is not None
    page.ack(event.seq)

    acked = seen(house)["CALL_STARTED"]
    assert (acked.delivery, acked.by, acked.id) == ("acked", "page-1", str(event.seq))
    assert acked.settled_at is not None
    assert [one.delivery for one in told if one.name == "CALL_STARTED"] == ["sent", "acked"]


@pytest.mark.parametrize(("outcome", "delivery"), [("failed", "failed"), ("late", "failed"), ("done", "acked")])
async def test_what_did_not_reach_salesforce_is_no_ack(outcome: str, delivery: str) -> None:
    house = House()
    page = await house.ready(acks=False)
    await house.happens(invited())

    page.ack(seen(house)["CALL_STARTED"].seq or 0, outcome)

    assert seen(house)["CALL_STARTED"].delivery == delivery


async def test_a_request_has_its_result_and_a_refusal_its_reason() -> None:
    house = House()
    page = await house.ready()
    page.ask(Method.SEND_DIGITS, digits="1", callId="nobody's")
    request = page.ask(Method.GET_ACTIVE_CALLS)
    await settled()

    digits, calls = seen(house)["sendDigits"], seen(house)["getActiveCalls"]
    assert (digits.kind, digits.is_rejected, digits.call_id) == ("request", True, "nobody's")
    assert digits.answer["message"]
    assert (calls.id, calls.is_rejected, calls.delivery) == (request, False, "acked")
    assert calls.answer["type"] == "ActiveCallsResult"


async def test_a_request_waits_until_it_is_answered_and_one_of_another_tab_is_seen_too() -> None:
    house = House()
    page = await house.ready()
    page.ask(Method.DIAL, contact={"phoneNumber": "sip:x@127.0.0.1"})
    other = house.load("page-2")
    other.ask(Method.GET_PHONE_CONTACTS)

    assert seen(house)["dial"].delivery == "waiting"
    assert seen(house)["getPhoneContacts"].is_rejected
    assert seen(house, call_id="no such call") == {}
    assert len(seen(house, limit=1)) == 1


async def test_what_a_page_took_with_it_is_written_off_and_what_is_replayed_is_assumed() -> None:
    house = House()
    first = await house.ready(acks=False)
    await house.happens(invited())
    house.desk.gone(first)
    page = house.load("page-2")
    assert seen(house)["CALL_STARTED"].delivery == "written_off"
    assert seen(house)["CALL_STARTED"].by == "what it was about is gone"

    await ready_again(page)
    assert [one.delivery for one in house.outgoing.traffic.latest(9) if one.name == "CALL_STARTED"] == [
        "written_off",
        "assumed",
    ]


async def ready_again(page: Line) -> None:
    page.ask("init", connectorConfig={})
    await settled()


async def test_an_engine_that_starts_again_remembers_what_was_not_acked() -> None:
    house = House()
    await house.ready(acks=False)
    await house.happens(invited())

    house.open()

    assert seen(house)["CALL_STARTED"].delivery == "sent"


def test_the_latest_are_kept_and_what_is_too_long_is_told_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traffic, "KEPT", 2)
    book = Traffic()
    for name in ("a", "b", "c"):
        book.asked(RequestId(name), "dial", Raw(b'{"x": 1}'))
    book.asked(RequestId("c"), "dial", Raw(b"{}"))
    book.asked(RequestId("long"), "dial", Raw(b'"' + b"x" * traffic.LARGEST_BYTES + b'"'))

    assert [one.id for one in book.latest(9)] == ["c", "long"]
    assert [one.payload for one in read(book.latest(9))] == [{"x": 1}, {"bytes": traffic.LARGEST_BYTES + 2}]


async def test_all_that_is_remembered_fits_into_what_a_line_may_owe_however_long_it_is() -> None:
    book, text = Traffic(), b'"' + b"x" * (traffic.LARGEST_BYTES - 100) + b'"'
    for number in range(300):
        book.asked(RequestId(f"r{number}"), Method.DIAL, Raw(b'{"callId": "c", "x": ' + text + b"}"))
        answer = KeptResult(request=f"r{number}", method=Method.DIAL, type="CallResult", value=Raw(text))
        book.kept(number, answer, wall(now()))

    latest = book.latest(traffic.KEPT)
    assert len(msgspec.json.encode(ExchangesPage(exchanges=latest))) < OWED_BYTES / 2
    assert latest[-1].id == "r299"
    assert 20 < len(latest) < 100


@pytest.mark.parametrize("params", [b"1e999", b'{"callId": "\xff"}'])
def test_what_nobody_could_read_is_told_by_its_size(params: bytes) -> None:
    book = Traffic()
    book.asked(RequestId("a"), "dial", Raw(params))

    assert [one.payload for one in read(book.latest(9))] == [{"bytes": len(params)}]
