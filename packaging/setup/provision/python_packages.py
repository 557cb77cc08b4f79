"""The virtual environment of the checkout: Python itself, the locked packages, the wheel, and the project."""

import sys
from dataclasses import dataclass
from pathlib import Path

from provision import stamps
from provision.commands import Work, answer, run
from provision.console import Step

SMALLER_LOCKS = {"dev": ("desk",), "desk": ()}
SHOWN = ("Collecting ", "Downloading ", "Installing ", "Building ")


@dataclass(frozen=True, slots=True)
class Environment:
    """The folder `.venv` of a checkout."""

    checkout: Path
    log: Path

    @property
    def folder(self) -> Path:
        """Name the folder."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """Name its Python."""
        return self.folder / "bin/python"

    def version(self) -> str:
        """Ask its Python for its version; empty when there is none that works."""
        return answer([str(self.python), "-c", "import sys, pip; print(sys.version.split()[0])"]).strip()

    def create(self, step: Step) -> None:
        """Make it from the Python that runs the set-up."""
        step.say(f"making .venv with Python {sys.version.split()[0]}")
        run(step, "python -m venv", [sys.executable, "-m", "venv", "--clear", str(self.folder)], Work(self.log))

    def lock(self, name: str) -> Path:
        """Name a list of locked packages."""
        return self.checkout / "requirements" / f"{name}.lock"

    def has_locked(self, name: str) -> bool:
        """Tell whether exactly these packages were installed."""
        return stamps.is_current(self._stamp(name), self._fingerprint(name))

    def install_locked(self, step: Step, name: str) -> None:
        """Install the packages of a list, each only with the checksum that the list gives."""
        lists = ["-r", str(self.lock("build")), "-r", str(self.lock(name))]
        pip = ["install", "--require-hashes", "--progress-bar", "off", *lists]
        self._pip(step, f"pip install -r requirements/{name}.lock", *pip)
        for done in (name, *SMALLER_LOCKS[name]):
            stamps.write(self._stamp(done), self._fingerprint(done))

    def has_wheel(self, wheel: Path) -> bool:
        """Tell whether this very wheel is installed."""
        name, version = wheel.name.split("-")[:2]
        return any(self.folder.glob(f"lib/python3*/site-packages/{name}-{version}.dist-info"))

    def install_wheel(self, step: Step, wheel: Path) -> None:
        """Install a wheel that was built here."""
        self._pip(step, f"pip install {wheel.name}", "install", "--no-index", "--no-deps", str(wheel))

    def has_project(self) -> bool:
        """Tell whether the `softphone` command of this checkout is there."""
        return stamps.is_current(self._stamp("project"), self._project_fingerprint())

    def install_project(self, step: Step) -> None:
        """Install the checkout itself so that its files are used where they are."""
        editable = ["install", "--no-index", "--no-deps", "--no-build-isolation", "-e", str(self.checkout)]
        self._pip(step, "pip install -e .", *editable)
        stamps.write(self._stamp("project"), self._project_fingerprint())

    def _pip(self, step: Step, what: str, *words: str) -> None:
        command = [str(self.python), "-m", "pip", "--disable-pip-version-check", *words]
        run(step, what, command, Work(self.log, progress=_progress))

    def _stamp(self, name: str) -> Path:
        return self.folder / f"softphone-{name}.stamp"

    def _fingerprint(self, name: str) -> str:
        return stamps.digest_of_files([self.lock("build"), self.lock(name)], self.version())

    def _project_fingerprint(self) -> str:
        return stamps.digest_of_files([self.checkout / "pyproject.toml"], str(self.checkout), self.version())


def _progress(line: str) -> str | None:
    """Show what pip is getting."""
    said = line.strip()
    return " ".join(said.split()[:2])[:60] if said.startswith(SHOWN) else None
