"""The clock, which TLS and reports rely on, and the disk, which recordings and the history fill."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from softphone.adapters.storage.log_files import folder as log_folder
from softphone.settings import Settings
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts
from softphone.verbs.engine_parts.folders import data_folder, recordings_folder

CLOCK, DISK = "clock", "disk"
OLDEST_TRUE_DATE = datetime(2025, 1, 1, tzinfo=UTC)
ASK_S = 2.0
LEAST_FREE_MB = 50
MB = 1_000_000
SYNC = "switch on time synchronisation (timedatectl set-ntp true); TLS and reports need the right time"


def look_at_clock(_: Patient) -> Verdicts:
    """Ask the system whether it keeps its clock right."""
    return [judge_clock(datetime.now(UTC), _ntp_answer())]


def judge_clock(now: datetime, is_synchronised: bool | None) -> Verdict:  # noqa: FBT001 - an answer, None is no answer
    """Judge the time, and whether somebody keeps it right."""
    shown = now.astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")
    if now < OLDEST_TRUE_DATE:
        return Verdict(CLOCK, Grade.BAD, f"it is wrong: {shown}", SYNC)
    if is_synchronised is None:
        return Verdict(CLOCK, Grade.NOTE, f"{shown}; cannot tell whether it is synchronised")
    if not is_synchronised:
        return Verdict(CLOCK, Grade.WARNING, f"{shown}, not synchronised", SYNC)
    return Verdict(CLOCK, Grade.GOOD, f"{shown}, synchronised")


def look_at_disk(patient: Patient) -> Verdicts:
    """Look at every folder that the phone writes into."""
    return judge_disk(folders(patient.settings), _free_bytes)


def folders(settings: Settings) -> dict[str, tuple[Path, int]]:
    """Name the folders that are written into, each with the megabytes that must be free."""
    found = {"history": (data_folder(settings), LEAST_FREE_MB), "log": (log_folder(settings), LEAST_FREE_MB)}
    if settings.recording.enabled:
        found["recordings"] = (recordings_folder(settings), settings.recording.min_free_mb)
    return found


def judge_disk(wanted: dict[str, tuple[Path, int]], free_bytes: Callable[[Path], int | None]) -> Iterator[Verdict]:
    """Judge each folder: whether it can be written, and whether there is room."""
    for use, (folder, least_mb) in wanted.items():
        free = free_bytes(folder)
        if free is None:
            advice = "make the folder writable for this user, or name another one in the settings"
            yield Verdict(DISK, Grade.BAD, f"{use}: {folder} cannot be written", advice)
        elif free < least_mb * MB:
            says = f"{use}: only {free // MB} MB are free in {folder}, {least_mb} are needed"
            yield Verdict(DISK, Grade.BAD, says, "make room, or name a folder on another disk in the settings")
        else:
            yield Verdict(DISK, Grade.GOOD, f"{use}: {free // MB} MB free in {folder}")


def _free_bytes(folder: Path) -> int | None:
    """Tell how much room there is; None where nothing can be written. Nothing is left behind."""
    there = next((place for place in (folder, *folder.parents) if place.is_dir()), None)
    try:
        with tempfile.TemporaryFile(dir=there):
            return shutil.disk_usage(there or folder).free
    except OSError:
        return None


def _ntp_answer() -> bool | None:
    tool = shutil.which("timedatectl")
    if tool is None:
        return None
    command = [tool, "show", "--property=NTPSynchronized", "--value"]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=ASK_S, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.SubprocessError):
        return None
    return {b"yes": True, b"no": False}.get(answer.stdout.strip())


CHECKS = (Check(CLOCK, look_at_clock), Check(DISK, look_at_disk))
