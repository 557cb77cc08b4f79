"""Writes the example file: every setting with its documentation, in a form that runs as it stands.

It listens on loopback, has no registrar, takes any free ports, and needs neither sound card nor secret. The text comes
from the schema alone, so that it can never be out of date.
"""

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from softphone.settings.describing import Section
from softphone.settings.keys import KeyPath
from softphone.settings.schema import Settings
from softphone.settings.wanted import documentation, fields_of, sample, table_of, tables_of, wanted

_WIDTH = 100
_HEADING = """\
Settings of the softphone. Every setting is here with what it means and, in brackets, what it takes.
This file runs as it stands: on this machine only, without a registrar, on any free ports, without sound.
What you do not need can be deleted. A setting with # before it is not set. File names are relative to this \
file's folder; ~ is the home folder.
`softphone config check FILE` names every mistake. Passwords never stand here: `softphone secret set NAME`."""

_IN_THE_EXAMPLE: Mapping[KeyPath, Any] = {
    ("bridge", "port"): 0,
    ("sip", "bind"): "127.0.0.1",
    ("sip", "port"): 0,
    ("sip", "transport"): ["udp", "tcp"],
    ("sip", "trusted"): ["127.0.0.1"],
    ("account", "name"): "demo",
    ("account", "uri"): "sip:agent@127.0.0.1",
    ("audio", "input"): "silence",
    ("audio", "output"): "null",
    ("audio", "ringer"): "null",
}
"""Where the example differs from the defaults."""


def example() -> str:
    """Write the complete example file."""
    blocks = ["\n".join(_comment(_HEADING)), "\n".join(_keys(Settings, (), ""))]
    for name, field in fields_of(Settings).items():
        inner = tables_of(field.type) or table_of(field.type)
        if inner is not None:
            opening = f"[[{name}]]" if tables_of(field.type) else f"[{name}]"
            blocks.append("\n".join(_block(inner, (name,), opening, "")))
    return "\n\n".join(blocks) + "\n"


def _block(section: type[Section], path: KeyPath, opening: str, mark: str) -> Iterator[str]:
    """Write one table: its heading, its keys, and the tables in it, which are optional and so commented out."""
    yield mark + opening
    yield from _comment(section.__doc__ or "")
    yield from _keys(section, path, mark)
    for key, field in fields_of(section).items():
        inner = tables_of(field.type) or table_of(field.type)
        if inner is not None:
            name = ".".join(str(step) for step in (*path, key))
            yield ""
            yield from _block(inner, (*path, key), f"[[{name}]]" if tables_of(field.type) else f"[{name}]", "#")


def _keys(section: type[Section], path: KeyPath, mark: str) -> Iterator[str]:
    """Write the plain settings of a table, each under its documentation."""
    for key, field in fields_of(section).items():
        if tables_of(field.type) or table_of(field.type):
            continue
        yield ""
        yield from _comment(f"{documentation(field.type)} ({wanted(field.type)})")
        value = _IN_THE_EXAMPLE.get((*path, key), None if field.required else field.default)
        is_set = value is not None and (*path, key) != ("locked",)
        shown = value if is_set else sample(field.type)
        yield f"{mark if is_set else '#'}{key} = {in_toml(shown)}"


def _comment(text: str) -> Iterator[str]:
    """Write text as comment lines of bearable length."""
    for line in text.splitlines():
        yield from textwrap.wrap(line, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def in_toml(value: Any) -> str:  # noqa: ANN401 - any value that a setting may have
    """Write a value as it stands in a TOML file."""
    if isinstance(value, tuple | list):
        return "[" + ", ".join(in_toml(element) for element in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {in_toml(part)}" for key, part in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
