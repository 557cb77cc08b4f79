"""What becomes of the phone when its window is closed, or when something wants it to end. Pure.

By the settings, never silently during a call; and a phone that another program started is only that one's to end.
"""

from enum import Enum, auto, unique
from typing import Literal

Background = Literal["ask", "end", "ring"]


@unique
class Farewell(Enum):
    """What closing the window means."""

    ASK = auto()
    """The agent is to say."""
    ASK_IN_CALL = auto()
    """A call is up: the agent is to say."""
    HIDE = auto()
    """The window goes into the tray, and the phone goes on."""
    LEAVE = auto()
    """The window ends, the phone goes on."""
    END = auto()
    """Both end."""


def farewell(background: Background, *, in_call: bool, has_tray: bool, is_engine_ours: bool) -> Farewell:
    """Decide what closing the window means."""
    if background == "ring":
        return Farewell.HIDE if has_tray else Farewell.LEAVE
    if in_call:
        return Farewell.ASK_IN_CALL
    if background == "ask":
        return Farewell.ASK
    return Farewell.END if is_engine_ours else Farewell.LEAVE


@unique
class Ending(Enum):
    """Whether the phone may end for another purpose."""

    AT_ONCE = auto()
    ASK = auto()
    """A call is up: the agent is to say."""
    NEVER = auto()
    """Another program has started it."""


def ending(*, in_call: bool, is_engine_anothers: bool) -> Ending:
    """Decide whether the phone may end, so that it starts anew or makes room."""
    if is_engine_anothers:
        return Ending.NEVER
    return Ending.ASK if in_call else Ending.AT_ONCE
