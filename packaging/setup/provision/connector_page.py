"""The connector page: its node packages, and the bundle that the engine serves."""

from dataclasses import dataclass
from pathlib import Path

from provision import stamps
from provision.commands import Work, answer, run
from provision.console import Step

NOT_SOURCE = {"node_modules", "dist"}


@dataclass(frozen=True, slots=True)
class ConnectorPage:
    """The folder `resources/connector` of a checkout."""

    folder: Path
    log: Path

    def exists(self) -> bool:
        """Tell whether this version of the project has the page."""
        return (self.folder / "package-lock.json").exists()

    def is_bundled(self) -> bool:
        """Tell whether the bundle was made from what is here now."""
        return stamps.is_current(self.folder / "dist/.stamp", self._source()) and self._has_packages()

    def make(self, step: Step) -> None:
        """Get the locked packages if they changed, and bundle."""
        if not self._has_packages():
            step.say("getting the node packages")
            run(step, "npm ci", ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], self._work())
            stamps.write(self.folder / "node_modules/.stamp", self._locked())
        step.say("bundling")
        run(step, "npm run build", ["npm", "run", "build"], self._work())
        stamps.write(self.folder / "dist/.stamp", self._source())

    def _has_packages(self) -> bool:
        return stamps.is_current(self.folder / "node_modules/.stamp", self._locked())

    def _locked(self) -> str:
        return stamps.digest_of_files([self.folder / "package-lock.json"], answer(["node", "--version"]))

    def _source(self) -> str:
        """Fingerprint everything that the bundle is made from."""
        parts: list[str | bytes] = []
        for file in sorted(self.folder.rglob("*")):
            name = file.relative_to(self.folder)
            if file.is_file() and name.parts[0] not in NOT_SOURCE:
                parts += [str(name), file.read_bytes()]
        return stamps.digest(*parts)

    def _work(self) -> Work:
        return Work(self.log, folder=self.folder)
