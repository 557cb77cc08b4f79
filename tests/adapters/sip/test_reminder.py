"""A name that nobody knows when the phone starts is asked for again, and once it is known no more."""

import time

from softphone.adapters.sip.library.alarms import Alarms
from softphone.adapters.sip.network.reminder import AGAIN_S, Reminder


def test_what_is_unknown_is_looked_for_until_it_is_known() -> None:
    unknown, looks, alarms = ["pbx.example.com"], list[int](), Alarms()
    Reminder(alarms, lambda: unknown, lambda: looks.append(1)).begin()

    def later() -> int:
        for job in alarms.due(time.monotonic() + AGAIN_S):
            job()
        return len(looks)

    assert list(alarms.due(time.monotonic())) == []
    assert (later(), later()) == (1, 2)
    unknown.clear()
    assert (later(), later()) == (2, 2)
    assert list(alarms.due(float("inf"))) == []


def test_where_everybody_is_known_nobody_is_looked_for() -> None:
    alarms = Alarms()

    Reminder(alarms, list, lambda: None).begin()

    assert list(alarms.due(float("inf"))) == []
