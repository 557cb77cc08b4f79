"""What was asked of the parties of a conversation, and takes more than one answer of the network.

A wish says who is to be on hold before it can come true; the rules in `pursuing` get there one re-INVITE at a time.
May not know rules.
"""

from dataclasses import dataclass, field

from softphone.core.values import Asked, CallType, LegId, Mode, Peer


@dataclass(frozen=True, slots=True)
class Destination:
    """Somebody to be called, and the leg that it is or would be."""

    leg: LegId
    peer: Peer
    call_type: CallType = CallType.OUTBOUND
    then_digits: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Joining:
    """A further party is to be called, as soon as the one who is there is on hold."""

    asked: Asked
    who: Destination

    def holds(self, _leg: LegId) -> bool:
        """Everybody."""
        return True


@dataclass(frozen=True, slots=True)
class Swapping:
    """The agent is to talk with `to`."""

    asked: Asked
    to: LegId

    def holds(self, leg: LegId) -> bool:
        """Everybody else."""
        return leg != self.to


@dataclass(frozen=True, slots=True)
class Splitting:
    """Merged parties are to be taken apart; the agent goes on with `to`."""

    asked: Asked
    to: LegId

    def holds(self, leg: LegId) -> bool:
        """Everybody else."""
        return leg != self.to


@dataclass(frozen=True, slots=True)
class Merging:
    """All parties are to hear each other."""

    asked: Asked

    def holds(self, _leg: LegId) -> bool:
        """Nobody."""
        return False


@dataclass(frozen=True, slots=True)
class Pausing:
    """All merged parties are to be held, or resumed."""

    asked: Asked
    is_held: bool

    def holds(self, _leg: LegId) -> bool:
        """All of them, or none."""
        return self.is_held


@dataclass(frozen=True, slots=True)
class Returning:
    """Nothing came of a wish, or a party has gone: the agent is to talk with `to` again."""

    asked: Asked
    to: LegId

    def holds(self, leg: LegId) -> bool:
        """Everybody else."""
        return leg != self.to


@dataclass(frozen=True, slots=True)
class Transferring:
    """The peer of `leg` was sent to somebody else: to `other`'s peer, or to one whom we never called."""

    asked: Asked
    leg: LegId
    other: LegId | None = None
    unasked: Destination | None = None
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Attending:
    """The supervisor has picked up, and is to be connected with the call."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Switching:
    """The supervisor wants to be heard by others than before. Until it is so, nothing that is said goes out."""

    asked: Asked
    to: Mode


HoldWish = Joining | Swapping | Splitting | Merging | Pausing | Returning
SupervisionWish = Attending | Switching
Wish = HoldWish | Transferring | SupervisionWish
