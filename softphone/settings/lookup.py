"""Finds a setting by its name, and lists all settings with their effective values."""

from collections.abc import Iterator, Sequence

import msgspec

from softphone.settings.describing import Section
from softphone.settings.keys import KeyPath
from softphone.settings.reading import TomlValue
from softphone.settings.schema import Settings
from softphone.settings.wanted import Hint, fields_of, table_of, tables_of


def section_in(section: type[Section] | None, key: str) -> type[Section] | None:
    """Return the section behind a key of a section, if there is one."""
    field = fields_of(section).get(key) if section is not None else None
    return (tables_of(field.type) or table_of(field.type)) if field else None


def declaration(names: Sequence[str]) -> Hint | None:
    """Return how a setting is declared; names lead to it, an account by its own name."""
    section: type[Section] | None = Settings
    steps = list(names)
    while len(steps) > 1:
        key = steps.pop(0)
        is_list = section is not None and key in fields_of(section) and tables_of(fields_of(section)[key].type)
        section = section_in(section, key)
        if is_list:
            steps.pop(0)
    field = fields_of(section).get(steps[0]) if section is not None and steps else None
    return field.type if field else None


def values(settings: Settings) -> Iterator[tuple[KeyPath, TomlValue]]:
    """Go through all settings that have a value, tables opened, in the order of the schema."""
    yield from _values(settings, ())


def _values(section: Section, path: KeyPath) -> Iterator[tuple[KeyPath, TomlValue]]:
    """Go through the settings of one section."""
    for key, field in fields_of(type(section)).items():
        value = getattr(section, field.name)
        if tables_of(field.type):
            for place, element in enumerate(value):
                yield from _values(element, (*path, key, place))
        elif isinstance(value, Section):
            yield from _values(value, (*path, key))
        elif value is not None:
            yield (*path, key), msgspec.to_builtins(value)
