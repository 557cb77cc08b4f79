"""Call records as text for other programs."""

import csv
import io
import json

import msgspec
import pytest
from hypothesis import given, strategies as st

from softphone.engine.call_export import HEAD, exported
from softphone.engine.call_record import CallQuality, CallRecord, Party
from softphone.engine.ports.storage import ExportForm
from tests.fakes.records import a_call, records


def rows(*calls: CallRecord) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(exported(calls, ExportForm.CSV)), newline="")))


def test_no_calls_are_a_head_or_an_empty_list() -> None:
    assert "".join(exported([], ExportForm.CSV)) == ",".join(HEAD) + "\r\n"
    assert json.loads("".join(exported([], ExportForm.JSON))) == []


def test_a_spreadsheet_gets_what_people_want_to_know() -> None:
    call = a_call(others=(Party("5", "Bo"), Party("6")), quality=CallQuality(mos=4.25))
    (row,) = rows(call)

    assert row["started_at"] == "2026-03-14T12:00:01+00:00"
    assert (row["direction"], row["reason"], row["ended_by"]) == ("in", "hung_up", "remote")
    assert (row["party_number"], row["party_name"]) == ("+4930123456", "Anna Müller")
    assert (row["others"], row["is_missed"], row["ring_s"], row["mos"], row["r"]) == (
        "Bo 5; 6",
        "no",
        "4.000",
        "4.250",
        "",
    )
    assert row["wrap_up_s"] == ""


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\tx"])
def test_a_name_is_never_a_formula(name: str) -> None:
    (row,) = rows(a_call(party=Party("+49", name)))

    assert row["party_name"] == f"'{name}"
    assert row["party_number"] == "+49"


@given(st.lists(records(), max_size=5))
def test_json_holds_everything(calls: list[CallRecord]) -> None:
    text = "".join(exported(calls, ExportForm.JSON))

    assert msgspec.json.decode(text, type=list[CallRecord]) == calls


@given(st.lists(records(), max_size=5))
def test_csv_has_one_row_for_each_call(calls: list[CallRecord]) -> None:
    assert [row["call"] for row in rows(*calls)] == [call.call for call in calls]
