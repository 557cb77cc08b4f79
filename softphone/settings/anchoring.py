"""Makes relative file names absolute: they are meant from the folder of the settings file that names them."""

from collections.abc import Mapping
from pathlib import PurePath

from softphone.settings.describing import Section
from softphone.settings.reading import TomlValue
from softphone.settings.schema import Settings
from softphone.settings.wanted import Hint, alternatives, extra, fields_of, item_of, table_of, tables_of

_SOUND_FILE = "file:"


def anchored(content: Mapping[str, TomlValue], folder: PurePath, home: PurePath) -> dict[str, TomlValue]:
    """Return the content of a settings file with every file name made absolute."""
    return _table(content, Settings, folder, home)


def _table(
    content: Mapping[str, TomlValue], section: type[Section], folder: PurePath, home: PurePath
) -> dict[str, TomlValue]:
    """Make the file names of one table absolute."""
    known = fields_of(section)
    return {key: _part(value, known[key].type, folder, home) for key, value in content.items()}


def _part(value: TomlValue, hint: Hint, folder: PurePath, home: PurePath) -> TomlValue:
    """Make the file names in one value absolute."""
    if section := tables_of(hint):
        return [_table(element, section, folder, home) for element in value]
    if section := table_of(hint):
        return _table(value, section, folder, home)
    item = item_of(hint)
    if isinstance(value, list) and item is not None:
        return [_part(element, item, folder, home) for element in value]
    return _name(value, hint, folder, home) if isinstance(value, str) else value


def _name(value: str, hint: Hint, folder: PurePath, home: PurePath) -> str:
    """Make one file name absolute; of sounds and devices only those that name a file."""
    if any(extra(part, "is_path") for part in alternatives(hint)):
        return _absolute(value, folder, home)
    if any(extra(part, "is_sound") for part in alternatives(hint)) and value.startswith(_SOUND_FILE):
        return _SOUND_FILE + _absolute(value.removeprefix(_SOUND_FILE), folder, home)
    return value


def _absolute(name: str, folder: PurePath, home: PurePath) -> str:
    """Join a file name to its folder; `~` is the home folder."""
    path = PurePath(name)
    if path.parts[:1] == ("~",):
        return str(home.joinpath(*path.parts[1:]))
    return str(folder / path)
