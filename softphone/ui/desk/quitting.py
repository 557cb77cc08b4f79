"""What becomes of the phone when its window is closed: by the settings, and never silently during a call. Pure."""

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
