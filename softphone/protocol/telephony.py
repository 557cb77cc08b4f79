"""The telephony side's presence on the bridge: a program that knows it better than the phone may say what it is."""

from typing import ClassVar

from softphone.protocol.words import Asked, Name


class TelephonyPresence(Asked, frozen=True, kw_only=True):
    """Tell the phone that the agent's presence was changed on the telephony side. Rules may change the status then."""

    METHOD: ClassVar[str] = "telephonyPresence"

    presence: Name
    """Its id, or its kind: Available, Busy, Away, Offline."""
