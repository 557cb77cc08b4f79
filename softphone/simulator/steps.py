"""What a simulated party can be told to do, one value per step.

Knows neither the text that steps are written in nor SIP.
"""

from dataclasses import dataclass
from enum import StrEnum, unique


@dataclass(frozen=True, slots=True)
class Speech:
    """Babble in the shape of speech, without words."""


@dataclass(frozen=True, slots=True)
class SineTone:
    """A tone of one frequency, for ears and machines that check which voice arrives where."""

    frequency_hz: int


@dataclass(frozen=True, slots=True)
class SoundFile:
    """What a WAV file holds, again and again."""

    path: str


Sound = Speech | SineTone | SoundFile


@unique
class Sign(StrEnum):
    """What a party can wait for."""

    RINGING = "ringing"
    EARLY_AUDIO = "early"
    CONNECTED = "connected"
    HELD = "held"
    RESUMED = "resumed"
    DIGITS = "digits"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class CallOut:
    """Call somebody; without a target, the one named on the command line. Only the first step can be this one."""

    target: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """Let the call that came ring for so long."""

    seconds: float


@dataclass(frozen=True, slots=True)
class PickUp:
    """Answer the call that came."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Refuse the call that came."""

    code: int


@dataclass(frozen=True, slots=True)
class SendElsewhere:
    """Send the call that came to another address (302)."""

    target: str


@dataclass(frozen=True, slots=True)
class Say:
    """Speak from now on; None is silence."""

    sound: Sound | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Press:
    """Press keys."""

    digits: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Put the far end on hold."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Take the far end off hold."""


@dataclass(frozen=True, slots=True)
class GoodBye:
    """Hang up, or give up a call that nobody has answered."""


@dataclass(frozen=True, slots=True)
class Expect:
    """Wait until something is so; the script fails if it is not in time. `detail` is the code or the digits."""

    sign: Sign
    within_s: float
    detail: str = ""


Step = CallOut | Ring | PickUp | Refuse | SendElsewhere | Say | Wait | Press | Hold | Resume | GoodBye | Expect


@dataclass(frozen=True, slots=True)
class Line:
    """One step and where it stands in its text."""

    number: int
    step: Step


Script = tuple[Line, ...]


def script_of(*steps: Step) -> Script:
    """Number steps that were not read from a text."""
    return tuple(Line(number, step) for number, step in enumerate(steps, start=1))
