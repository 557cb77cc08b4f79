"""The telephony side's presence on the bridge: a program that knows it better than the phone may say what it is."""

from typing import ClassVar

from softphone.protocol.words import Asked, Name


class TelephonyPresence(Asked, frozen=True, kw_only=True):
    """Report that the agent's presence has changed on the telephony side. Rules may then change the status."""

    METHOD: ClassVar[str] = "telephonyPresence"

    presence: Name
    """Its id, or its kind: Available, Busy, Away, Offline."""
