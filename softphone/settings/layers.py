"""Puts the layers of settings on top of each other, and remembers where each value came from.

The machine-wide file is lowest, then the user's, then the command line. The machine-wide file can lock settings.
Accounts of one name are one account: an upper layer adds to it or changes it. Other lists are replaced as a whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from softphone.settings.describing import Section
from softphone.settings.keys import KeyPath, names_only
from softphone.settings.problems import Problem
from softphone.settings.reading import Document, TomlValue
from softphone.settings.schema import Settings
from softphone.settings.wanted import fields_of, table_of, tables_of
from softphone.settings.wording import Wording

LayerName = Literal["default", "machine", "user", "command line"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an effective value comes from."""

    layer: LayerName
    source: str = ""
    line: int | None = None


class Pile:
    """The layers put on top of each other so far."""

    def __init__(self) -> None:
        self.content: dict[str, TomlValue] = {}
        self.origins: dict[KeyPath, Origin] = {}
        self.notices: list[Problem] = []
        self.locked: frozenset[tuple[str, ...]] = frozenset()
        self._places: dict[KeyPath, list[tuple[str, KeyPath]]] = {}

    def put(self, layer: LayerName, content: Mapping[str, TomlValue], document: Document) -> None:
        """Put a layer on top; what the machine-wide file locks stays as it is."""
        _Putting(self, layer, document).table(self.content, content, Settings, ((), ()))
        if layer == "machine":
            self.locked = frozenset(tuple(name.split(".")) for name in content.get("locked", ()))

    def origin(self, path: KeyPath) -> Origin:
        """Tell where a value comes from, or the table round it where the value itself is absent."""
        while path and path not in self.origins:
            path = path[:-1]
        return self.origins.get(path, Origin("default"))

    def places(self, path: KeyPath) -> list[tuple[str, KeyPath]]:
        """Name the places in the layers' files that could have set this value."""
        return [(source, (*at, *path[-1:])) for source, at in self._places.get(path[:-1], [])]

    def is_locked(self, path: KeyPath) -> bool:
        """Tell whether the administrator has locked a setting, or what it belongs to."""
        names = names_only(path)
        return any(names[: len(lock)] == lock for lock in self.locked)

    def remember(self, path: KeyPath, source: str, at: KeyPath) -> None:
        """Note that a file has something to say about a table."""
        self._places.setdefault(path, []).append((source, at))


class _Putting:
    """Puts one layer on the pile. Places are pairs: the path in the pile, and the path in the layer's own file."""

    def __init__(self, pile: Pile, layer: LayerName, document: Document) -> None:
        self._pile = pile
        self._layer: LayerName = layer
        self._document = document

    def table(
        self,
        below: dict[str, TomlValue],
        above: Mapping[str, TomlValue],
        section: type[Section],
        place: tuple[KeyPath, KeyPath],
    ) -> None:
        """Put one table on the one below it."""
        to, at = place
        self._pile.remember(to, self._document.source, at)
        self._pile.origins[to] = self._origin(at)
        for key, value in above.items():
            inner = ((*to, key), (*at, key))
            hint = fields_of(section)[key].type
            if (key == "name" and below.get(key) == value) or self._is_refused(*inner):
                continue
            if (listed := tables_of(hint)) and "name" in fields_of(listed):
                self._named(below.setdefault(key, []), value, listed, inner)
            elif nested := table_of(hint) if not listed else None:
                self.table(below.setdefault(key, {}), value, nested, inner)
            else:
                below[key] = value
                self._replace(*inner)

    def _named(
        self, below: list[TomlValue], above: list[TomlValue], section: type[Section], place: tuple[KeyPath, KeyPath]
    ) -> None:
        """Put a list of named tables on the one below: equal names are one table, others are added."""
        to, at = place
        self._pile.origins[to] = self._origin(at)
        for index, element in enumerate(above):
            names = [known.get("name") for known in below]
            name = element.get("name")
            found = names.index(name) if name in names and name is not None else len(below)
            if found == len(below):
                below.append({})
            self.table(below[found], element, section, ((*to, found), (*at, index)))

    def _replace(self, to: KeyPath, at: KeyPath) -> None:
        """Note that a value, and everything in it, now comes from this layer."""
        origins = self._pile.origins
        for path in [path for path in origins if path[: len(to)] == to]:
            del origins[path]
        origins[to] = self._origin(at)
        for path in self._document.lines:
            if path[: len(at)] == at:
                origins[*to, *path[len(at) :]] = self._origin(path)

    def _is_refused(self, to: KeyPath, at: KeyPath) -> bool:
        """Tell whether this layer may not set this, and say so."""
        if self._layer == "machine":
            return False
        if to == ("locked",):
            self._note(at, Wording("only the machine-wide file can lock settings; this is ignored"))
            return True
        if self._pile.is_locked(to):
            self._note(at, Wording("the administrator has locked this; it is ignored"))
            return True
        return False

    def _note(self, at: KeyPath, text: str) -> None:
        """Say that something is ignored."""
        line = self._document.line(at)
        self._pile.notices.append(Problem(self._document.source, line, at, text, "notice"))

    def _origin(self, at: KeyPath) -> Origin:
        """Say where this layer says something."""
        return Origin(self._layer, self._document.source, self._document.line(at))
