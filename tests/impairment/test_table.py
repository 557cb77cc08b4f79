"""The tables of docs/quality.md: every condition is there, and what they say is what the tests allow."""

import re
from pathlib import Path

import pytest

from tests.impairment.figures import Figures, of_tshark
from tests.impairment.table import Row, delay_table, loss_table, measured_table, numbers
from tests.impairment.trials import CONDITIONS, TRIALS
from tests.peers.tshark import SeenStream

PAGE = (Path(__file__).parents[2] / "docs" / "quality.md").read_text(encoding="utf-8")


def table(name: str) -> str:
    found = re.search(rf"<!-- table: {name} -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_every_trial_has_its_row_in_the_documentation() -> None:
    assert list(numbers(table("measured"))) == [(trial.says, trial.codec) for trial in TRIALS]
    assert len(CONDITIONS) >= 10


def test_the_documented_figures_are_of_the_documented_condition() -> None:
    for (says, _), (loss, jitter, rtt, mos, salesforce) in numbers(table("measured")).items():
        condition = CONDITIONS[says]
        assert loss[0] == pytest.approx(condition.loss_percent, abs=0.5 + 0.6 * condition.loss_percent)
        assert jitter[0] == pytest.approx(condition.jitter_ms, abs=4)
        assert rtt[0] is not None
        assert rtt[0] >= 2 * condition.delay_ms
        assert (len(loss), len(jitter), len(rtt), len(mos), len(salesforce)) == (3, 3, 3, 2, 1)
        assert mos[1] == pytest.approx(mos[0], abs=0.16)


def test_what_both_formulas_say_is_as_documented() -> None:
    assert table("loss") == loss_table()
    assert table("delay") == delay_table()


def test_a_table_can_be_read_as_it_was_written() -> None:
    truth = Figures(4.79, 1.53, 0.1, 1.0, 3.85, 4.35)
    phone = Figures(5.04, 1.66, None, 1.0, 3.82, 4.36)
    seen = of_tshark(SeenStream(1, 2, "g711U", 952, 48, 1.5, 5.0), 1.25)

    read = numbers(measured_table([Row(TRIALS[0], truth, phone, seen)]))

    assert read == {("clean", "pcmu"): [[4.8, 5.0, 4.8], [1.5, 1.7, 1.5], [0.0, None, 1.0], [3.85, 3.82], [4.36]]}
