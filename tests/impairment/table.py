"""The tables of docs/quality.md: what was measured, and where Salesforce's figure and the E-model part. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from softphone.quality.salesforce import Prediction, Told
from tests.impairment.figures import Figures, mos_of
from tests.impairment.trials import Trial

NONE = "-"
HEAD = """\
| condition, both ways | codec | loss, % | jitter, ms | round trip, ms | MOS (G.107) | Salesforce's MOS |
|---|---|---|---|---|---|---|
"""
ROW = re.compile(r"^\| (?P<says>[^|]+) \| (?P<codec>\w+) \|(?P<rest>.+)\|$", re.MULTILINE)

PARTING_HEAD = "| {0} | MOS (G.107) | Salesforce's MOS |\n|---|---|---|\n"
LOSSES_PERCENT = (0, 1, 3, 5, 10, 20, 50)
ROUND_TRIPS_MS = (0, 100, 200, 300, 400, 500, 800)
BUFFER_MS, PACKETS = 40.0, 250


@dataclass(frozen=True, slots=True)
class Row:
    """One call, as everybody sees it."""

    trial: Trial
    truth: Figures
    phone: Figures
    seen: Figures

    def text(self) -> str:
        """Write it: the truth first, then the phone, then tshark."""
        three = (self.truth, self.phone, self.seen)
        cells = [
            self.trial.says,
            self.trial.codec,
            _cell([figures.loss_percent for figures in three], 1),
            _cell([figures.jitter_ms for figures in three], 1),
            _cell([figures.rtt_ms for figures in three], 0),
            _cell([self.truth.mos, self.phone.mos], 2),
            _cell([self.phone.salesforce_mos], 2),
        ]
        return f"| {' | '.join(cells)} |"


def measured_table(rows: Iterable[Row]) -> str:
    """Write what was measured."""
    return HEAD + "\n".join(row.text() for row in rows) + "\n"


def numbers(text: str) -> dict[tuple[str, str], list[list[float | None]]]:
    """Read such a table again: for each condition and codec its cells, each with the numbers in it."""
    return {
        (found["says"], found["codec"]): [
            [None if number == NONE else float(number) for number in cell.split(" / ")]
            for cell in found["rest"].strip(" |").split(" | ")
        ]
        for found in ROW.finditer(text)
        if found["codec"] != "codec"
    }


def loss_table() -> str:
    """Compare both figures for the same call, as more and more of it is lost."""
    rows = [
        (f"{loss} % lost", mos_of("pcmu", loss, 1.0, BUFFER_MS), salesforce_mos(loss_percent=loss))
        for loss in LOSSES_PERCENT
    ]
    return _parting("loss, nothing else", rows)


def delay_table() -> str:
    """Compare both figures for the same call, as it takes longer and longer."""
    rows = [
        (f"{rtt_ms} ms", mos_of("pcmu", 0.0, 1.0, rtt_ms / 2 + BUFFER_MS), salesforce_mos(rtt_ms=rtt_ms))
        for rtt_ms in ROUND_TRIPS_MS
    ]
    return _parting("round trip, nothing else", rows)


def salesforce_mos(*, loss_percent: float = 0.0, rtt_ms: float = 0.0) -> float:
    """Ask Salesforce's formula about a call."""
    told = Told(100 * PACKETS, PACKETS * loss_percent, BUFFER_MS, rtt_ms)
    return Prediction().plus(told, told).mos()


def _parting(what: str, rows: Iterable[tuple[str, float, float]]) -> str:
    lines = [f"| {says} | {ours:.2f} | {theirs:.2f} |" for says, ours, theirs in rows]
    return PARTING_HEAD.format(what) + "\n".join(lines) + "\n"


def _cell(values: Iterable[float | None], digits: int) -> str:
    return " / ".join(NONE if value is None else f"{value:.{digits}f}" for value in values)
