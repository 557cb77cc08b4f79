"""Reads a translation in gettext's text form (.po), as translators' programs write it. Pure: text in, catalogue out.

Only what such programs need is read: msgid, msgid_plural, msgstr and msgstr[n], on one or several lines. Fuzzy and
empty entries are left out, so that English is said instead.
"""

import ast
import re
from collections.abc import Iterator

from softphone.ui.views.language import Catalogue

_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr)(?:\[\d+\])?\s+)?(".*")')


class CatalogueFaulty(ValueError):
    """A catalogue cannot be read; the text says where."""


def read_catalogue(text: str) -> Catalogue:
    """Read a whole catalogue; raises `CatalogueFaulty`."""
    entries = (_entry(block) for block in re.split(r"\n\s*\n", text))
    return {key: said for key, said in entries if key and all(said)}


def _entry(block: str) -> tuple[str, tuple[str, ...]]:
    parts = list(_parts(block))
    key = next((text for word, text in parts if word == "msgid"), "")
    is_fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.splitlines())
    said = tuple(text for word, text in parts if word == "msgstr")
    return ("" if is_fuzzy or not said else key), said


def _parts(block: str) -> Iterator[tuple[str, str]]:
    word, text = "", ""
    for line in block.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise CatalogueFaulty(f"not a line of a catalogue: {line!r}")
        if found.group(1):
            if word:
                yield word, text
            word, text = found.group(1), ""
        text += str(ast.literal_eval(found.group(2)))
    if word:
        yield word, text
