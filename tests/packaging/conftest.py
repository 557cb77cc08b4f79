"""A screen to look at, and programs made of a few lines of shell."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from provision.console import Console, Step
from provision.machine import Machine


class Screen(io.StringIO):
    """Keeps what is written; a terminal or not."""

    is_terminal = False

    def isatty(self) -> bool:
        return self.is_terminal


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def step(screen: Screen) -> Step:
    return Step("a step", screen, clock=lambda: 0.0)


@pytest.fixture
def console(screen: Screen) -> Console:
    return Console(screen, clock=lambda: 0.0)


@pytest.fixture
def debian() -> Machine:
    return Machine("debian", "12", "bookworm", "Debian 12", "x86_64", has_apt=True, root_prefix=())


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Put a shell script of some name in front of the real program."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def make(name: str, text: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return path

    return make
