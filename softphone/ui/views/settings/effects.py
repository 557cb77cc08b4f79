"""When a changed setting counts: at once, when the phone is started anew, or when the window is opened anew."""

from collections.abc import Iterable
from enum import Enum, auto, unique

from softphone.settings.amending import AccountRemoval, Change, Names


@unique
class Effect(Enum):
    """From when on a change counts."""

    AT_ONCE = auto()
    PHONE = auto()
    """The phone (the engine) has to be started anew; the window need not."""
    WINDOW = auto()


_AT_ONCE: frozenset[Names] = frozenset(
    {
        *(("audio", use) for use in ("input", "output", "ringer")),
        *(("audio", f"{use}_level_db") for use in ("input", "output", "ringer")),
        *(("desk", key) for key in ("theme", "animations", "popup", "background", "autostart", "handle_links")),
    }
)


_BOTH: frozenset[Names] = frozenset({("supervision", "is_supervisor"), ("privacy", "redact")})
"""What the window looks at when it opens, as the phone does: which tabs there are, and what its own log may name."""


def effects_of_one(names: Names) -> frozenset[Effect]:
    """Say when a change of this setting counts."""
    if names in _AT_ONCE:
        return frozenset({Effect.AT_ONCE})
    if names in _BOTH or names[0] == "log":
        return frozenset({Effect.PHONE, Effect.WINDOW})
    return frozenset({Effect.WINDOW if names[0] == "desk" else Effect.PHONE})


def effects_of(changes: Iterable[Change]) -> frozenset[Effect]:
    """Say when some changes count."""
    return frozenset().union(
        *({Effect.PHONE} if isinstance(change, AccountRemoval) else effects_of_one(change.names) for change in changes)
    )
