"""An event is shown in a line, and as the JSON that watchers were told."""

from datetime import UTC

import msgspec

from softphone.protocol.contacts import ContactsChanged, OfContacts
from softphone.protocol.events import DigitsSent, OfDigits
from softphone.protocol.vocabulary import Origin
from softphone.ui.views.events import lines, payload, row
from softphone.ui.views.rows import Row
from tests.ui.states import NOON, connected

READ = ContactsChanged(seq=7, at=NOON, origin=Origin.TIMER, payload=OfContacts(contacts=2))


def test_an_event_is_known_by_its_name_number_and_time() -> None:
    assert row(READ, UTC) == Row(text="CONTACTS_CHANGED", detail="#7, timer", aside="12:00:00", icon="events")


def test_all_of_an_event_is_what_watchers_were_told() -> None:
    assert msgspec.json.decode(payload(READ), type=ContactsChanged) == READ
    assert [msgspec.json.decode(line, type=ContactsChanged) for line in lines((READ, READ)).splitlines()] == [
        READ,
        READ,
    ]


def test_digits_that_were_pressed_are_not_given_away() -> None:
    pressed = DigitsSent(seq=8, at=NOON, origin=Origin.DESK, payload=OfDigits(call=connected(), digits="4929123"))

    assert "4929123" not in payload(pressed)
    assert '"digits":"*******"' in lines((pressed,))
