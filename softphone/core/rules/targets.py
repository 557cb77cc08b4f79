"""Whom a call can be sent to: an address, and neither oneself nor who is there already."""

import re

from softphone.core.state.legs import Leg
from softphone.core.state.phone import Phone

_SIP_URI = re.compile(r"sips?:[^\s<>\"]+", re.IGNORECASE)
_HEART = re.compile(r"sips?:(?:(?P<user>[^@;?:]*)(?::[^@]*)?@)?(?P<host>[^;?]+)", re.IGNORECASE)


def is_address(target: str) -> bool:
    """Whether it can be called at all."""
    return _SIP_URI.fullmatch(target) is not None


def why_not_target(phone: Phone, target: str, there: Leg) -> str:
    """Say why nobody can be brought together with that target; empty if it can be tried."""
    if not is_address(target):
        return "That is not an address that can be called."
    if any(is_same(target, account.uri) for account in phone.policy.accounts if account.uri):
        return "That is this phone itself."
    if is_same(target, there.peer.uri):
        return "That is who is in the call already."
    return ""


def is_same(one: str, other: str) -> bool:
    """Whether two addresses lead to the same place, whatever their parameters say about the way there."""
    first, second = _HEART.match(one), _HEART.match(other)
    if first is None or second is None:
        return False
    return first["user"] == second["user"] and first["host"].casefold() == second["host"].casefold()
