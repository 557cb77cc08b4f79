"""What a supervisor may ask of the phone, and what clients are told of supervision.

Where `callId` is left out, the supervised call is meant; there is one at most.
"""

from typing import ClassVar

from softphone.core.values import Mode
from softphone.protocol.call_events import Event, OfCall
from softphone.protocol.commands import Key
from softphone.protocol.targets import Target
from softphone.protocol.words import Asked, Name, Text


class Supervise(Asked, frozen=True, kw_only=True):
    """Listen to a colleague's call, by its key. `target` overrides the address in the settings."""

    METHOD: ClassVar[str] = "supervise"

    call_id: Key
    agent: Text = ""
    number: Text = ""
    name: Text = ""
    target: Target | None = None


class Listen(Asked, frozen=True, kw_only=True):
    """Be heard by nobody in the supervised call."""

    METHOD: ClassVar[str] = "listen"

    call_id: Name | None = None


class Whisper(Asked, frozen=True, kw_only=True):
    """Be heard by the supervised agent only."""

    METHOD: ClassVar[str] = "whisper"

    call_id: Name | None = None


class Barge(Asked, frozen=True, kw_only=True):
    """Be heard by everybody in the supervised call."""

    METHOD: ClassVar[str] = "barge"

    call_id: Name | None = None


class Unsupervise(Asked, frozen=True, kw_only=True):
    """Leave the supervised call."""

    METHOD: ClassVar[str] = "unsupervise"

    call_id: Name | None = None


ModeCommand = Listen | Whisper | Barge
SupervisionCommand = Supervise | ModeCommand | Unsupervise


class ModeChanged(Event, frozen=True, kw_only=True, tag="SUPERVISION_MODE_CHANGED"):
    """Who hears us in the supervised call has changed: `call.mode` says who does."""

    payload: OfCall


class OfSupervisor(OfCall, frozen=True, kw_only=True):
    """The call, and who supervises it."""

    name: str
    mode: Mode | None = None


class SupervisorPresent(Event, frozen=True, kw_only=True, tag="SUPERVISOR_PRESENT"):
    """A supervisor whom the agent may know about is listening, whispering or has barged in."""

    payload: OfSupervisor


class SupervisorGone(Event, frozen=True, kw_only=True, tag="SUPERVISOR_GONE"):
    """A supervisor whom the agent knew about has left."""

    payload: OfSupervisor


SupervisionEvent = ModeChanged | SupervisorPresent | SupervisorGone
