"""What the network reports about supervision: of the mode of a leg, and of supervisors whom the PBX connects."""

from dataclasses import dataclass

from softphone.core.values import CallId, LegId, Mode


@dataclass(frozen=True, slots=True)
class ModeConfirmed:
    """The other end of a supervisor's leg has taken note of a mode."""

    leg: LegId
    mode: Mode


@dataclass(frozen=True, slots=True)
class ModeRefused:
    """A mode could not be asked for, or was refused."""

    leg: LegId
    code: int
    phrase: str


@dataclass(frozen=True, slots=True)
class ModeAsked:
    """A supervisor who is connected to this phone wants to be heard by others than before."""

    leg: LegId
    mode: Mode


@dataclass(frozen=True, slots=True)
class SupervisionNoticed:
    """The PBX told how a call is supervised, whom it connects itself; no mode means no longer."""

    call: CallId
    name: str
    mode: Mode | None


ModeEvent = ModeConfirmed | ModeRefused | ModeAsked
