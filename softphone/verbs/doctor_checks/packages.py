"""Whether the Python packages are there, and in versions that work."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

ABOUT = "packages"
NEEDED = ("pjsua2", "websockets", "msgspec", "keyring", "platformdirs", "phonenumbers")
FOR_THE_WINDOW = ("PySide6", "qasync")
LEAKING_PYSIDE = "6.12.0"
OLDEST_PYTHON = (3, 11)
ADVICE = "run `make setup` in the source tree, or reinstall the softphone package"


def look(_: Patient) -> Verdicts:
    """Name what is missing and what is known not to work."""
    found = {name: _version(name) for name in (*NEEDED, *FOR_THE_WINDOW)}
    yield _python()
    missing = [name for name in NEEDED if found[name] is None]
    if missing:
        yield Verdict(ABOUT, Grade.BAD, f"missing: {', '.join(missing)}", ADVICE)
    else:
        yield Verdict(ABOUT, Grade.GOOD, ", ".join(f"{name} {found[name]}" for name in NEEDED))
    yield from _window(found)


def _python() -> Verdict:
    says = f"Python {sys.version.split()[0]}"
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Verdict(ABOUT, Grade.BAD, f"{says} is too old", "use Python 3.11 or newer")
    return Verdict(ABOUT, Grade.GOOD, says)


def _window(found: dict[str, str | None]) -> Iterator[Verdict]:
    missing = [name for name in FOR_THE_WINDOW if found[name] is None]
    if missing:
        says = (
            f"no window on this machine ({', '.join(missing)} not installed); `softphone watch` shows the phone as text"
        )
        yield Verdict(ABOUT, Grade.NOTE, says)
    elif found["PySide6"] == LEAKING_PYSIDE:
        advice = "install another version: pip install 'PySide6!=6.12.0'"
        yield Verdict(ABOUT, Grade.BAD, f"PySide6 {LEAKING_PYSIDE} crashes after a few hundred signals", advice)
    else:
        yield Verdict(ABOUT, Grade.GOOD, f"PySide6 {found['PySide6']}, qasync {found['qasync']}")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


CHECK = Check(ABOUT, look)
