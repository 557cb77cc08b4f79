"""Keeps the circles of trust up to date: names are resolved again with every attempt to register.

Whoever accepted a registration is trusted too.
"""

from softphone.adapters.sip.network.trust import THIS_MACHINE, Circle, Resolve, circle_of, trusted_circle
from softphone.settings import Settings


class TrustKeeper:
    """Answers whether a peer is trusted. Any thread may ask."""

    def __init__(self, settings: Settings, resolve: Resolve, *, is_loopback_only: bool) -> None:
        self._settings = settings
        self._resolve = resolve
        self._is_loopback_only = is_loopback_only
        self._named = self._auto_answering = self._learned = Circle()

    def is_trusted(self, peer: str) -> bool:
        """Whether a peer, written as `address:port`, may ring and say who it is."""
        is_neighbour = self._is_loopback_only and THIS_MACHINE.holds(peer)
        return is_neighbour or self._named.holds(peer) or self._learned.holds(peer)

    def may_auto_answer(self, peer: str) -> bool:
        """Whether a peer may have its calls answered by themselves."""
        return self._auto_answering.holds(peer)

    def reach_out(self) -> None:
        """The phone listens beyond loopback now, where every local user could call it: they are no longer trusted."""
        self._is_loopback_only = False

    def learn(self, peer: str) -> None:
        """A registrar answered from this address."""
        self._learned = self._learned.with_peer(peer)

    def look_up(self) -> None:
        """See whom the names mean now."""
        self._named = trusted_circle(self._settings, self._resolve)
        self._auto_answering = circle_of(self._settings.calls.auto_answer, self._resolve)
