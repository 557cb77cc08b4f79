"""How digits are sent on a leg: RFC 4733 where it was negotiated, else INFO, else as sound. Pure decisions.

The settings can name one way for an account; a way that turned out not to work on a leg is not tried there again.
"""

from dataclasses import dataclass, replace
from typing import Literal

from softphone.adapters.sip.messages.headers import Headers

Method = Literal["rfc4733", "info", "inband"]
Wish = Literal["auto", "rfc4733", "info", "inband"]

REFUSING_INFO = frozenset({405, 415, 488, 489, 501})
"""Answers that mean the peer knows no digits by INFO; others mean that this one digit failed."""


@dataclass(frozen=True, slots=True)
class DigitRules:
    """What is known about a leg's ways to carry digits."""

    wish: Wish = "auto"
    has_telephone_event: bool = False
    allows_info: bool = True

    def with_peer(self, headers: Headers) -> "DigitRules":
        """Learn from a message of the peer which methods it allows; without a list everything is worth trying."""
        allowed = {method.upper() for method in headers.listed("allow")}
        return replace(self, allows_info="INFO" in allowed) if allowed else self

    def without_info(self) -> "DigitRules":
        """INFO was refused."""
        return replace(self, allows_info=False)

    @property
    def method(self) -> Method:
        """The way to use now."""
        if self.wish != "auto":
            return self.wish
        if self.has_telephone_event:
            return "rfc4733"
        return "info" if self.allows_info else "inband"
