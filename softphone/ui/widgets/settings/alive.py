"""Answers that come when the window that asked has been closed: they are let go."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def while_alive(owner: QObject, then: Callable[..., object]) -> Callable[..., Any]:
    """Call `then` only as long as Qt has its owner."""

    def call(*told: object) -> None:
        if isValid(owner):
            then(*told)

    return call
