"""The pjsua2 wheel: built once for this system and Python, kept in the cache under the fingerprint of what made it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from provision import sources, stamps
from provision.commands import Work, answer, run
from provision.console import Step
from provision.failure import SetupFailedError
from provision.machine import Machine, require_room

RECIPE = Path(__file__).resolve().parents[2] / "pjsua2"
GIGABYTES_TO_BUILD = 0.8


@dataclass(frozen=True, slots=True)
class WheelPlan:
    """Which wheel is wanted: for which Python and system, and where it is kept."""

    machine: Machine
    python: Path
    build_lock: Path
    cache: Path
    log: Path

    def tag(self) -> str:
        """Fingerprint everything that shapes the wheel; it becomes the local part of its version."""
        recipe = [file for file in RECIPE.rglob("*") if file.is_file()]
        system = (self.machine.system, self.machine.version, self.machine.architecture)
        return f"softphone.{stamps.digest_of_files([*recipe, self.build_lock], *system, self._abi())[:10]}"

    def _abi(self) -> str:
        """Ask the Python for its binary interface; wheels of one do not fit another."""
        return answer([str(self.python), "-c", "import sysconfig; print(sysconfig.get_config_var('SOABI'))"]).strip()

    def cached(self) -> Path | None:
        """Find the wheel if it was built before."""
        return next((self.cache / "wheels").glob(f"pjsua2-*+{self.tag()}-*.whl"), None)


def build(step: Step, plan: WheelPlan) -> Path:
    """Get the sources, build the wheel in a folder of its own, and put it into the cache when it is whole."""
    require_room(plan.cache, GIGABYTES_TO_BUILD, "building the pjsua2 wheel")
    work = plan.cache / "work" / plan.tag()
    shutil.rmtree(work, ignore_errors=True)
    place = sources.Place(plan.cache / "sources", work / "apt", plan.log)
    needed = sources.read(RECIPE / "sources.toml")
    archives = [str(sources.provide(step, plan.machine, needed[name], place)) for name in ("pjproject", "libsrtp")]
    builder = _python_with_setuptools(step, plan, work)
    command = [str(RECIPE / "build"), *archives, str(builder), plan.tag(), str(work), str(work / "out")]
    run(step, "building pjsua2", command, Work(plan.log, progress=lambda line: _phase(step, line)))
    return _keep(plan, work)


def _python_with_setuptools(step: Step, plan: WheelPlan, work: Path) -> Path:
    """Make a Python that has the locked build tools."""
    step.say("getting the build tools of Python")
    run(step, "python -m venv", [str(plan.python), "-m", "venv", str(work / "venv")], Work(plan.log))
    builder = work / "venv/bin/python"
    pip = [str(builder), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(plan.build_lock)]
    run(step, "pip install (build tools)", pip, Work(plan.log))
    return builder


def _phase(step: Step, line: str) -> None:
    """Show the phases that the build script announces, and pass on its remarks."""
    if line.startswith("== "):
        step.say(f"building pjsua2, {line[3:]}")
    elif line.startswith("!! "):
        step.note(line[3:])


def _keep(plan: WheelPlan, work: Path) -> Path:
    """Move the wheel into the cache in one step, and drop the rest."""
    built = next((work / "out").glob("*.whl"), None)
    if built is None:
        raise SetupFailedError("the build made no wheel", f"The whole output: {plan.log}")
    (plan.cache / "wheels").mkdir(parents=True, exist_ok=True)
    kept = built.rename(plan.cache / "wheels" / built.name)
    shutil.rmtree(work, ignore_errors=True)
    return kept
