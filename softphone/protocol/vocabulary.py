"""The machine's words that messages are made of, for clients that know the protocol and not the machine."""

from softphone.core.conversations import Recording
from softphone.core.facts import Action
from softphone.core.legs import Hold
from softphone.core.presence import Availability
from softphone.core.refusals import Why
from softphone.core.registration import RegistrationState
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
