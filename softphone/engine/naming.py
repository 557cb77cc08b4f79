"""What clients name, in the machine's words; whoever names nothing means what is at hand, which the machine knows."""

from softphone.core.values import CallId, LegId


def call_named(name: str | None) -> CallId | None:
    """Give the call that a client names."""
    return None if name is None else CallId(name)


def leg_named(name: str | None) -> LegId | None:
    """Give the leg that a client names."""
    return None if name is None else LegId(name)
