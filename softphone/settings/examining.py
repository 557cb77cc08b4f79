"""Examines what one file says against the schema: unknown names, wrong values, passwords where none may be.

Each key is judged by itself, so that everything is named at once. How settings fit together is judged elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

import msgspec

from softphone.settings.describing import Section
from softphone.settings.keys import KeyPath, names_only
from softphone.settings.problems import Problem
from softphone.settings.reading import Document, TomlValue
from softphone.settings.schema import Settings
from softphone.settings.wanted import Hint, fields_of, is_hidden, item_of, literals, table_of, tables_of, wanted
from softphone.settings.wording import Wording

_SECRET_NAME = re.compile(r"pass(word|wd|phrase)?|pwd|secret|token|ha1|api_?key|credentials?", re.IGNORECASE)
_SECRET_IN_ADDRESS = re.compile(r"(sips?:|://)[^\s@/:]*:([^\s@]+)@")
_ADVICE = Wording("keep it in the keyring (softphone secret set NAME), or name an environment variable in password_env")
_LONGEST_SHOWN = 60


def examine(document: Document) -> tuple[dict[str, TomlValue], tuple[Problem, ...]]:
    """Return what of the file can be used, and everything that is wrong with the rest."""
    examination = _Examination(document)
    usable = examination.table(document.content, Settings, ())
    return usable, tuple(examination.problems)


class _Examination:
    """Walks through one file and gathers what is wrong."""

    def __init__(self, document: Document) -> None:
        self.problems: list[Problem] = []
        self._document = document

    def table(self, content: Mapping[str, TomlValue], section: type[Section], path: KeyPath) -> dict[str, TomlValue]:
        """Examine one table and return its usable part."""
        usable: dict[str, TomlValue] = {}
        known = fields_of(section)
        for key, value in content.items():
            if key not in known:
                self._complain((*path, key), unknown(key, section, path))
                continue
            usable.update(self._part(key, value, known[key].type, path))
        return usable

    def _part(self, key: str, value: TomlValue, hint: Hint, above: KeyPath) -> dict[str, TomlValue]:
        """Examine one key: a table, a list of tables, or a plain value; return it if it can be used."""
        path = (*above, key)
        if section := tables_of(hint):
            return {key: self._tables(value, section, path)}
        if section := table_of(hint):
            if isinstance(value, dict):
                return {key: self.table(value, section, path)}
            self._complain(path, _not_a_table(value, path))
            return {}
        wrong = list(faults(value, hint, path))
        for place, text in wrong:
            self._complain(place, text)
        return {} if wrong else {key: value}

    def _tables(self, value: TomlValue, section: type[Section], path: KeyPath) -> list[TomlValue]:
        """Examine a list of tables; where they have names, no two may have the same."""
        if not isinstance(value, list) or not all(isinstance(element, dict) for element in value):
            self._complain(
                path,
                Wording("write [[{name}]] with two brackets: there can be several", name=".".join(names_only(path))),
            )
            return []
        names: dict[str, int | None] = {}
        for place, element in enumerate(value):
            name = element.get("name")
            if isinstance(name, str) and name in names:
                says = Wording("{name} is taken (line {line})", name=shown(name), line=names[name])
                self._complain((*path, place, "name"), says)
            elif isinstance(name, str):
                names[name] = self._document.line((*path, place, "name"))
        return [self.table(element, section, (*path, place)) for place, element in enumerate(value)]

    def _complain(self, path: KeyPath, text: Wording) -> None:
        """Note one problem with its line."""
        self.problems.append(Problem(self._document.source, self._document.line(path), path, text))


def unknown(key: str, section: type[Section], path: KeyPath) -> Wording:
    """Say that there is no such setting, and what may have been meant."""
    if _SECRET_NAME.search(key):
        return Wording("a password must never stand in a file: {advice}", advice=_ADVICE)
    if close := get_close_matches(key.lower(), fields_of(section), n=1):
        return Wording("there is no such setting; did you mean {name}?", name=close[0])
    homes = [name for name in _homes(key) if name != ".".join(names_only(path))]
    if homes:
        return Wording("there is no such setting here; it belongs in [{section}]", section=homes[0])
    return Wording("there is no such setting")


def _homes(key: str) -> Iterator[str]:
    """Name the sections that have a setting of this name."""
    for name, field in fields_of(Settings).items():
        section = tables_of(field.type) or table_of(field.type)
        if section and key in fields_of(section):
            yield name


def faults(value: TomlValue, hint: Hint, path: KeyPath) -> Iterator[tuple[KeyPath, Wording]]:
    """Say what is wrong with one plain value; elements of a list are named one by one."""
    item = item_of(hint)
    if isinstance(value, list) and item is not None:
        wrong = [fault for place, element in enumerate(value) for fault in faults(element, item, (*path, place))]
        yield from wrong
        if wrong:
            return
    elif isinstance(value, str) and _SECRET_IN_ADDRESS.search(value):
        yield path, Wording("a password must never stand in an address: {advice}", advice=_ADVICE)
        return
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError:
        yield path, _complaint(value, hint)


def _complaint(value: TomlValue, hint: Hint) -> Wording:
    """Say that a value is not what is wanted, and what may have been meant."""
    if is_hidden(hint):
        return Wording("this is not {wanted}", wanted=wanted(hint))
    item = item_of(hint)
    if item is not None and not isinstance(value, list) and not any(faults(value, item, ())):
        return Wording("write a list: [{value}]", value=shown(value))
    text = Wording("{value} is not {wanted}", value=shown(value), wanted=wanted(hint))
    choices = [choice for choice in literals(hint) if isinstance(choice, str)]
    close = get_close_matches(value.lower(), choices, n=1) if isinstance(value, str) else []
    return Wording("{says}; did you mean {other}?", says=text, other=shown(close[0])) if close else text


def _not_a_table(value: TomlValue, path: KeyPath) -> Wording:
    """Say how a table is written."""
    name = ".".join(names_only(path))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Wording("write [{name}] with one bracket on each side: there is only one", name=name)
    return Wording("this is a table of settings: write [{name}] on a line of its own", name=name)


def shown(value: TomlValue) -> str:
    """Write a value for a message: short, on one line, and without the password of an address."""
    text = f'"{value}"' if isinstance(value, str) else _in_toml(value)
    text = re.sub(r":[^\s:@]+@", ":...@", text)
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def _in_toml(value: TomlValue) -> str:
    """Write a value that is not text as it stands in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(shown(element) for element in value) + "]"
    return "a table" if isinstance(value, dict) else str(value)
