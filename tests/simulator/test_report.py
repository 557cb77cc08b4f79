"""Reports are read by machines and by people."""

from datetime import UTC, datetime

from softphone.core.values import LegId
from softphone.simulator.performance import Note
from softphone.simulator.report import as_json, as_words, from_json, line_of

LINE = line_of(Note("ended", LegId("x"), 3, "ended Busy Here", 486), "Anna", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def test_a_line_of_json_reads_as_the_line_it_was() -> None:
    assert from_json(as_json(LINE)) == LINE
    assert from_json("no json") is None


def test_people_read_who_did_what_and_where_it_stands() -> None:
    assert as_words(LINE) == "03:04:05 Anna: ended Busy Here [486] (line 3)"
