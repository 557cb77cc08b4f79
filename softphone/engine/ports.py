"""What the engine needs from outside, in its own words. Adapters fill these; `verbs.engine` plugs them together.

Every port answers for itself: it bounds its waits, and its failures become events or values, never exceptions that
reach the mailbox.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from softphone.core.effects import SipEffect
from softphone.core.events import Event
from softphone.core.values import AccountName, LegId
from softphone.engine.secrets_port import Secret

Post = Callable[[Event], None]
"""Puts an event into the mailbox; may be called from any thread and never blocks."""


@dataclass(frozen=True, slots=True)
class StreamCounters:
    """Running totals of one direction of a leg's audio, as the stack counts them."""

    packets: int = 0
    lost: int = 0
    discarded: int = 0
    duplicates: int = 0
    jitter_ms: float = 0.0
    loss_period_ms: float = 0.0
    loss_periods: int = 0


@dataclass(frozen=True, slots=True)
class LegStatistics:
    """What the stack knows about one leg's audio now. `sent` and `rtt_ms` are None until the far end reported."""

    codec: str
    received: StreamCounters
    sent: StreamCounters | None
    packets_sent: int
    rtt_ms: float | None
    buffer_ms: float
    encryption: str = ""
    ice_state: str = ""
    remote_address: str = ""


class PhonePort(Protocol):
    """A SIP stack with audio. One instruction in, and what comes of it is posted as events."""

    async def start(self, post: Post) -> str:
        """Begin to listen; answers with the phone's own SIP URI. Raises `PhoneUnavailable` with a reason for people."""

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect soon. Never blocks, never raises; a failure is posted as the leg's event."""

    def network_changed(self) -> None:
        """The ways out of this machine may be others now: go and live there, calls and all. Never blocks."""

    def use_password(self, account: AccountName, password: Secret) -> None:
        """From now on an account shows this password. Never blocks."""

    async def statistics(self) -> Mapping[LegId, LegStatistics]:
        """Read the counters of all connected legs."""

    async def stop(self) -> None:
        """End what is left, within a bounded time. Nothing is posted afterwards."""


class PhoneUnavailable(Exception):
    """The SIP stack cannot start: a port in use, no such address, a library missing."""
