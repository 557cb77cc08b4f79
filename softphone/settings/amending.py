"""Several changes to the text of a settings file at once. What they do not name stays as it is, comments included."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

import tomlkit
from tomlkit.exceptions import TOMLKitError

from softphone.settings.editing import NotEditable, Table, proven, with_value
from softphone.settings.reading import TomlValue

Names = tuple[str, ...]
"""What leads to a setting; an account by its own name: ("account", "office", "srtp")."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One setting gets a value; None takes it out, so that the layer below is in force."""

    names: Names
    value: TomlValue


@dataclass(frozen=True, slots=True)
class AccountRemoval:
    """An account goes, with all its settings."""

    name: str


Change = Amendment | AccountRemoval


def amended(text: str, changes: Sequence[Change]) -> str:
    """Return the text with all changes made, in their order; raises `NotEditable`."""
    for change in changes:
        match change:
            case Amendment(names=names, value=value):
                text = with_value(text, names, value)
            case AccountRemoval(name=name):
                text = _without_account(text, name)
    return text


def _without_account(text: str, name: str) -> str:
    """Take an account out; one that the file does not have needs no taking out."""
    try:
        document, wanted = tomlkit.parse(text), tomllib.loads(text)
        for content in (document, wanted):
            _take_out(content, name)
        return proven(tomlkit.dumps(document), wanted)
    except (TOMLKitError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise NotEditable(f"the file cannot be changed: {error}") from error


def _take_out(content: Table, name: str) -> None:
    """Do so in a document that keeps its comments, or in plain values."""
    accounts = content.get("account", [])
    places = [place for place, account in enumerate(accounts) if account.get("name") == name]
    for place in reversed(places):
        del accounts[place]
    if places and not len(accounts):
        del content["account"]
