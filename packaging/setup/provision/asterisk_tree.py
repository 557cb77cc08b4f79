"""Asterisk 22 for the tests: unpacked from Debian's development release into the cache, beside its own libraries.

Debian 12 has no Asterisk. The tree is run in place through the loader that it brings:
`DIR/lib64/ld-linux-x86-64.so.2 --library-path DIR/usr/lib/x86_64-linux-gnu DIR/usr/sbin/asterisk ...`, which is
what the script `DIR/asterisk` does. Only the modules that the tests load are kept, and what these need.
"""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from provision import stamps
from provision.commands import Work, answer, run
from provision.console import Step
from provision.debian_archive import DebianArchive
from provision.failure import SetupFailedError
from provision.machine import Machine, require_room

RECIPE = "5"
MODULES = Path(__file__).resolve().parents[3] / "tests/peers/asterisk/etc/modules.conf"
PACKAGES = ("asterisk", "asterisk-core-sounds-en-gsm")
KEPT = ("usr/sbin/asterisk", "usr/share/asterisk", "var/lib/asterisk", "etc/asterisk")
STAMP = ".recipe"
RUNNER = """\
#!/bin/sh
# Runs this Asterisk with the libraries that it was unpacked with.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
exec "$here/lib64/{loader}" --library-path "$here/{libraries}" "$here/usr/sbin/asterisk" "$@"
"""
LOADERS = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}


def is_there(tree: Path) -> bool:
    """Tell whether the tree was made by this recipe, with the modules that the tests load now."""
    return stamps.is_current(tree / STAMP, recipe())


def modules(settings: str) -> list[str]:
    """Read which modules a `modules.conf` loads."""
    return re.findall(r"^load\s*=>?\s*(\S+)", settings, re.MULTILINE)


def recipe() -> str:
    """Fingerprint what shapes the tree."""
    return stamps.digest(RECIPE, *sorted(modules(MODULES.read_text(encoding="utf-8"))))


def make(step: Step, machine: Machine, tree: Path, log: Path) -> str:
    """Download, unpack and trim; the old tree stays until the new one is complete. Returns the version."""
    if machine.architecture not in LOADERS:
        raise SetupFailedError(f"the loader that Asterisk needs is not known for {machine.architecture}")
    require_room(tree, 0.7, "Asterisk")
    work = tree.with_name("asterisk.work")
    shutil.rmtree(work, ignore_errors=True)
    try:
        archive = DebianArchive.open(step, machine, ["deb sid"], work / "apt", log)
        packages = archive.download_closure(step, PACKAGES)
        step.say(f"unpacking {len(packages)} packages")
        _unpack(step, packages, work / "all", log)
        _trim(work / "all", work / "tree", machine.architecture)
        version = _version(work / "tree")
        stamps.write(work / "tree" / STAMP, recipe())
        shutil.rmtree(tree, ignore_errors=True)
        (work / "tree").rename(tree)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return version


def _unpack(step: Step, packages: Iterable[Path], everything: Path, log: Path) -> None:
    everything.mkdir(parents=True)
    for package in packages:
        run(step, f"unpacking {package.name}", ["dpkg-deb", "-x", str(package), str(everything)], Work(log))


def _trim(everything: Path, tree: Path, architecture: str) -> None:
    """Keep Asterisk, the modules that are loaded, sounds, and the libraries that these name."""
    libraries = Path("usr/lib") / f"{architecture}-linux-gnu"
    for kept in KEPT:
        if (everything / kept).exists():
            (tree / kept).parent.mkdir(parents=True, exist_ok=True)
            (everything / kept).rename(tree / kept)
    (tree / libraries).mkdir(parents=True)
    (everything / libraries / "asterisk").rename(tree / libraries / "asterisk")
    keep_modules(tree / libraries / "asterisk" / "modules", modules(MODULES.read_text(encoding="utf-8")))
    loader = everything / libraries / LOADERS[architecture]
    objects = [tree / "usr/sbin/asterisk", *sorted((tree / libraries / "asterisk").rglob("*.so"))]
    for library in _named_by(objects, loader, everything / libraries) | {loader.name}:
        shutil.copy2(everything / libraries / library, tree / libraries / library)
    (tree / "lib64").mkdir()
    (tree / "lib64" / loader.name).symlink_to(Path("..") / libraries / loader.name)
    english = tree / "usr/share/asterisk/sounds/en"
    if not english.exists() and (english.parent / "en_US_f_Allison").exists():
        english.symlink_to("en_US_f_Allison")
    (tree / "asterisk").write_text(RUNNER.format(loader=loader.name, libraries=libraries), encoding="utf-8")
    (tree / "asterisk").chmod(0o755)


def keep_modules(folder: Path, loaded: Iterable[str]) -> None:
    """Remove the modules that nobody loads: they need three quarters of all libraries."""
    for module in {file.name for file in folder.iterdir()}.difference(loaded):
        (folder / module).unlink()


def _named_by(objects: Iterable[Path], loader: Path, libraries: Path) -> set[str]:
    """Ask the loader which libraries some programs and modules will want, directly or not."""
    wanted: set[str] = set()
    for each in objects:
        listing = answer([str(loader), "--library-path", str(libraries), "--list", str(each)])
        wanted |= {Path(line.split()[0]).name for line in listing.splitlines() if f"=> {libraries}{os.sep}" in line}
    return wanted


def _version(tree: Path) -> str:
    """Ask the unpacked Asterisk who it is; no answer means that it does not run here."""
    said = answer([str(tree / "asterisk"), "-V"]).strip()
    if not said.startswith("Asterisk"):
        raise SetupFailedError("the unpacked Asterisk does not run on this machine")
    return said
