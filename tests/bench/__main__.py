"""`make bench`: measures, prints every figure as soon as it is known, and keeps them in the README when asked to.

python -m tests.bench [--quick] [--only NAME] [--write-readme]
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import calls, contacts, desk, endurance, quiet, salesforce, sound, speed
from tests.bench.figure import Bench, Figure, Measure
from tests.bench.table import as_text, write_into
from tests.peers.ports import Ports

TREE = Path(__file__).parents[2]
LONGEST_S = 15 * 60
MEASURES: dict[str, Measure] = {
    "speed": speed.measure,
    "salesforce": salesforce.measure,
    "contacts": contacts.measure,
    "loaded": speed.measure_loaded,
    "start": quiet.measure_start,
    "idle": quiet.measure_idle,
    "one-call": calls.measure_one,
    "32-calls": calls.measure_many,
    "32-talking": calls.measure_talking,
    "statistics": sound.measure,
    "desk-start": desk.measure_start,
    "desk-answer": desk.measure_answer,
    "desk-cost": desk.measure_cost,
    "desk-lists": desk.measure_lists,
    "endurance": endurance.measure,
}


def main(words: Sequence[str] | None = None) -> int:
    """Measure what was asked for."""
    args = _arguments(words)
    ports = Ports()
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="softphone-bench-") as folder:
            bench = Bench(Path(folder), ports, is_quick=args.quick, say=_say)
            figures = asyncio.run(asyncio.wait_for(_measure(bench, args.only or list(MEASURES)), LONGEST_S))
    finally:
        ports.close()
    surroundings = _surroundings(time.monotonic() - began, is_quick=args.quick)
    _say(f"\n{surroundings}")
    if args.write_readme and not write_into(TREE / "README.md", figures, surroundings, is_whole=not args.only):
        _say("README.md has no marks for the table")
        return 1
    return 0


async def _measure(bench: Bench, names: Sequence[str]) -> list[Figure]:
    figures: list[Figure] = []
    for name in names:
        _say(f"... {name}")
        found = await MEASURES[name](bench)
        _say(as_text(found))
        figures += found
    return figures


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the engine, beside other phones.")
    parser.add_argument("--quick", action="store_true", help="few rounds, for a first look; figures are not to be kept")
    parser.add_argument("--only", action="append", choices=MEASURES, metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument(
        "--write-readme", action="store_true", help="put the table, or what was measured of it, into README.md"
    )
    return parser.parse_args(words)


def _surroundings(took_s: float, *, is_quick: bool) -> str:
    """Say where the figures come from: they mean little without that."""
    cores, load = os.cpu_count(), os.getloadavg()[1]
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    kind = "a quick run, " if is_quick else ""
    return f"Measured {when} ({kind}{took_s:.0f} s) on {cores} cores, load {load:.1f}, Python {sys.version.split()[0]}."


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
