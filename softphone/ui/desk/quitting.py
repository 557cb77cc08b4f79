"""What becomes of the phone when its window is closed, when the agent quits, or when something wants it to end. Pure.

By the settings, never silently during a call; and a phone that another program started is only that one's to end.
"""

from enum import Enum, auto, unique
from typing import Literal

Background = Literal["ask", "end", "ring"]


@unique
class Farewell(Enum):
    """What closing the window, or quitting, means."""

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
    if background == "ring" and has_tray:
        return Farewell.HIDE
    if in_call:
        return Farewell.ASK_IN_CALL
    if background == "ring":
        return Farewell.LEAVE
    if background == "ask":
        return Farewell.ASK
    return Farewell.END if is_engine_ours else Farewell.LEAVE


def farewell_for_good(background: Background, *, in_call: bool, is_engine_ours: bool) -> Farewell:
    """Decide what quitting means: never only the tray, and where the phone would ring on, the agent is to say."""
    if in_call:
        return Farewell.ASK_IN_CALL
    if not is_engine_ours:
        return Farewell.LEAVE
    return Farewell.END if background == "end" else Farewell.ASK


@unique
class Ending(Enum):
    """Whether the phone may end for another purpose."""

    AT_ONCE = auto()
    ASK = auto()
    """A call is up: the agent is to say."""
    NEVER = auto()
    """Another program has started it."""


def ending(*, in_call: bool, is_engine_anothers: bool) -> Ending:
    """Decide whether the phone may end, so that it restarts or makes room."""
    if is_engine_anothers:
        return Ending.NEVER
    return Ending.ASK if in_call else Ending.AT_ONCE
