"""What happened to supervision. That one began, was connected and ended is told as of any other conversation."""

from dataclasses import dataclass

from softphone.core.state.conversations import Conversation
from softphone.core.values import LegId, Mode


@dataclass(frozen=True, slots=True)
class ModeChanged:
    """At the supervisor's phone: others than before hear the supervisor now."""

    call: Conversation
    leg: LegId


@dataclass(frozen=True, slots=True)
class SupervisorPresent:
    """At the supervised agent's phone: a supervisor of whom the agent may know is there, in this mode."""

    call: Conversation
    name: str
    mode: Mode
    leg: LegId | None = None
    """None where the PBX connects the supervisor itself."""


@dataclass(frozen=True, slots=True)
class SupervisorGone:
    """At the supervised agent's phone: a supervisor of whom the agent knew has left."""

    call: Conversation
    name: str
    leg: LegId | None = None


SupervisionFact = ModeChanged | SupervisorPresent | SupervisorGone
