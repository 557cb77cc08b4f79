"""docs/ledger.md has every rule and row that the code, the tests and the flows refer to."""

import re
from pathlib import Path

import pytest

from tests.flows.ledger import ROWS

ROOT = Path(__file__).resolve().parents[2]
LEDGER = (ROOT / "docs/ledger.md").read_text(encoding="utf-8")
RULES = {f"rule {number}" for number in re.findall(r"^(\d+)\. \*\*", LEDGER, re.MULTILINE)}
KNOWN = RULES | set(re.findall(r"^\| ([A-Z]\d+) \|", LEDGER, re.MULTILINE))
ONE = r"(?:rule \d+|[A-Z]\d+)"
CITED = re.compile(rf"ledger,? ({ONE}(?:(?:, | and | to ){ONE})*)|({ONE}) of the (?:event )?ledger", re.IGNORECASE)
PAGES_RELOADED = {"R5": "rule 5"}
"""Flows name a rule like a row."""


def cited_in(path: Path) -> set[str]:
    text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
    return {one for groups in CITED.findall(text) for one in re.findall(ONE, " ".join(groups).replace("Rule", "rule"))}


CITATIONS = {
    path.relative_to(ROOT): cited
    for folder in ("softphone", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if (cited := cited_in(path))
}


@pytest.mark.parametrize("path", CITATIONS, ids=str)
def test_what_is_cited_is_in_the_ledger(path: Path) -> None:
    assert CITATIONS[path] <= KNOWN


def test_citations_are_found() -> None:
    assert {"rule 1", "P3", "I8"} <= CITATIONS[Path("softphone/connector/publications.py")]


def test_every_row_that_a_flow_shows_is_in_the_ledger() -> None:
    assert {PAGES_RELOADED.get(row, row) for row in ROWS} <= KNOWN
