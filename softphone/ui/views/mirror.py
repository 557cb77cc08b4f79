"""What the desk knows of the phone: the last state that was told, when, and how the connection to the engine is."""

from dataclasses import dataclass, replace
from enum import StrEnum, unique

from softphone.protocol.greeting import PhoneCard
from softphone.protocol.state import CallPhase, CallState, State
from softphone.ui.views.permissions import is_offered


@unique
class Connection(StrEnum):
    """How it is between the desk and the engine."""

    SEEKING = "seeking"
    """Not connected yet, or no longer; it is tried again."""
    STARTING = "starting"
    """The engine is being started."""
    UP = "up"
    REFUSED = "refused"
    """The engine does not let us in, or speaks another protocol: trying again would not help."""
    FAILED = "failed"
    """The engine does not start."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """All that is known. `since` is when `state` was told, in seconds on the desk's own clock."""

    connection: Connection = Connection.SEEKING
    says: str = ""
    """What the engine, or the attempt to start it, said about the connection."""
    state: State | None = None
    since: float = 0.0
    phone: PhoneCard | None = None

    @property
    def is_up(self) -> bool:
        """Whether what is known is true now."""
        return self.connection is Connection.UP and self.state is not None

    @property
    def calls(self) -> tuple[CallState, ...]:
        """The calls that are up; none while nothing is known for sure."""
        return self.state.calls if self.is_up and self.state else ()

    def passed(self, now: float) -> float:
        """Say how long ago the state was told."""
        return max(0.0, now - self.since)

    def call(self, name: str | None) -> CallState | None:
        """Find a call."""
        return next((call for call in self.calls if call.call_id == name), None)


def told(mirror: Mirror, state: State, now: float) -> Mirror:
    """Take a new state; one that is older than what is known changes nothing."""
    if mirror.is_up and mirror.state and state.seq < mirror.state.seq:
        return mirror
    return replace(mirror, connection=Connection.UP, says="", state=state, since=now)


def lost(mirror: Mirror, connection: Connection, says: str = "") -> Mirror:
    """Take note that nothing is known for sure any more; who the phone was stays known."""
    return replace(mirror, connection=connection, says=says, state=None)


def ringing(mirror: Mirror) -> tuple[CallState, ...]:
    """The calls that ring here, the one that has rung longest first."""
    return tuple(call for call in mirror.calls if call.phase is CallPhase.RINGING and is_offered(call))
