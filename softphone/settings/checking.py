"""Checks settings, in one file or in several layers, and says everything that is wrong at once.

The result either is settings that the rest of the program can rely on, or says why there are none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

import msgspec

from softphone.settings.anchoring import anchored
from softphone.settings.contradictions import Contradiction, contradictions
from softphone.settings.describing import Section
from softphone.settings.examining import examine, unknown
from softphone.settings.keys import KeyPath, names_only
from softphone.settings.layers import LayerName, Origin, Pile
from softphone.settings.lookup import section_in
from softphone.settings.problems import Problem, has_errors
from softphone.settings.reading import Document, TomlValue, read
from softphone.settings.schema import Settings
from softphone.settings.wanted import fields_of, sample, table_of, tables_of, wanted
from softphone.settings.wording import Wording


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of one layer, what to call it in messages, and the folder that its file names start from."""

    name: LayerName
    source: str
    text: str | bytes
    folder: PurePath | None = None
    home: PurePath | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The settings, if nothing is wrong with them; every problem; and where each value comes from."""

    settings: Settings | None
    problems: tuple[Problem, ...] = ()
    pile: Pile = field(default_factory=Pile)

    def origin(self, path: KeyPath) -> Origin:
        """Tell which layer an effective value comes from."""
        return self.pile.origin(path) if _is_set(self.pile.content, path) else Origin("default")

    def is_locked(self, path: KeyPath) -> bool:
        """Tell whether the administrator has locked a setting."""
        return self.pile.is_locked(path)


def check(text: str | bytes, source: str) -> Checked:
    """Check the text of one settings file by itself."""
    return combine([Layer("user", source, text)])


def combine(layers: Sequence[Layer]) -> Checked:
    """Put layers on top of each other, the lowest first, and check the whole."""
    pile = Pile()
    documents = [_document(layer) for layer in layers]
    problems = [problem for document in documents for problem in document.problems]
    for layer, document in zip(layers, documents, strict=True):
        content, wrong = examine(document)
        problems += [*wrong, *_bad_locks(content, document)]
        if layer.folder is not None:
            content = anchored(content, layer.folder, layer.home or layer.folder)
        pile.put(layer.name, content, document)
    problems += pile.notices
    if not any(document.problems for document in documents):
        problems += _Whole(pile, problems).problems()
    order = {layer.source: place for place, layer in enumerate(layers)}
    ordered = tuple(sorted(problems, key=lambda problem: (order.get(problem.source, 0), problem.line or 0)))
    settings = None if has_errors(ordered) else msgspec.convert(pile.content, Settings)
    return Checked(settings, ordered, pile)


def _document(layer: Layer) -> Document:
    """Read the text of a layer; the command line has no lines to speak of."""
    document = read(layer.text, layer.source)
    return document if layer.name != "command line" else replace(document, lines={})


def _bad_locks(content: Mapping[str, TomlValue], document: Document) -> Iterator[Problem]:
    """Name the locks that lock nothing."""
    for place, lock in enumerate(content.get("locked", ())):
        section: type[Section] | None = Settings
        for key in lock.split("."):
            if section is None or key not in fields_of(section):
                text = unknown(key, section, ()) if section else Wording("there is nothing in it")
                path = ("locked", place)
                says = Wording('"{lock}" locks nothing: {why}', lock=lock, why=text)
                yield Problem(document.source, document.line(path), path, says)
                break
            section = section_in(section, key)


class _Whole:
    """Judges what the layers say together."""

    def __init__(self, pile: Pile, found: Sequence[Problem]) -> None:
        self._pile = pile
        self._spoilt = {(problem.source, _without_places(problem.path)) for problem in found}

    def problems(self) -> Iterator[Problem]:
        """Name what is missing and what does not fit together."""
        stand_ins = msgspec.to_builtins(self._pile.content)
        for path, hint in _missing(stand_ins, Settings, ()):
            if not self._is_spoilt(path):
                yield self._problem(path, Wording("it is missing; wanted is {wanted}", wanted=wanted(hint)))
        settings = msgspec.convert(stand_ins, Settings)
        for found in contradictions(settings):
            if not any(self._is_spoilt(path) for path in found.paths):
                yield self._contradiction(found)

    def _contradiction(self, found: Contradiction) -> Problem:
        """Say that settings do not fit together, at the first of them that is written in a file."""
        written = [path for path in found.paths if _is_set(self._pile.content, path)]
        place = self._pile.origin(written[0] if written else found.paths[0])
        return Problem(place.source, place.line, found.paths[0], found.text, found.severity)

    def _problem(self, path: KeyPath, text: str) -> Problem:
        """Say that something is wrong at a path of the pile."""
        place = self._pile.origin(path)
        return Problem(place.source, place.line, path, text)

    def _is_spoilt(self, path: KeyPath) -> bool:
        """Tell whether a value was left out because it was wrong, so that nothing more can be said about it."""
        return any((source, _without_places(at)) in self._spoilt for source, at in self._pile.places(path))


def _missing(content: dict[str, Any], section: type[Section], path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Name what has to be set and is not; a sample takes its place, so that the rest can be judged."""
    for key, known in fields_of(section).items():
        here = (*path, key)
        if key not in content:
            if known.required:
                content[key] = sample(known.type)
                yield here, known.type
        elif inner := tables_of(known.type):
            for place, element in enumerate(content[key]):
                yield from _missing(element, inner, (*here, place))
        elif inner := table_of(known.type):
            yield from _missing(content[key], inner, here)


def _is_set(content: TomlValue, path: KeyPath) -> bool:
    """Tell whether some layer sets this value."""
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError):
            return False
    return True


def _without_places(path: KeyPath) -> KeyPath:
    """Leave out the place of an element at the end of a path: the list as a whole is meant."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path if names_only(path) else ()
