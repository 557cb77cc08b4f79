"""What a PBX reports about callbacks that it makes itself."""

from dataclasses import dataclass

from softphone.core.values import LegId


@dataclass(frozen=True, slots=True)
class CustomerAnswered:
    """The customer whom the PBX brings to a callback's leg has answered."""

    leg: LegId
