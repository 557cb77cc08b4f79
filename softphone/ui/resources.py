"""Finds the files that belong to the window: icons and translations, beside the source or inside the package."""

from functools import cache
from pathlib import Path

from softphone.ui.views.catalogues import read_catalogue
from softphone.ui.views.language import Language

_HERE = Path(__file__).resolve().parent
_SOURCE = _HERE.parents[1] / "resources"
LANGUAGES = ("en", "de")


def folder(name: str) -> Path:
    """Name the folder of a kind of resource."""
    inside = _HERE / "resources" / name
    return inside if inside.is_dir() else _SOURCE / name


@cache
def icon_source(name: str) -> str:
    """Give the drawing of an icon as SVG; raises OSError where there is none of that name."""
    return (folder("icons") / f"{name}.svg").read_text(encoding="utf-8")


@cache
def language(code: str) -> Language:
    """Give a language by its code, from all its catalogues; one that has none is English."""
    files = sorted((folder("translations") / code).glob("*.po"))
    catalogue: dict[str, tuple[str, ...]] = {}
    for file in files:
        catalogue.update(read_catalogue(file.read_text(encoding="utf-8")))
    return Language(code, catalogue) if files else Language()
