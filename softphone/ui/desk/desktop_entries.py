"""Desktop entries (freedesktop.org): beginning with the desktop, and opening tel:, sip: and callto: links.

Entries are the user's own files; they are written when the settings ask for them and taken away when they do not.
Where a file of that name is somebody else's, it is left alone.
"""

import logging
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QProcess

log = logging.getLogger(__name__)

OURS = "X-Softphone=1"
SCHEMES = ("tel", "sip", "callto")
LISTER = "update-desktop-database"
"""Of desktop-file-utils: writes the list in which desktops look for the program that opens a link."""


@dataclass(frozen=True, slots=True)
class EntryFolders:
    """Where the desktop looks for entries."""

    autostart: Path
    applications: Path

    @classmethod
    def of_user(cls, config: Path, data: Path) -> "EntryFolders":
        """Give the folders of a user with these two."""
        return cls(config / "autostart", data / "applications")


def keep_entries(folders: EntryFolders, options: list[str], *, starts: bool, opens_links: bool) -> None:
    """Make both entries as the settings want them; a desktop that cannot have them is told in the log."""
    begin = entry([*options, "--hidden"], "")
    _keep(folders.autostart / "softphone.desktop", begin if starts else None)
    types = "".join(f"x-scheme-handler/{scheme};" for scheme in SCHEMES)
    links = entry([*options, "--link", "%u"], f"MimeType={types}\n")
    if _keep(folders.applications / "softphone.desktop", links if opens_links else None):
        _tell_desktop(folders.applications)


def entry(options: list[str], more: str) -> str:
    """Write an entry."""
    words = [sys.executable, "-m", "softphone", *options]
    command = " ".join(word if word == "%u" else shlex.quote(word).replace("%", "%%") for word in words)
    return (
        "[Desktop Entry]\nType=Application\nName=softphone\nComment=Desk phone\nIcon=softphone\n"
        f"Exec={command}\nTerminal=false\nCategories=Network;Telephony;\nStartupWMClass=softphone\n{more}{OURS}\n"
    )


def _tell_desktop(applications: Path) -> None:
    """Have the list renewed by which desktops find a program for a link, without waiting for that."""
    lister = shutil.which(LISTER)
    if lister is None:
        log.info("There is no %s: some desktops find the program for links only when they have been told of it", LISTER)
        return
    work = QProcess()
    work.setProgram(lister)
    work.setArguments([str(applications)])
    work.setStandardOutputFile(QProcess.nullDevice())
    work.setStandardErrorFile(QProcess.nullDevice())
    work.startDetached()


def _keep(file: Path, text: str | None) -> bool:
    """Tell whether the file is another now."""
    try:
        before = file.read_text(encoding="utf-8") if file.is_file() else None
        if before == text or (before is not None and OURS not in before):
            return False
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        log.warning("%s cannot be kept as the settings want it: %s", file, error)
        return False
    return True
