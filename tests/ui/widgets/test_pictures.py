"""Every screen has its picture, every picture its screen, and what the documentation shows is there."""

import re
import subprocess
import sys
from pathlib import Path

from softphone.ui.theme.tokens import DARK, LIGHT

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs/screenshots"
TOGETHER = "desk"
"""The best ones, side by side."""


def test_every_screen_has_its_picture_and_every_picture_its_screen() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.ui.screenshots", "--names"], capture_output=True, text=True, check=True, cwd=ROOT
    )

    wanted = {f"{name}-{palette.name}" for name in said.stdout.split() for palette in (LIGHT, DARK)}
    assert {*wanted, TOGETHER} == {picture.stem for picture in FOLDER.glob("*.png")}, "make screenshots"


def test_every_picture_that_the_documentation_shows_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = [(page, name) for page in pages for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text())]

    assert shown
    assert [name for page, name in shown if not (page.parent / name).is_file()] == []
