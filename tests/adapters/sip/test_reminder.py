"""A name that nobody knows when the phone starts is asked for again, and once it is known no more."""

import time

from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.network.reminder import AGAIN_S, Reminder


def test_what_is_unknown_is_looked_for_until_it_is_known() -> None:
    unknown, looks, agenda = ["pbx.example.com"], list[int](), Agenda()
    Reminder(agenda, lambda: unknown, lambda: looks.append(1)).begin()

    def later() -> int:
        for job in agenda.due(time.monotonic() + AGAIN_S):
            job()
        return len(looks)

    assert list(agenda.due(time.monotonic())) == []
    assert (later(), later()) == (1, 2)
    unknown.clear()
    assert (later(), later()) == (2, 2)
    assert list(agenda.due(float("inf"))) == []


def test_where_everybody_is_known_nobody_is_looked_for() -> None:
    agenda = Agenda()

    Reminder(agenda, list, lambda: None).begin()

    assert list(agenda.due(float("inf"))) == []
