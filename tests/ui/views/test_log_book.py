"""Everything that happened is shown in a line, and whole as the JSON that watchers were told."""

from datetime import UTC
from typing import Any

import msgspec
import pytest

from softphone.protocol.contacts import ContactsChanged, OfContacts
from softphone.protocol.events import DigitsSent, OfDigits
from softphone.protocol.exchanges import Exchange
from softphone.protocol.vocabulary import Origin
from softphone.ui.resources import language
from softphone.ui.views.log_book import LogEntry, Source, is_wanted, lines, of_event, of_exchange
from softphone.ui.views.rows import Row
from softphone.ui.views.tone import Tone
from tests.ui.states import NOON, connected

READ = ContactsChanged(seq=7, at=NOON, origin=Origin.TIMER, payload=OfContacts(contacts=2))
ENGLISH = language("en")


def exchange(**other: Any) -> Exchange:
    given: dict[str, Any] = {
        "id": "12",
        "kind": "event",
        "name": "CALL_STARTED",
        "at": NOON,
        "delivery": "sent",
        "seq": 12,
        "call_id": "call-1",
        "payload": {"call": {"callId": "call-1"}},
        **other,
    }
    return Exchange(**given)


def entry(**other: Any) -> LogEntry:
    return of_exchange(exchange(**other), ENGLISH, UTC)


def test_an_event_is_known_by_its_name_number_and_time() -> None:
    row = of_event(READ, UTC).row

    assert row == Row(text="CONTACTS_CHANGED", detail="#7, timer", aside="12:00:00", icon="events")
    assert msgspec.json.decode(of_event(READ).whole, type=ContactsChanged) == READ


@pytest.mark.parametrize(
    ("delivery", "tone", "says"),
    [
        ("sent", Tone.WARN, "Published, #12, sent, not acknowledged, call-1"),
        ("acked", Tone.GOOD, "Published, #12, acknowledged, call-1"),
        ("failed", Tone.BAD, "Published, #12, did not reach Salesforce, call-1"),
        ("written_off", Tone.BAD, "Published, #12, never sent: its page has gone, call-1"),
        ("assumed", Tone.PLAIN, "Published, #12, Salesforce learns it by itself, call-1"),
    ],
)
def test_what_was_published_says_in_words_and_colour_what_became_of_it(delivery: str, tone: Tone, says: str) -> None:
    row = entry(delivery=delivery).row

    assert (row.text, row.detail, row.tone, row.icon) == ("CALL_STARTED", says, tone, "outgoing")


def test_what_salesforce_asked_says_what_it_was_answered() -> None:
    asked = {"id": "r-1", "kind": "request", "name": "dial", "seq": None, "call_id": None}
    waiting = entry(**asked, delivery="waiting")
    done = entry(**{**asked, "seq": 13}, answer={"type": "CallResult", "value": {}}, delivery="acked")
    refused = entry(**{**asked, "seq": 13}, answer={"message": "no"}, is_rejected=True, delivery="acked")

    assert (waiting.row.detail, waiting.row.icon) == ("Asked, waits for its answer", "incoming")
    assert done.row.detail == "Asked, #13, CallResult, acknowledged"
    assert (refused.row.detail, refused.row.tone) == ("Asked, #13, rejected, acknowledged", Tone.BAD)
    assert waiting.key == done.key == refused.key, "it stays the same thing"


def test_digits_that_were_pressed_are_not_given_away() -> None:
    pressed = DigitsSent(seq=8, at=NOON, origin=Origin.DESK, payload=OfDigits(call=connected(), digits="4929123"))
    asked = entry(kind="request", name="sendDigits", payload={"digits": "4929123", "list": [{"digits": "77"}]})

    assert "4929123" not in of_event(pressed).whole
    assert '"digits":"*******"' in lines((of_event(pressed),))
    assert '"payload":{"digits":"*******","list":[{"digits":"**"}]}' in lines((asked,))


def test_a_filter_looks_into_everything_that_is_shown() -> None:
    phone, published = of_event(READ), entry()

    assert is_wanted(phone, Source.ALL, "")
    assert is_wanted(phone, Source.PHONE, "contacts_CHANGED timer")
    assert not is_wanted(phone, Source.SALESFORCE, "")
    assert is_wanted(published, Source.SALESFORCE, "callid not")
    assert not is_wanted(published, Source.SALESFORCE, "callid elsewhere")
