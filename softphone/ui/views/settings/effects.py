"""When a changed setting counts: at once, when the phone is restarted, or when the window is reopened. Pure.

What the phone does at once is a command, and one table has them all: a setting that is in it counts at once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto, unique

from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.methods import Command
from softphone.protocol.sound import SetLevel, UseDevices
from softphone.settings import Settings
from softphone.settings.amending import AccountRemoval, Amendment, Change, Names


@unique
class Effect(Enum):
    """From when on a change counts."""

    AT_ONCE = auto()
    PHONE = auto()
    """The phone (the engine) has to be restarted; the window need not."""
    WINDOW = auto()


ORDERS: Mapping[Names, Callable[[Settings], Command]] = {
    ("audio", "input"): lambda now: UseDevices(use="input", devices=now.audio.inputs),
    ("audio", "output"): lambda now: UseDevices(use="output", devices=now.audio.outputs),
    ("audio", "ringer"): lambda now: UseDevices(use="ringer", devices=now.audio.ringers),
    ("audio", "input_level_db"): lambda now: SetLevel(use="input", level_db=now.audio.input_level_db),
    ("audio", "output_level_db"): lambda now: SetLevel(use="output", level_db=now.audio.output_level_db),
    ("audio", "ringer_level_db"): lambda now: SetLevel(use="ringer", level_db=now.audio.ringer_level_db),
}
"""What the running phone is asked to do when one of these was saved."""
_BY_THE_WINDOW = frozenset(
    ("desk", key) for key in ("theme", "animations", "popup", "background", "autostart", "handle_links")
)
"""What the window itself does at once."""
_BOTH: frozenset[Names] = frozenset({("supervision", "is_supervisor"), ("privacy", "redact")})
"""What the window looks at when it opens, as the phone does: which tabs there are, and what its own log may name."""
ANYTHING = frozenset({Effect.PHONE, Effect.WINDOW})
"""Of a whole file nobody knows what was changed in it."""


def effects_of_one(names: Names) -> frozenset[Effect]:
    """Say when a change of this setting counts."""
    if names in ORDERS or names in _BY_THE_WINDOW:
        return frozenset({Effect.AT_ONCE})
    if names in _BOTH or names[0] == "log":
        return ANYTHING
    return frozenset({Effect.WINDOW if names[0] == "desk" else Effect.PHONE})


def effects_of(changes: Iterable[Change]) -> frozenset[Effect]:
    """Say when some changes count."""
    return frozenset().union(
        *({Effect.PHONE} if isinstance(change, AccountRemoval) else effects_of_one(change.names) for change in changes)
    )


@dataclass(frozen=True, slots=True)
class Applied:
    """What the phone is asked because something was saved, and when all of it counts."""

    commands: tuple[Command, ...]
    effects: frozenset[Effect]


def applied(
    made: Iterable[Change], passwords: Mapping[str, str], now: Settings, running: frozenset[str] = frozenset()
) -> Applied:
    """Say what follows from saving changes and passwords; `running` are the accounts that the phone has already.

    Only those can use another password at once.
    """
    made = tuple(made)
    changed = {change.names for change in made if isinstance(change, Amendment)}
    orders = (order(now) for names, order in ORDERS.items() if names in changed)
    secrets = (KeepSecret(account=name, password=new) for name, new in passwords.items() if name in running)
    later = {Effect.PHONE} if set(passwords) - running else set()
    return Applied((*orders, *secrets), effects_of(made) | later)
