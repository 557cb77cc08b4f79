"""The things people do that can fail after they were begun."""

from enum import StrEnum, unique


@unique
class Action(StrEnum):
    """The things people do that can fail after they were begun."""

    START = "start"
    ANSWER = "answer"
    HOLD = "hold"
    RESUME = "resume"
    DIGITS = "digits"
    RECORD = "record"
    ADD = "add"
    SWAP = "swap"
    MERGE = "merge"
    SPLIT = "split"
    TRANSFER = "transfer"
    LEAVE = "leave"
    SUPERVISE = "supervise"
    SWITCH = "switch"
