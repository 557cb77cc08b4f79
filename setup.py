"""Puts the bundled connector page into the package when a wheel is built; everything else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
BUNDLE = ROOT / "resources/connector/dist"
PLACE = "softphone/adapters/bridge/page"


class BuildWithPage(build_py):
    """Builds the package with the page's files beside the code that serves them."""

    def run(self) -> None:
        """Copy the page after the code; an editable install takes it from the source tree instead."""
        super().run()
        if self.editable_mode:
            return
        if not (BUNDLE / "index.html").is_file():
            raise SystemExit("The connector page is not bundled, and a phone without it is useless: run `make setup`.")
        shutil.copytree(BUNDLE, Path(self.build_lib) / PLACE, ignore=shutil.ignore_patterns("test", ".*"))


setup(cmdclass={"build_py": BuildWithPage})
