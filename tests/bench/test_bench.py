"""The stopwatch must be right before its figures may be shown."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.bench.figure import Figure
from tests.bench.message import read, write
from tests.bench.process_cost import cost_of
from tests.bench.stopwatch import times_of
from tests.bench.table import BEGIN, END, as_text, write_into

REACHED = Figure("event", "p50 at most 1.5 ms", "p50 1.00 ms", is_reached=True, beside="baresip p50 0.60 ms")
MISSED = Figure("start", "at most 500 ms", "600 ms", is_reached=False, details=("of 10",))


def test_percentiles_are_those_of_the_durations() -> None:
    times = times_of([number / 1000 for number in range(1, 201)])

    assert (times.count, times.p50_ms, times.p99_ms, times.worst_ms) == (200, 100, 198, 200)


@given(st.lists(st.floats(0, 10), min_size=1, max_size=300))
def test_percentiles_are_in_order_and_among_the_durations(seconds: list[float]) -> None:
    times = times_of(seconds)

    assert times.p50_ms <= times.p99_ms <= times.worst_ms
    assert times.p99_ms in [second * 1000 for second in seconds]


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        times_of([])


def test_a_message_that_was_written_is_read_again() -> None:
    raw = write(
        "INVITE sip:a@b SIP/2.0", [("Call-ID", "x"), ("CSeq", "7 INVITE"), ("From", "<sip:a>;tag=t")], "v=0\r\n"
    )

    message = read(raw, 1.5)

    assert message is not None
    assert (message.code, message.method, message.call_id, message.tag("from"), message.body) == (
        0, "INVITE", "x", "t", "v=0\r\n",
    )  # fmt: skip
    assert read(b"\r\n\r\n", 0) is None


def test_the_cost_of_a_process_grows_with_its_work() -> None:
    before = cost_of(os.getpid())
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    after = cost_of(os.getpid())

    assert after.cpu_s - before.cpu_s > 0.05
    assert after.share_since(before) > 0
    assert after.resident_bytes > 1_000_000


def test_a_missed_figure_is_not_hidden() -> None:
    text = as_text([REACHED, MISSED])

    assert "MISS  engine start to ready" in text
    assert "baresip p50 0.60 ms" in text


def test_the_table_replaces_the_one_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")

    assert write_into(readme, [REACHED, MISSED], "Measured here.")
    assert write_into(readme, [REACHED, MISSED], "Measured here.")

    text = readme.read_text()
    assert text.startswith(f"before\n{BEGIN}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text
    assert "| engine start to ready | at most 500 ms | 600 ms | **missed** |" in text


def test_what_is_measured_again_takes_its_rows_alone_and_says_so(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\n{END}\nafter\n")
    write_into(readme, [REACHED, MISSED], "Measured here.")

    write_into(readme, [replace(MISSED, measured="400 ms", is_reached=True)], "Measured there.", is_whole=False)

    text = readme.read_text()
    assert "| engine start to ready | at most 500 ms | 400 ms | reached |" in text
    assert "600 ms" not in text
    assert "p50 1.00 ms" in text
    assert "Measured here.\nAgain, later: engine start to ready. Measured there." in text
    assert text.endswith(f"{END}\nafter\n")


def test_a_readme_without_marks_is_left_alone(tmp_path: Path) -> None:
    assert not write_into(tmp_path / "README.md", [REACHED], "")
