"""Between the value of a setting and what somebody enters for it: a tick, or text. Judged in the schema's own words.

Lists are entered with one element per line; rules that rewrite numbers as `match -> dial`.
"""

from dataclasses import dataclass
from enum import Enum, auto, unique

from msgspec.structs import FieldInfo

from softphone.settings.examining import faults
from softphone.settings.reading import TomlValue
from softphone.settings.wanted import Hint, alternatives, bare, extra, item_of, literals, origin_of, tables_of, wanted
from softphone.ui.views.language import Language
from softphone.ui.views.settings.wording import said

Entered = bool | str
ARROW = "->"


@unique
class Kind(Enum):
    """How a setting is entered."""

    SWITCH = auto()
    CHOICE = auto()
    OPEN_CHOICE = auto()
    """One of some values, or another."""
    NUMBER = auto()
    TEXT = auto()
    LINES = auto()
    SOUND = auto()
    """Sound devices, best first."""
    FILE = auto()
    FOLDER = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """What was entered as a value of the setting; or why it is none."""

    value: TomlValue = None
    fault: str = ""


def kind_of(hint: Hint) -> Kind:
    """Say how a setting is entered."""
    if bare(hint) is bool:
        return Kind.SWITCH
    if any(extra(part, "is_sound") for part in alternatives(hint)):
        return Kind.SOUND
    if item_of(hint) is not None:
        return Kind.LINES
    if fixed := literals(hint):
        others = [part for part in alternatives(hint) if not literals(part)]
        return Kind.OPEN_CHOICE if others and fixed else Kind.CHOICE
    return _plain_kind(hint)


def _plain_kind(hint: Hint) -> Kind:
    parts = alternatives(hint)
    if any(extra(part, "is_path") for part in parts):
        return Kind.FOLDER if "folder" in wanted(hint) else Kind.FILE
    return Kind.NUMBER if any(_is_number(part) for part in parts) else Kind.TEXT


def as_entered(value: TomlValue) -> Entered:
    """Write a value as somebody would enter it."""
    if isinstance(value, bool):
        return value
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(_line(element) for element in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def judged(entered: Entered, field: FieldInfo, say: Language) -> Judged:
    """Read what was entered; what is no value of the setting is explained in the schema's words."""
    hint = field.type
    if isinstance(entered, bool):
        return Judged(entered)
    value = _value(entered.strip(), hint)
    if value in ("", []) and field.default is None:
        return Judged(None)
    wrong = [text for _, text in faults(value, hint, ())]
    if not wrong:
        return Judged(value)
    return Judged(fault=said(wrong[0], say))


def _value(text: str, hint: Hint) -> TomlValue:
    """Make a value of the text, as far as it can be one."""
    item = item_of(hint)
    if item is None:
        return _scalar(text, hint)
    if tables_of(hint):
        return [_rule(line) for line in _lines(text)]
    elements = [_scalar(line, item) for line in _lines(text)]
    is_single_allowed = len(alternatives(hint)) > 1 and len(elements) == 1
    return elements[0] if is_single_allowed else elements


def _scalar(text: str, hint: Hint) -> TomlValue:
    """Make a text what the setting wants, where that is clear."""
    known = {str(value): value for value in literals(hint)}
    if text in known:
        return known[text]
    for part in alternatives(hint):
        if _is_number(part):
            try:
                return int(text) if bare(part) is int else float(text.replace(",", "."))
            except ValueError:
                continue
    return text


def _is_number(hint: Hint) -> bool:
    return bare(hint) in {int, float} and origin_of(bare(hint)) is None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _rule(line: str) -> TomlValue:
    """Read `match -> dial`."""
    match, _, dial = line.partition(ARROW)
    return {"match": match.strip(), "dial": dial.strip()}


def _line(element: TomlValue) -> str:
    if isinstance(element, dict):
        return f"{element['match']} {ARROW} {element['dial']}"
    return str(element)
