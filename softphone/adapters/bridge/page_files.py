"""Finds the files of the pages that the phone serves: beside the source, or inside an installed package."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_RESOURCES = _HERE.parents[2] / "resources"
INDEX = "index.html"
NOT_BUILT = (
    "The connector page is missing: it has not been bundled. Run `make setup` in the phone's source tree (it needs "
    "Node.js), then load this page again."
)


def page_folder() -> Path:
    """Name the folder that has, or should have, the connector page's files."""
    return _packaged("page", _RESOURCES / "connector/dist")


def login_folder() -> Path:
    """Name the folder that has the login page's files."""
    return _packaged("login", _RESOURCES / "login")


def read(file: Path) -> bytes | None:
    """Read a file; None where it is not there."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def _packaged(name: str, source: Path) -> Path:
    inside = _HERE / name
    return inside if inside.is_dir() else source
