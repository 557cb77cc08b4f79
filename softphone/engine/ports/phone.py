"""SIP and audio, as the engine needs them: effects in, events and readings out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.core.messages.effects import SipEffect
from softphone.core.messages.events import Event
from softphone.core.values import AccountName, LegId
from softphone.engine.ports.secrets import Secret
from softphone.quality.readings import Reading

Post = Callable[[Event], None]
"""Puts an event into the mailbox; may be called from any thread and never blocks."""


@dataclass(frozen=True, slots=True)
class Transport:
    """What carries a leg's audio, as far as the stack tells; empty where it does not."""

    encryption: str = ""
    ice_state: str = ""
    local_address: str = ""
    remote_address: str = ""


UNKNOWN_TRANSPORT = Transport()


@dataclass(frozen=True, slots=True)
class LegReading:
    """One look at one leg's audio. The last one of a leg comes before the event of its end."""

    leg: LegId
    reading: Reading
    transport: Transport = UNKNOWN_TRANSPORT


Measured = Callable[[LegReading], None]
"""Takes a reading; may be called from any thread and never blocks."""


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

    def measure(self, measured: Measured) -> None:
        """From `start` on, look at each connected leg's audio once a second and before it ends. Never blocks."""

    async def stop(self) -> None:
        """End what is left, within a bounded time. Nothing is posted afterwards."""


class PhoneUnavailable(Exception):
    """The SIP stack cannot start: a port in use, no such address, a library missing."""
