"""Puts pages, icons and translations into the package when a wheel is built; all else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
BUNDLE = ROOT / "resources/connector/dist"
LOGIN = ROOT / "resources/login"
PLACE = "softphone/adapters/bridge"
DESK = ROOT / "resources"
DESK_PLACE = "softphone/ui/resources"
DESK_FOLDERS = ("icons", "translations")


class BuildWithPage(build_py):
    """Builds the package with the pages' files beside the code that serves them."""

    def run(self) -> None:
        """Copy the pages after the code; an editable install takes them from the source tree instead."""
        super().run()
        if self.editable_mode:
            return
        if not (BUNDLE / "index.html").is_file():
            raise SystemExit("The connector page is not bundled, and a phone without it is useless: run `make setup`.")
        place = Path(self.build_lib) / PLACE
        shutil.copytree(BUNDLE, place / "page", ignore=shutil.ignore_patterns("test", ".*"), dirs_exist_ok=True)
        shutil.copytree(LOGIN, place / "login", dirs_exist_ok=True)
        for folder in DESK_FOLDERS:
            shutil.copytree(DESK / folder, Path(self.build_lib) / DESK_PLACE / folder, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithPage})
