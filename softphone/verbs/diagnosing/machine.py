"""Which versions run here, and on what kind of desktop."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from softphone import __version__

PACKAGES = (
    "pjsua2",
    "PySide6-Essentials",
    "qasync",
    "pyqtgraph",
    "websockets",
    "msgspec",
    "keyring",
    "jeepney",
    "python-xlib",
    "phonenumbers",
    "tomlkit",
    "platformdirs",
)
DESKTOP = ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "LANG", "LC_ALL")
"""What the surroundings say of the desktop; nothing else of them is told."""


def versions() -> dict[str, object]:
    """Name all that may matter."""
    return {
        "softphone": __version__,
        "python": sys.version,
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "packages": {name: _version(name) for name in PACKAGES},
        "desktop": {variable: os.environ[variable] for variable in DESKTOP if variable in os.environ},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
