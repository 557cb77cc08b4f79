"""The documents lead somewhere: every link and every file that ARCHITECTURE and CONTRIBUTING name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")
NAMED = re.compile(r"`([\w./-]+(?:\.py|/))`")
MADE_BY_SET_UP = {"resources/connector/dist/"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_and_folders_that_are_named_exist(name: str) -> None:
    there = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("[!.]*/**/*") if "node_modules" not in path.parts]
    ends = {f"/{path}" for path in there}
    named = NAMED.findall((ROOT / name).read_text(encoding="utf-8"))

    missing = [one for one in named if one not in MADE_BY_SET_UP and not is_end_of_any(one.rstrip("/"), ends)]
    assert named
    assert missing == []


def is_end_of_any(name: str, paths: set[str]) -> bool:
    return (ROOT / name).exists() or any(path.endswith(f"/{name}") for path in paths)
