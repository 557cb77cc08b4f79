"""A conversation: what Salesforce calls a call. One initial leg, at most one further party at a time, supervisors.

May not know rules; it answers questions about itself and is replaced whole when something changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum, unique

from softphone.core.state.legs import Hold, Leaving, Leg
from softphone.core.state.wishes import Destination, Wish
from softphone.core.values import NO_TAGS, CallId, CallType, Direction, Instant, LegId, Mode, Role, Tags


@unique
class Recording(StrEnum):
    """Whether a conversation is recorded."""

    OFF = "off"
    ON = "on"
    PAUSED = "paused"
    FAILED = "failed"

    @property
    def is_under_way(self) -> bool:
        """Whether there is one, which may be paused."""
        return self in (Recording.ON, Recording.PAUSED)


@dataclass(frozen=True, slots=True)
class Notice:
    """What the PBX has told about a supervisor of a call, whom it connects itself."""

    name: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything known about one call. The leg that it began with comes first in `legs` and stays there.

    Of several parties that are not merged, the agent talks with one: `talks_to`. `wish` is what was asked of them and
    is under way. `transferred_to` is where the far end went, when we sent it away without a call of our own.
    `supervises` is the address of the agent whose call is supervised, where it is known, and `ways`
    are those of each mode, where the PBX has one for each.
    """

    id: CallId
    call_type: CallType
    started_at: Instant
    legs: tuple[Leg, ...]
    tags: Tags = NO_TAGS
    is_muted: bool = False
    is_merged: bool = False
    talks_to: LegId | None = None
    wish: Wish | None = None
    transferred_to: Destination | None = None
    recording: Recording = Recording.OFF
    is_announced: bool = False
    is_known_to_page: bool = False
    notices: tuple[Notice, ...] = ()
    supervises: str = ""
    ways: tuple[tuple[Mode, str], ...] = ()
    then_digits: str = field(default="", repr=False)

    @property
    def initial(self) -> Leg:
        """The leg that the conversation began with, whatever has become of it."""
        return self.legs[0]

    @property
    def foremost(self) -> Leg:
        """The leg that stands for the conversation: the first that is left, else the one that it began with."""
        return next(iter(self.parties), self.initial)

    @property
    def direction(self) -> Direction:
        """Who began it."""
        return self.initial.direction

    @property
    def live_legs(self) -> tuple[Leg, ...]:
        """The legs that may still do something."""
        return tuple(leg for leg in self.legs if leg.is_live)

    @property
    def talking_legs(self) -> tuple[Leg, ...]:
        """The parties that were answered and that nobody has ended."""
        return tuple(leg for leg in self.parties if leg.is_talking)

    @property
    def parties(self) -> tuple[Leg, ...]:
        """Those whom this phone's user speaks with, or is going to: the live legs but for guests."""
        return tuple(leg for leg in self.live_legs if not self.is_guest(leg))

    @property
    def is_supervision(self) -> bool:
        """Whether this phone's user supervises a colleague's call: the only party is the way into that call."""
        return self.initial.role is Role.SUPERVISOR

    @property
    def guests(self) -> tuple[Leg, ...]:
        """The supervisors of this call who are connected to this very phone."""
        return tuple(leg for leg in self.live_legs if self.is_guest(leg))

    def is_guest(self, leg: Leg) -> bool:
        """Whether a leg is that of somebody who supervises this call."""
        return leg.role is Role.SUPERVISOR and leg.id != self.initial.id

    @property
    def open_legs(self) -> tuple[Leg, ...]:
        """The legs that hear the agent and are heard: answered, not on hold, and whom the agent talks with."""
        return tuple(
            leg
            for leg in self.talking_legs
            if leg.hold is Hold.OFF and (self.is_merged or self.talks_to in (None, leg.id))
        )

    @property
    def is_settled(self) -> bool:
        """Whether nothing is under way among its parties: what was told of them is what is so."""
        is_quiet = all(leg.is_told and not leg.is_hold_under_way for leg in self.parties)
        return self.wish is None and is_quiet and not any(isinstance(leg.phase, Leaving) for leg in self.legs)

    @property
    def is_live(self) -> bool:
        """Whether any party is left."""
        return bool(self.parties)

    @property
    def is_ringing_here(self) -> bool:
        """Whether the agent can pick it up."""
        return self.initial.is_ringing_here

    @property
    def is_talking(self) -> bool:
        """Whether anybody is connected in it."""
        return bool(self.talking_legs)

    @property
    def connected_at(self) -> Instant | None:
        """When its first leg was answered, if it ever was."""
        return min((at for leg in self.legs if (at := leg.connected_at) is not None), default=None)

    def leg(self, name: LegId) -> Leg | None:
        """Find a leg by its id."""
        return next((leg for leg in self.legs if leg.id == name), None)

    def with_role(self, role: Role) -> Iterator[Leg]:
        """All live legs of a role."""
        return (leg for leg in self.legs if leg.role is role and leg.is_live)

    def without_leg(self, gone: LegId) -> "Conversation":
        """Forget a leg that the conversation never consisted of."""
        return replace(self, legs=tuple(leg for leg in self.legs if leg.id != gone))

    def with_leg(self, changed: Leg) -> "Conversation":
        """Replace one leg by what it has become."""
        return replace(self, legs=tuple(changed if leg.id == changed.id else leg for leg in self.legs))
