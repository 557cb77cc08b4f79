"""Changes one value in the text of a settings file, and nothing else: comments, order and spacing stay.

The changed text is read again and compared with what was asked for before it is given back.
"""

import copy
import re
import tomllib
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import cast

import tomlkit
from tomlkit.exceptions import TOMLKitError

from softphone.settings.describing import Section
from softphone.settings.keys import written
from softphone.settings.lookup import section_in
from softphone.settings.reading import TomlValue
from softphone.settings.schema import Settings
from softphone.settings.wanted import fields_of, tables_of

Table = MutableMapping[str, TomlValue]
New = Callable[[], TomlValue]


class NotEditable(Exception):
    """The file cannot be changed by the program; a person has to."""


def with_value(text: str, names: Sequence[str], value: TomlValue) -> str:
    """Return the text with one setting changed; None takes it out.

    Names lead to it, an account by its own name: ("account", "office", "srtp").
    """
    text = text.removeprefix("\ufeff")
    try:
        wanted = tomllib.loads(text)
        _change(wanted, names, copy.deepcopy(value), (dict, list))
        for changed in _attempts(text, names, value):
            if _says(changed, wanted):
                return changed
    except (TOMLKitError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotEditable(f"the file cannot be changed: {error}") from error
    raise NotEditable(f"{written(names)} cannot be changed here without touching other settings")


def proven(text: str, wanted: TomlValue) -> str:
    """Give a changed text back if it says exactly what was asked for."""
    if not _says(text, wanted):
        raise NotEditable("the file cannot be changed here without touching other settings")
    return text


def _attempts(text: str, names: Sequence[str], value: TomlValue) -> Iterator[str]:
    """Offer texts that may say what is wanted, the least changed first."""
    yield text
    yield from _uncommented(text, names[-1], value)
    yield _edited(text, names, value)


def _uncommented(text: str, key: str, value: TomlValue) -> Iterator[str]:
    """Put the value into a line that has the setting as a comment, as the example file does; each in turn."""
    if value is not None:
        for line in re.finditer(rf"^#[ \t]?{re.escape(key)}[ \t]*=.*$", text, re.MULTILINE):
            yield f"{text[: line.start()]}{key} = {tomlkit.item(value).as_string()}{text[line.end() :]}"


def _edited(text: str, names: Sequence[str], value: TomlValue) -> str:
    """Change the setting in a document that keeps its comments."""
    document = tomlkit.parse(text)
    _change(document, names, value, (tomlkit.table, tomlkit.aot))
    return tomlkit.dumps(document)


def _says(text: str, wanted: TomlValue) -> bool:
    """Tell whether the text says exactly this."""
    try:
        return bool(_pruned(tomllib.loads(text)) == _pruned(wanted))
    except tomllib.TOMLDecodeError:
        return False


def _change(content: Table, names: Sequence[str], value: TomlValue, new: tuple[New, New]) -> None:
    """Change one setting, in a document that keeps its comments or in plain values."""
    table, section = content, cast("type[Section]", Settings)
    steps = list(names[:-1])
    new_table, new_list = new
    while steps:
        key = steps.pop(0)
        inner = section_in(section, key)
        if inner is None:
            raise NotEditable(f"{written(names)} is no setting")
        if tables_of(fields_of(section)[key].type):
            table = _element(table.setdefault(key, new_list()), steps.pop(0) if steps else "", new_table)
        else:
            table = cast("Table", table.setdefault(key, new_table()))
        if not isinstance(table, MutableMapping):
            raise NotEditable(f"{key} is not a table here")
        section = inner
    if names[-1] not in fields_of(section):
        raise NotEditable(f"{written(names)} is no setting")
    if value is None:
        table.pop(names[-1], None)
    else:
        table[names[-1]] = value


def _element(tables: TomlValue, name: str, new_table: New) -> Table:
    """Return the table of a list that has this name; it is added where it is missing."""
    if not isinstance(tables, list) or not all(isinstance(element, MutableMapping) for element in tables):
        raise NotEditable("this is not a list of tables here")
    for element in tables:
        if element.get("name") == name:
            return cast("Table", element)
    added = new_table()
    added["name"] = name
    tables.append(added)
    return cast("Table", tables[-1])


def _pruned(content: TomlValue) -> TomlValue:
    """Leave out empty tables, which say nothing."""
    if isinstance(content, list):
        return [_pruned(element) for element in content]
    if isinstance(content, dict):
        parts = {key: _pruned(part) for key, part in content.items()}
        return {key: part for key, part in parts.items() if part != {}}
    return content
