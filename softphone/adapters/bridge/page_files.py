"""Finds the connector page's files: beside the source, or inside an installed package."""

from pathlib import Path

_PACKAGED = Path(__file__).with_name("page")
_BUILT = Path(__file__).resolve().parents[3] / "resources/connector/dist"
INDEX = "index.html"
NOT_BUILT = (
    "The connector page is missing: it has not been bundled. Run `make setup` in the phone's source tree (it needs "
    "Node.js), then load this page again."
)


def page_folder() -> Path:
    """Name the folder that has, or should have, the page's files."""
    return _PACKAGED if _PACKAGED.is_dir() else _BUILT


def read(name: str) -> bytes | None:
    """Read one of the page's files; None where it is not there."""
    try:
        return (page_folder() / name).read_bytes()
    except OSError:
        return None
