"""Print, explain and check settings.

`example` and `schema` describe what can be set, `check` names everything that is wrong, `show` tells what is in force
and where it comes from, `path` tells where the files are.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from softphone.adapters.storage.settings_files import SettingsFiles, machine_file, user_file
from softphone.settings.checking import Checked
from softphone.settings.example import example, in_toml
from softphone.settings.keys import KeyPath, written
from softphone.settings.layers import LayerName
from softphone.settings.lookup import values
from softphone.settings.problems import has_errors
from softphone.settings.reading import TomlValue
from softphone.settings.schema import Settings
from softphone.verbs import settings_options
from softphone.verbs.status_rules_file import rules_of

_DONE = 0
_WRONG = 1
_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """One setting in force."""

    key: str
    value: TomlValue
    layer: LayerName
    source: str | None
    line: int | None
    locked: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what can be done with settings."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("example", help="print a complete settings file, ready to use")
    actions.add_parser("schema", help="print the JSON Schema of the settings")
    check = actions.add_parser("check", help="report all mistakes in the settings")
    check.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: the user's own")
    check.add_argument("--no-machine", action="store_true", help="ignore the machine-wide settings file")
    show = actions.add_parser("show", help="print the settings in force")
    settings_options.add_options(show)
    show.add_argument("--effective", action="store_true", help="include the defaults")
    show.add_argument("--json", action="store_true", help="as JSON, with the origin of every value")
    actions.add_parser("path", help="print where the settings files are")


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "example": lambda _: _print(example()),
        "schema": lambda _: _print(schema() + "\n"),
        "check": _check,
        "show": _show,
        "path": lambda _: _print(f"{user_file()}\n{machine_file()}\n"),
    }
    return actions[args.action](args)


def schema() -> str:
    """Write the JSON Schema of the settings."""
    content = {"$schema": _SCHEMA_DIALECT, "title": "Settings of the softphone", **msgspec.json.schema(Settings)}
    return json.dumps(content, indent=2, ensure_ascii=False)


def _print(text: str) -> int:
    """Write what was asked for on stdout."""
    sys.stdout.write(text)
    return _DONE


def _check(args: argparse.Namespace) -> int:
    """Name every problem with its file, line and key."""
    files = SettingsFiles.chosen(args.file, use_machine=not args.no_machine)
    checked = files.load()
    rules = () if checked.settings is None else rules_of(checked.settings).problems
    for problem in (*checked.problems, *rules):
        sys.stdout.write(f"{problem}\n")
    if has_errors((*checked.problems, *rules)):
        return _WRONG
    sys.stderr.write("the settings are good\n" if not checked.problems else "the settings can be used\n")
    return _DONE


def _show(args: argparse.Namespace) -> int:
    """Print the settings in force and where they come from."""
    checked = settings_options.load(args)
    for problem in checked.problems:
        sys.stderr.write(f"{problem}\n")
    if checked.settings is None:
        return _WRONG
    rows = [row for row in _rows(checked, checked.settings) if args.effective or row.layer != "default"]
    if args.json:
        return _print(json.dumps([msgspec.to_builtins(row) for row in rows], indent=2, ensure_ascii=False) + "\n")
    return _print("".join(f"{row.key} = {in_toml(row.value)}  # {_place(row)}\n" for row in rows))


def _rows(checked: Checked, settings: Settings) -> Iterator[_Row]:
    """Go through all values with where they come from."""
    for path, value in values(settings):
        origin = checked.origin(path)
        yield _Row(
            key=written(_with_name(path, settings)),
            value=value,
            layer=origin.layer,
            source=origin.source or None,
            line=origin.line,
            locked=checked.is_locked(path),
        )


def _with_name(path: KeyPath, settings: Settings) -> KeyPath:
    """Write an account's own name for its place, as `--set` takes it."""
    match path:
        case ("account", int(place), *rest):
            return ("account", settings.accounts[place].name, *rest)
        case _:
            return path


def _place(row: _Row) -> str:
    """Say where a value comes from."""
    if row.layer == "default":
        return "default"
    line = "" if row.line is None else f":{row.line}"
    return f"{row.layer}, {row.source}{line}{', locked' if row.locked else ''}"
