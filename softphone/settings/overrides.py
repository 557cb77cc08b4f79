"""Turns `KEY=VALUE` of the command line into settings.

An account is named: `account.office.srtp=off`. Text needs no quotes: `audio.input=silence`.
"""

import json
import tomllib

from softphone.settings.checking import Layer
from softphone.settings.examining import faults
from softphone.settings.keys import quoted
from softphone.settings.lookup import declaration
from softphone.settings.reading import TomlValue
from softphone.settings.schema import Settings
from softphone.settings.wanted import fields_of, tables_of


class BadOverride(ValueError):
    """This is not KEY=VALUE."""


def override(assignment: str) -> Layer:
    """Make a layer of settings of one assignment."""
    key, equals, value = assignment.partition("=")
    names = _names(key)
    if not equals or not names:
        raise BadOverride("--set wants KEY=VALUE, such as --set audio.input=silence")
    source = "--set " + ".".join(quoted(name) for name in names)
    return Layer("command line", source, _text(names, _value(names, value.strip())))


def _names(key: str) -> list[str]:
    """Split a key as TOML does; empty where it is none."""
    try:
        content: TomlValue = tomllib.loads(f"{key.strip()} = 0")
    except ValueError:
        return []
    names: list[str] = []
    while isinstance(content, dict) and len(content) == 1:
        name, content = next(iter(content.items()))
        names.append(name)
    return names if content == 0 else []


def _value(names: list[str], value: str) -> str:
    """Write the value as TOML: as it stands where that fits the setting, else as text."""
    as_text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    try:
        parsed = tomllib.loads(f"value = {value}")
    except (ValueError, RecursionError):
        return as_text
    hint = declaration(names)
    is_plain = parsed.keys() == {"value"} and (hint is None or not any(faults(parsed["value"], hint, ())))
    is_wrong_as_text = hint is None or any(faults(value, hint, ()))
    return value if is_plain or (is_wrong_as_text and parsed.keys() == {"value"}) else as_text


def _text(names: list[str], value: str) -> str:
    """Write the assignment as a settings file would."""
    first = fields_of(Settings).get(names[0])
    if first is None or not tables_of(first.type) or len(names) < 3:
        return ".".join(quoted(name) for name in names) + f" = {value}\n"
    inner = ".".join(quoted(name) for name in names[2:])
    return f"[[{names[0]}]]\nname = {json.dumps(names[1], ensure_ascii=False)}\n{inner} = {value}\n"
