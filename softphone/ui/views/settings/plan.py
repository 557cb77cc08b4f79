"""Which setting is on which page of the dialog. What no page names is on the last one, so that none can be missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.settings.schema import Settings
from softphone.settings.wanted import fields_of, table_of, tables_of
from softphone.ui.views.language import mark

Names = tuple[str, ...]
ACCOUNTS, AUDIO, RINGING, FILE = "accounts", "audio", "ringing", "file"
ALL = "*"


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """Some settings under a heading: `section.key`, or `section.*` for what no other group names."""

    title: str
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page; `groups` is empty where the page is made otherwise."""

    name: str
    title: str
    icon: str
    groups: tuple[GroupPlan, ...] = ()


PAGES = (
    PagePlan(ACCOUNTS, mark("Accounts"), "account"),
    PagePlan(
        AUDIO,
        mark("Audio"),
        "sound",
        (
            GroupPlan(
                mark("Devices"), ("audio.input", "audio.input_level_db", "audio.output", "audio.output_level_db")
            ),
            GroupPlan(mark("Sound"), ("audio.*",)),
        ),
    ),
    PagePlan(
        RINGING,
        mark("Ringing"),
        "incoming",
        (
            GroupPlan(mark("Where it rings"), ("audio.ringer", "audio.ringer_level_db", "audio.also_ring")),
            GroupPlan(
                mark("How it rings"),
                (
                    "audio.ring_sound",
                    "audio.ring_sound_internal",
                    "audio.call_waiting_tone",
                    "desk.popup",
                    "desk.notifications",
                ),
            ),
        ),
    ),
    PagePlan(
        "keys",
        mark("Keys"),
        "keypad",
        (
            GroupPlan(
                mark("On this computer"), ("desk.line_keys", "desk.answer_key", "desk.decline_key", "desk.mute_key")
            ),
            GroupPlan(mark("Codes of the PBX"), ("calls.park_code", "calls.pick_up_code", "calls.voicemail_code")),
        ),
    ),
    PagePlan(
        "calls",
        mark("Calls"),
        "call",
        (GroupPlan(mark("Calls"), ("calls.*",)), GroupPlan(mark("Dialling"), ("dial.*",))),
    ),
    PagePlan(
        "bridge",
        mark("Salesforce"),
        "cloud",
        (GroupPlan(mark("Connection"), ("bridge.*",)), GroupPlan(mark("Capabilities"), ("connector.*",))),
    ),
    PagePlan("recording", mark("Recordings"), "record", (GroupPlan(mark("Recordings"), ("recording.*",)),)),
    PagePlan(
        "privacy",
        mark("Privacy"),
        "lock",
        (
            GroupPlan(mark("Privacy"), ("privacy.*",)),
            GroupPlan(mark("History"), ("history.*",)),
            GroupPlan(mark("Logs"), ("log.*",)),
        ),
    ),
    PagePlan("window", mark("Window"), "phone", (GroupPlan(mark("Window"), ("desk.*",)),)),
    PagePlan(
        "advanced",
        mark("Advanced"),
        "settings",
        (
            GroupPlan(mark("Agent"), ("agent.*",)),
            GroupPlan(mark("Contacts"), ("contacts.*",)),
            GroupPlan(mark("SIP"), ("sip.*",)),
            GroupPlan(mark("Network for sound"), ("rtp.*",)),
            GroupPlan(mark("Quality"), ("quality.*",)),
            GroupPlan(mark("Supervision"), ("supervision.*",)),
            GroupPlan(mark("Headers"), ("headers.*",)),
            GroupPlan(mark("Simulated callers"), ("simulator.*",)),
        ),
    ),
)

_NAMED = {name for page in PAGES for group in page.groups for name in group.settings}


def settings_of(group: GroupPlan) -> Iterator[Names]:
    """Name the settings of a group, in its order."""
    for name in group.settings:
        section, _, key = name.partition(".")
        if key == ALL:
            yield from (names for names in _section(section) if ".".join(names) not in _NAMED)
        else:
            yield (section, key)


def _section(section: str) -> Iterator[Names]:
    kind = table_of(fields_of(Settings)[section].type)
    if kind is not None:
        yield from ((section, key) for key in fields_of(kind))


def all_settings() -> Iterator[Names]:
    """Name every setting but those of accounts, as the schema has them."""
    for section, field in fields_of(Settings).items():
        if not tables_of(field.type):
            yield from _section(section)
