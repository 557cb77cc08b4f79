"""Single-use tickets: who has one has read the page's HTML, which no other site can. Time is an argument."""

import secrets
from collections import OrderedDict

VALID_S = 30.0
MOST = 256
"""Tickets that nobody has used yet; the oldest are let go."""


class Tickets:
    """The tickets that have been given out and not been used."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()

    def mint(self, now: float) -> str:
        """Make a ticket."""
        ticket = secrets.token_urlsafe(32)
        self._until[ticket] = now + VALID_S
        while len(self._until) > MOST:
            self._until.popitem(last=False)
        return ticket

    def redeem(self, ticket: str, now: float) -> bool:
        """Use a ticket up; answers whether it was good."""
        return now < self._until.pop(ticket, now)
