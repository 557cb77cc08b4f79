"""The machine's words that messages are made of, for clients that know the protocol and not the machine."""

from softphone.core.messages.facts import Action
from softphone.core.messages.refusals import Why
from softphone.core.state.conversations import Recording
from softphone.core.state.legs import Hold
from softphone.core.state.presence import Availability
from softphone.core.state.registration import RegistrationState
from softphone.core.values import CallType, Direction, EndReason, Mode, Origin, Role

__all__ = [
    "Action",
    "Availability",
    "CallType",
    "Direction",
    "EndReason",
    "Hold",
    "Mode",
    "Origin",
    "Recording",
    "RegistrationState",
    "Role",
    "Why",
]
