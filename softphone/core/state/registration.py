"""An account's registration and its back-off: 2 s doubling to 60 s with jitter, at once when the network returns.

May not know SIP; the rules that use these values are in `accounts`.
"""

from dataclasses import dataclass
from enum import StrEnum, unique

from softphone.core.values import AccountName, Instant

FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 60.0
JITTER = 0.25


@unique
class RegistrationState(StrEnum):
    """Where an account is with its registrar."""

    LOCAL = "local"
    """The account has no registrar: it is always as ready as it gets."""
    IDLE = "idle"
    REGISTERING = "registering"
    REGISTERED = "registered"
    WAITING = "waiting"
    UNREGISTERING = "unregistering"


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known about one account. `failures` counts since the last success."""

    account: AccountName
    state: RegistrationState
    failures: int = 0
    code: int = 0
    says: str = ""
    retry_at: Instant | None = None
    is_wanted: bool = True
    """False once somebody has taken the registration back: then only a command gives it again, no network does."""


def delay_s(failures: int, chance: float, first_s: float = FIRST_DELAY_S, most_s: float = LONGEST_DELAY_S) -> float:
    """How long to wait after this many failures in a row; `chance` from 0 to 1 spreads a fleet's attempts."""
    backed_off = min(most_s, first_s * 2.0 ** min(failures - 1, 10))
    return backed_off * (1 - JITTER * chance)
