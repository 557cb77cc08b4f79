"""`make test` succeeds when everything does, and what failed in the crowd gets one more chance alone, no more."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FAILING = """#!/bin/bash
echo "$0 $*" >>{log}
case "$0 $*" in {failing}) exit 1 ;; esac
"""
COVER, WORKERS, AGAIN = "*--cov*", "*--dist*", "*--last-failed*"
TOOLS = ("python", "ruff", "mypy", "lint-imports")
TYPES_OF_SCRIPTS = "resources/connector/node_modules/.bin/tsc"


@dataclass(frozen=True)
class Made:
    """How a `make test` ended, and what it started."""

    succeeded: bool
    started: str


def make_test(tree: Path, failing: str) -> Made:
    """Run the project's own recipe with tools that only fail where the case says so."""
    log = tree / "started"
    for tool in (*(f".venv/bin/{name}" for name in TOOLS), TYPES_OF_SCRIPTS, "packaging/setup/setup", "tests/alone"):
        path = tree / tool
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAILING.format(log=log, failing=failing))
        path.chmod(0o755)
    (tree / "tests/alone").write_text('#!/bin/bash\nexec "$@"\n')
    shutil.copy(ROOT / "Makefile", tree)
    ended = subprocess.run(["make", "test"], cwd=tree, capture_output=True, timeout=30, check=False)
    return Made(ended.returncode == 0, log.read_text())


def test_all_tests_run_once_when_none_fails(tmp_path: Path) -> None:
    made = make_test(tmp_path, "never")

    assert made.succeeded
    assert "setup test" in made.started
    assert "--dist" in made.started
    assert "--last-failed" not in made.started


def test_what_failed_is_tried_once_more(tmp_path: Path) -> None:
    made = make_test(tmp_path, WORKERS)

    assert made.succeeded
    assert made.started.count("--dist") == 1
    assert made.started.splitlines()[-1].endswith("--last-failed --last-failed-no-failures none")


@pytest.mark.parametrize(
    "failing",
    [f"{WORKERS}|{AGAIN}", COVER, "*ruff*", "*mypy*", "*lint-imports*", "*tsc*"],
    ids=["a test twice", "coverage", "ruff", "mypy", "contracts", "types of scripts"],
)
def test_whatever_fails_is_told_after_all_tests_ran(tmp_path: Path, failing: str) -> None:
    made = make_test(tmp_path, failing)

    assert not made.succeeded
    assert "--dist" in made.started


def test_nothing_is_tested_where_the_set_up_failed(tmp_path: Path) -> None:
    made = make_test(tmp_path, "*packaging/setup/setup*")

    assert not made.succeeded
    assert "pytest" not in made.started
