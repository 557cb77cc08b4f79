"""What somebody typed or pasted into the dial field, or clicked elsewhere: whether it can be called, and why not."""

from dataclasses import dataclass

from softphone.protocol.commands import Dial
from softphone.ui.views import people, permissions
from softphone.ui.views.callees import Callee
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Mirror

LONGEST = 128
LETTERS = {
    "1": "",
    "2": "ABC",
    "3": "DEF",
    "4": "GHI",
    "5": "JKL",
    "6": "MNO",
    "7": "PQRS",
    "8": "TUV",
    "9": "WXYZ",
    "*": "",
    "0": "+",
    "#": "",
}
"""The keypad, in its order, and the letters beside each digit."""


def pasted(text: str) -> str:
    """Make what was pasted fit into the field: its first line that says anything, without what cannot be shown."""
    head = text[: LONGEST * 8].strip()
    line = next((line for line in head.splitlines() if line.strip()), "")
    return people.clean(line, LONGEST)


@dataclass(frozen=True, slots=True)
class DialField:
    """Whether what is in the field can be called, and why not."""

    why_not: str
    command: Dial | None = None


def dial_field(callee: Callee, mirror: Mirror, say: Language) -> DialField:
    """Judge what is in the field."""
    if not mirror.is_up or mirror.state is None:
        return DialField(say("The phone is not running."))
    if not callee.text.strip():
        return DialField(say("Enter a number or a name first."))
    if not callee.is_callable:
        return DialField(say("That is not a number or an address that can be called."))
    if why := permissions.why_not_dial(mirror.state, say):
        return DialField(why)
    return DialField("", Dial(target=callee.target))
