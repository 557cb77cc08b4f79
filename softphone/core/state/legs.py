"""One leg: a SIP dialog of ours, and the phases it can be in.

May not know conversations: what a leg's change means to others is decided in the rules.
"""

from dataclasses import dataclass, field
from enum import StrEnum, unique

from softphone.core.values import (
    NO_MEDIA,
    AccountName,
    Asked,
    Direction,
    Ending,
    Instant,
    LegId,
    Media,
    Mode,
    Peer,
    Role,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """Ringing here."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Offered to this phone's user, and not on the network yet: a callback, or a colleague's call to be supervised."""


@dataclass(frozen=True, slots=True)
class Accepting:
    """We said 200 and wait for the ACK. A callback's customer may be there before it: nothing keeps their order."""

    asked: Asked
    is_customer_there: bool = False


@dataclass(frozen=True, slots=True)
class Dialling:
    """Our INVITE is out; nobody has answered it with anything yet. `asked` waits to hear that the call has started."""

    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Alerting:
    """It rings there, or we hear what the network plays: also while the PBX brings a callback's customer."""

    has_early_media: bool = False


@dataclass(frozen=True, slots=True)
class Talking:
    """Answered."""

    since: Instant


@dataclass(frozen=True, slots=True)
class Leaving:
    """We ended it and wait for the network to agree. `since` is when it was answered, if it was."""

    ending: Ending
    asked: Asked
    since: Instant | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """Nothing more will happen."""

    ending: Ending
    since: Instant | None = None
    asked: Asked | None = None
    is_removed: bool = False
    """Whether the conversation has gone on without it: its end was told, or its beginning never was."""


Phase = Offered | Proposed | Accepting | Dialling | Alerting | Talking | Leaving | Over


@unique
class Hold(StrEnum):
    """Whether we hold the peer, and whether the network has agreed."""

    OFF = "off"
    TURNING_ON = "turning_on"
    ON = "on"
    TURNING_OFF = "turning_off"


@dataclass(frozen=True, slots=True)
class Leg:
    """One dialog with one party. `is_hold_told` is what the world has been told of its hold.

    A supervisor's leg has a `mode`. At the supervised agent's phone it may be one of whom the agent is not to know
    (`is_secret`), and `keys` are the last ones that were pressed on it.
    """

    id: LegId
    role: Role
    direction: Direction
    account: AccountName
    peer: Peer
    phase: Phase
    media: Media = NO_MEDIA
    hold: Hold = Hold.OFF
    hold_asked: Asked | None = None
    is_hold_told: bool = False
    is_audio_missing: bool = False
    mode: Mode = Mode.LISTEN
    is_secret: bool = False
    keys: str = field(default="", repr=False)

    @property
    def is_live(self) -> bool:
        """Whether the dialog may still do something of itself."""
        return not isinstance(self.phase, Leaving | Over)

    @property
    def is_talking(self) -> bool:
        """Whether it was answered and nobody has ended it."""
        return isinstance(self.phase, Talking)

    @property
    def is_ringing_here(self) -> bool:
        """Whether the agent can pick it up."""
        return isinstance(self.phase, Offered | Proposed)

    @property
    def is_ringing_there(self) -> bool:
        """Whether we wait for the far end."""
        return isinstance(self.phase, Dialling | Alerting)

    @property
    def is_told(self) -> bool:
        """Whether anybody knows of it: a leg whose dialling somebody waits to hear of is not told yet."""
        match self.phase:
            case Dialling(asked=Asked()) | Over(is_removed=True):
                return False
            case _:
                return not self.is_secret

    @property
    def is_hold_under_way(self) -> bool:
        """Whether the network owes us an answer about hold."""
        return self.hold_asked is not None

    @property
    def is_held(self) -> bool:
        """Whether the network has agreed that we hold the peer."""
        return self.hold in (Hold.ON, Hold.TURNING_OFF)

    @property
    def connected_at(self) -> Instant | None:
        """When it was answered, if it ever was."""
        match self.phase:
            case Talking(since=since) | Leaving(since=since) | Over(since=since):
                return since
            case Offered() | Proposed() | Accepting() | Dialling() | Alerting():
                return None
