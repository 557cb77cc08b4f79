"""The steps of the set-up, in order: `python -m provision run` or `test`."""

import fcntl
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from provision import asterisk_tree, machine, pjsua2_wheel, system_packages
from provision.connector_page import ConnectorPage
from provision.console import Console
from provision.failure import SetupFailedError, cause_in, from_os_error
from provision.pjsua2_wheel import WheelPlan
from provision.python_packages import Environment

CHECKOUT = Path(__file__).resolve().parents[3]
GOALS = {"run": "desk", "test": "dev"}
GIGABYTES_OF_PACKAGES = 1.5


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that the steps share."""

    goal: str
    host: machine.Machine
    console: Console
    cache: Path
    log: Path

    @property
    def environment(self) -> Environment:
        """Give the checkout's Python."""
        return Environment(CHECKOUT, self.log)

    @property
    def page(self) -> ConnectorPage:
        """Give the checkout's connector page."""
        return ConnectorPage(CHECKOUT / "resources/connector", self.log)

    @property
    def wheel(self) -> WheelPlan:
        """Give the wheel that fits the checkout's Python."""
        build_lock = self.environment.lock("build")
        return WheelPlan(self.host, self.environment.python, build_lock, self.cache, self.log)

    def run(self) -> None:
        """Do what is not done yet."""
        self.system()
        self.python()
        self.pjsua2()
        self.python_packages()
        if self.page.exists():
            self.connector_page()
        if self.goal == "test":
            self.asterisk()

    def system(self) -> None:
        """Install what the phone and its page need, and for tests the peers as far as they can be had."""
        with self.console.step("system packages") as step:
            wanted = system_packages.needs("run", *(["page"] if self.page.exists() else []))
            peers = system_packages.needs("test") if self.goal == "test" else []
            lacking = system_packages.missing([*wanted, *peers])
            absent = system_packages.install(step, lacking, self.host, self.log) if lacking else []
            self._require([need for need in absent if need in wanted])
            for need in absent:
                step.note(f"this release has no {need}: the tests that need it are skipped, by name")
            count = len(wanted) + len(peers)
            step.result = f"installed {len(lacking) - len(absent)} of {count}" if lacking else f"all {count} are there"

    def _require(self, absent: list[system_packages.Need]) -> None:
        """Stop for packages that cannot be had; apt-get update only warns when a server cannot be reached."""
        if absent:
            names = ", ".join(map(str, absent))
            said = self.log.read_text(encoding="utf-8", errors="replace")
            raise SetupFailedError(f"the package lists of {self.host.title} do not have: {names}", cause_in(said))

    def python(self) -> None:
        """Make the virtual environment."""
        with self.console.step("Python") as step:
            if not self.environment.version():
                self.environment.create(step)
            step.result = f".venv with Python {self.environment.version()}"

    def pjsua2(self) -> None:
        """Build the wheel if this system and Python have none yet, and install it."""
        with self.console.step("pjsua2 wheel") as step:
            wheel = self.wheel.cached()
            if wheel is None:
                step.say("not in the cache: building PJSIP takes two to four minutes, this one time")
                lacking = system_packages.missing(system_packages.needs("wheel"))
                if lacking:
                    self._require(system_packages.install(step, lacking, self.host, self.log))
                wheel = pjsua2_wheel.build(step, self.wheel)
            if not self.environment.has_wheel(wheel):
                self.environment.install_wheel(step, wheel)
            step.result = wheel.name

    def python_packages(self) -> None:
        """Install the locked packages and the project itself."""
        name = GOALS[self.goal]
        with self.console.step("Python packages") as step:
            if not self.environment.has_locked(name):
                machine.require_room(CHECKOUT, GIGABYTES_OF_PACKAGES, "the Python packages")
                self.environment.install_locked(step, name)
            if not self.environment.has_project():
                self.environment.install_project(step)
            step.result = f"as locked in requirements/{name}.lock"

    def connector_page(self) -> None:
        """Bundle the page that Salesforce loads."""
        with self.console.step("connector page") as step:
            if not self.page.is_bundled():
                self.page.make(step)
            step.result = "bundled"

    def asterisk(self) -> None:
        """Unpack the PBX that the tests register at; without it they are skipped, by name."""
        with self.console.step("Asterisk") as step:
            tree = Path(os.environ.get("SOFTPHONE_ASTERISK") or self.cache / "asterisk")
            if not asterisk_tree.is_there(tree) and "SOFTPHONE_ASTERISK" not in os.environ:
                try:
                    asterisk_tree.make(step, self.host, tree, self.log)
                except SetupFailedError as failed:
                    step.note(f"{failed.what}: the tests that need Asterisk are skipped, by name")
                    step.note(failed.advice.replace("\n", " "))
            step.result = f"in {tree}" if (tree / "asterisk").exists() else "not available"


@contextmanager
def _alone(cache: Path, console: Console) -> Iterator[None]:
    """Let one set-up at a time work on the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            console.print("  Another set-up is running; waiting for it to finish.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _tell(failed: SetupFailedError, console: Console, log: Path) -> int:
    """Say what went wrong, what it shows, and what to do."""
    console.print("")
    if failed.evidence:
        console.print("    | " + failed.evidence.rstrip().replace("\n", "\n    | "))
    console.print(f"Set-up stopped: {failed.what}")
    console.print(failed.advice or f"The whole output: {log}")
    return 1


def main(words: list[str], clock: Callable[[], float] = time.monotonic) -> int:
    """Set up for one goal; 0 when everything is there."""
    if len(words) != 1 or words[0] not in GOALS:
        sys.stderr.write("usage: setup run|test\n")
        return 2
    began, console, host, cache = clock(), Console(), machine.look(), machine.cache_folder()
    log = cache / "logs" / f"setup-{words[0]}.log"
    console.print(f"Setting up for `make {words[0]}` on {host.title}; what takes long is kept in {cache}")
    if not host.is_expected:
        console.print("  This is not Debian 12, for which set-up is made: it does what it can.")
    try:
        with _alone(cache, console):
            log.unlink(missing_ok=True)
            Setup(words[0], host, console, cache, log).run()
    except SetupFailedError as failed:
        return _tell(failed, console, log)
    except OSError as error:
        return _tell(from_os_error(error), console, log)
    except KeyboardInterrupt:
        console.print("\nStopped. Finished steps are kept; the same command continues from here.")
        return 130
    console.print(f"Everything is in place ({clock() - began:.1f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
