"""docs/flows.md is what the flows are, and the flows show every row that they name."""

from pathlib import Path

from tests.flows.document import flows_document, rows_of
from tests.flows.flow import Who
from tests.flows.ledger import ROWS
from tests.flows.table import FLOWS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "flows.md"


def test_the_page_is_written_from_the_flows() -> None:
    assert PAGE.read_text(encoding="utf-8") == flows_document(), "run packaging/write-flows"


def test_every_row_is_shown_and_no_flow_shows_another() -> None:
    assert set().union(*map(rows_of, FLOWS)) == set(ROWS)


def test_no_two_flows_have_one_name() -> None:
    assert len({flow.title for flow in FLOWS}) == len(FLOWS)


def test_what_can_be_done_at_the_desk_and_in_salesforce_is_shown_from_both() -> None:
    places = {(row, step.who) for flow in FLOWS for step in flow.steps for row in step.rows.split()}

    for row in ("P1", "P4", "P5", "P6", "T1", "T2", "T3", "T5", "T6"):
        assert {(row, Who.DESK), (row, Who.SALESFORCE)} <= places, row
    for row in ("P6", "P7", "P8"):
        assert {(row, Who.BOB), (row, Who.CAROL)} & places, f"{row} from the far end"
