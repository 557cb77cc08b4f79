"""Global shortcuts: which keys they are, what each means just now, and whether it works. Pure.

A shortcut asks for nothing that the key in the window would not: both are made by the same functions.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique

from softphone.settings.sections.desk import DeskSettings
from softphone.ui.views.keys import Key, answer_key, decline_key, mute_key
from softphone.ui.views.language import Language, mark
from softphone.ui.views.mirror import Mirror, ringing
from softphone.ui.views.seen import Seen
from softphone.ui.views.tone import Tone


@unique
class HotKey(StrEnum):
    """What a shortcut does, also when another window has the keyboard."""

    ANSWER = "answer"
    DECLINE = "decline"
    MUTE = "mute"


TITLES: Mapping[HotKey, str] = {
    HotKey.ANSWER: mark("Answer"),
    HotKey.DECLINE: mark("Decline"),
    HotKey.MUTE: mark("Mute, or be heard again"),
}
MODIFIERS = {"ctrl": "Ctrl", "control": "Ctrl", "alt": "Alt", "shift": "Shift", "meta": "Meta", "super": "Meta"}
_NAMES = {
    "space": "space",
    "enter": "Return",
    "return": "Return",
    "esc": "Escape",
    "escape": "Escape",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pgup": "Page_Up",
    "pgdown": "Page_Down",
    "ins": "Insert",
    "insert": "Insert",
    "del": "Delete",
    "delete": "Delete",
    "pause": "Pause",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}
"""From what people write to what the keys are called by X11 and by the desktop portal."""
_ALONE = re.compile(r"F\d+|Pause")


@dataclass(frozen=True, slots=True)
class Combination:
    """Keys pressed together. `key` is X11's name of the last one."""

    modifiers: frozenset[str]
    key: str


@unique
class Standing(StrEnum):
    """The state of a shortcut."""

    WORKS = "works"
    TAKEN = "taken"
    """Another program has it."""
    UNKNOWN = "unknown"
    """What the settings say is no shortcut that this keyboard has, or one that would take a letter from everybody."""
    OFF = "off"
    ABSENT = "absent"
    """This desktop lets no program have global shortcuts."""


@dataclass(frozen=True, slots=True)
class HotKeyRow:
    """One line of the dialog about shortcuts."""

    title: str
    keys: str
    says: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class HotKeyReport:
    """The state of all of them; `keys` are those that the desktop gave, where it chose others."""

    standings: Mapping[HotKey, Standing] = field(default_factory=dict)
    keys: Mapping[HotKey, str] = field(default_factory=dict)


def combination(text: str) -> Combination | None:
    """Read what the settings say; none where it names no shortcut that may be taken from all other programs."""
    *before, last = text.split("+")
    modifiers = frozenset(MODIFIERS.get(word.lower(), "") for word in before)
    key = _NAMES.get(last.lower()) or (last.upper() if re.fullmatch(r"[Ff]\d{1,2}", last) else "")
    if len(last) == 1 and last.isascii() and last.isalnum():
        key = last.lower()
    if not key or "" in modifiers or (not modifiers - {"Shift"} and not _ALONE.fullmatch(key)):
        return None
    return Combination(modifiers, key)


def written_keys(settings: DeskSettings) -> dict[HotKey, str]:
    """Say which keys the settings want."""
    return {
        HotKey.ANSWER: settings.answer_key,
        HotKey.DECLINE: settings.decline_key,
        HotKey.MUTE: settings.mute_key,
    }


def wanted_keys(settings: DeskSettings) -> dict[HotKey, Combination]:
    """Give the shortcuts that can be asked for."""
    read = {which: combination(text) for which, text in written_keys(settings).items()}
    return {which: found for which, found in read.items() if found is not None}


def meant(which: HotKey, mirror: Mirror, now: float, say: Language) -> Key | None:
    """Say what a shortcut does now: to the call that the small window is about, or to the one that is talked in."""
    if mirror.state is None:
        return None
    seen, waiting = Seen(mirror.state, mirror.passed(now), say), ringing(mirror)
    match which:
        case HotKey.ANSWER:
            return answer_key(waiting[0], seen) if waiting else None
        case HotKey.DECLINE:
            return decline_key(waiting[0], seen) if waiting else None
        case HotKey.MUTE:
            call = next((call for call in mirror.calls if call.has_focus), None)
            return mute_key(call, seen) if call else None


def hot_key_rows(report: HotKeyReport, settings: DeskSettings, say: Language) -> tuple[HotKeyRow, ...]:
    """Say of every shortcut whether it works, and if not, why."""
    return tuple(_row(which, text, report, say) for which, text in written_keys(settings).items())


def _row(which: HotKey, text: str, report: HotKeyReport, say: Language) -> HotKeyRow:
    standing = report.standings.get(which, Standing.ABSENT)
    if not text:
        standing = Standing.OFF
    elif combination(text) is None:
        standing = Standing.UNKNOWN
    says, tone = {
        Standing.WORKS: (say("Works in every window."), Tone.GOOD),
        Standing.TAKEN: (say("Another program has these keys."), Tone.WARN),
        Standing.UNKNOWN: (say("No usable shortcut: it needs Ctrl, Alt or Meta and a key."), Tone.WARN),
        Standing.OFF: (say("Not wished for."), Tone.PLAIN),
        Standing.ABSENT: (say("Not available: this desktop offers no global shortcuts."), Tone.WARN),
    }[standing]
    return HotKeyRow(say(TITLES[which]), report.keys.get(which) or text, says, tone)
