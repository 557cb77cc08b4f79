"""One setting as the dialog shows it: what it is called, what stands there, whether it can be changed and why not."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from msgspec.structs import FieldInfo

from softphone.settings.checking import Checked
from softphone.settings.describing import Section
from softphone.settings.keys import KeyPath, names_only
from softphone.settings.layers import Origin
from softphone.settings.reading import TomlValue
from softphone.settings.schema import DEFAULTS, Settings
from softphone.settings.wanted import Hint, documentation, fields_of, item_of, literals, sample, table_of, tables_of
from softphone.ui.views.language import Language, mark
from softphone.ui.views.settings.browsing import Browsing, browsing_of
from softphone.ui.views.settings.choices import Choices, choices_of
from softphone.ui.views.settings.effects import Effect, effects_of_one
from softphone.ui.views.settings.entering import Entered, Kind, as_entered, judged, kind_of
from softphone.ui.views.settings.plan import Names

SHORT: Mapping[Names, str] = {
    ("account", "name"): mark("Name"),
    ("account", "uri"): mark("Address"),
    ("account", "display_name"): mark("Shown as"),
    ("account", "registrar"): mark("Registrar"),
    ("account", "username"): mark("User name"),
    ("account", "transport"): mark("Transport"),
    ("account", "proxy"): mark("Outbound proxy"),
    ("account", "srtp"): mark("Encryption"),
    ("account", "ca_file"): mark("Certificates"),
    ("audio", "input"): mark("Microphone"),
    ("audio", "output"): mark("Headset"),
    ("audio", "ringer"): mark("Ringer"),
    ("audio", "input_level_db"): mark("Microphone level"),
    ("audio", "output_level_db"): mark("Headset level"),
    ("audio", "ringer_level_db"): mark("Ringer level"),
}
"""Names of settings that are used often; all others are called what the schema says they are for."""

_EFFECTS = {
    frozenset({Effect.PHONE}): mark("Counts when the phone is restarted."),
    frozenset({Effect.WINDOW}): mark("Counts when the window is reopened."),
    frozenset({Effect.PHONE, Effect.WINDOW}): mark("Counts when the phone is restarted and the window reopened."),
    frozenset({Effect.AT_ONCE}): mark("Counts at once."),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A setting in the dialog."""

    names: Names
    title: str
    hint: str
    kind: Kind
    entered: Entered
    options: Choices = ()
    placeholder: str = ""
    why_locked: str = ""
    fault: str = ""
    when: str = ""
    is_changed: bool = False
    browsing: Browsing | None = None
    """How what it names can be looked for."""

    @property
    def explanation(self) -> str:
        """What the tooltip says: what it is called in the file, when it counts, and why it cannot be changed."""
        return "\n".join(filter(None, (".".join(self.names), self.hint, self.when, self.why_locked)))


@dataclass(frozen=True, slots=True)
class Place:
    """A setting in the schema and in what is in force."""

    names: Names
    path: KeyPath
    info: FieldInfo
    value: TomlValue

    @property
    def hint(self) -> Hint:
        """How it is declared."""
        return self.info.type

    @property
    def schema_names(self) -> Names:
        """Its name without that of an account."""
        return names_only(self.path)


def place_of(names: Names, settings: Settings) -> Place:
    """Find a setting; an account by its own name, one that is not there yet as the default."""
    if names[0] != "account":
        section: Section = getattr(settings, names[0])
        return _place(names, names, section, names[-1])
    found = next((one for one in enumerate(settings.accounts) if one[1].name == names[1]), None)
    number, account = found or (len(settings.accounts), None)
    path: KeyPath = ("account", number, *names[2:])
    kind = tables_of(fields_of(Settings)["account"].type)
    inner: Section | None = account
    for key in names[2:-1]:
        kind = table_of(fields_of(kind)[key].type) if kind else None
        inner = getattr(inner, key) if inner is not None else None
    assert kind is not None  # noqa: S101 - names come from the schema
    if inner is not None:
        return _place(names, path, inner, names[-1])
    info = fields_of(kind)[names[-1]]
    return Place(names, path, info, None if info.required else msgspec.to_builtins(info.default))


def _place(names: Names, path: KeyPath, section: Section, key: str) -> Place:
    info = fields_of(type(section))[key]
    return Place(names, path, info, msgspec.to_builtins(getattr(section, info.name)))


def field_of(names: Names, checked: Checked, entered: Mapping[Names, Entered], fault: str, say: Language) -> Field:
    """Show a setting, with what was entered for it so far."""
    place = place_of(names, checked.settings or DEFAULTS)
    doc = say(documentation(place.hint))
    short = SHORT.get(place.schema_names, "")
    stands = as_entered(place.value)
    now = entered.get(names, stands)
    return Field(
        names=names,
        title=say(short) if short else doc.rstrip("."),
        hint=doc if short and doc.rstrip(".") != say(short) else "",
        kind=kind_of(place.hint),
        entered=now,
        options=choices_of(place.schema_names, literals(item_of(place.hint) or place.hint), say),
        placeholder=_placeholder(place),
        why_locked=_why_locked(place, checked, say),
        fault=(judged(now, place.info, say).fault if names in entered else "") or fault,
        when=say(_EFFECTS[effects_of_one(names)]),
        is_changed=now != stands,
        browsing=browsing_of(place.schema_names, place.hint),
    )


def _placeholder(place: Place) -> str:
    """Show what could stand there."""
    shown = sample(place.hint) if place.value in (None, "", [], ()) else None
    return "" if shown in (None, []) else str(as_entered(shown)).replace("\n", ", ")


def _why_locked(place: Place, checked: Checked, say: Language) -> str:
    if checked.is_locked(place.path):
        return say("Your administrator has set this; it cannot be changed here.")
    origin: Origin = checked.origin(place.path)
    if origin.layer == "command line":
        return say("Set on the command line for this run ({source}).", source=origin.source)
    if len(place.names) == 3 and place.names[-1] == "name":
        return say("An account keeps its name: its password is kept under it.")
    return ""
