"""An installed phone has its pages, icons and translations with it."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = "softphone/adapters/bridge/page/"
BUILD = "from setuptools import build_meta; import sys; print(getattr(build_meta, sys.argv[2])(sys.argv[1]))"
FIND = """
from softphone.adapters.bridge.page_files import login_folder, page_folder, read
print(page_folder(), read(page_folder() / "index.html"), (login_folder() / "login.js").is_file())
from softphone.ui.resources import icon_source, language
print(icon_source("call")[:4], language("de")("Answer"))
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What a wheel is made from, with a page of the test's own."""
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "softphone", tree / "softphone", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    for name in ("login", "icons", "translations"):
        shutil.copytree(ROOT / "resources" / name, tree / "resources" / name)
    bundle = tree / "resources/connector/dist"
    (bundle / "test").mkdir(parents=True)
    for name in ("index.html", "connector4.js", "connector3.js", "ticker.js", "test/kit.mjs", ".stamp"):
        (bundle / name).write_text(name)
    return tree


def build(tree: Path, how: str = "build_wheel") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BUILD, str(tree), how]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


def test_a_wheel_holds_the_page_and_the_installed_phone_finds_it(tree: Path, tmp_path: Path) -> None:
    built = build(tree)
    assert built.returncode == 0, built.stderr
    (wheel,) = tree.glob("*.whl")
    with ZipFile(wheel) as archive:
        inside = {name.removeprefix(PAGE) for name in archive.namelist() if name.startswith(PAGE)}
        archive.extractall(tmp_path / "installed")
    shutil.rmtree(tree)
    found = subprocess.run(
        [sys.executable, "-c", FIND], cwd=tmp_path / "installed", capture_output=True, text=True, check=True
    )

    assert inside == {"index.html", "connector4.js", "connector3.js", "ticker.js"}
    assert found.stdout == f"{tmp_path}/installed/{PAGE[:-1]} b'index.html' True\n<svg Annehmen\n"


def test_a_wheel_without_the_page_is_not_made_and_it_is_said_why(tree: Path) -> None:
    shutil.rmtree(tree / "resources/connector")

    built = build(tree)

    assert built.returncode != 0
    assert "make setup" in built.stderr


def test_a_source_tree_is_set_up_before_its_page_is_bundled(tree: Path) -> None:
    shutil.rmtree(tree / "resources/connector")

    assert build(tree, "build_editable").returncode == 0
