"""What the settings decide for the machine, in the machine's words."""

from dataclasses import dataclass

from softphone.core.state.registration import FIRST_DELAY_S, LONGEST_DELAY_S
from softphone.core.values import AccountName, Mode


@dataclass(frozen=True, slots=True)
class AccountPolicy:
    """One account; without a registrar it is always ready."""

    name: AccountName
    has_registrar: bool
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Supervising:
    """What this seat may do as a supervisor."""

    is_allowed: bool = False
    rings_first: bool = True
    """When Salesforce asks for it; from the desk it begins at once."""
    key_headers: tuple[str, ...] = ()
    """More headers that are to carry the supervised call's key."""
    marks: tuple[tuple[str, str], ...] = ()
    """Headers that tell an agent's phone what the INVITE is for."""
    tells_agent: bool = True
    """Have the PBX tell the agent's phone of a barge."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hosting:
    """Whom this phone lets listen to its own calls."""

    is_open: bool = False
    supervisors: tuple[str, ...] = ()
    most: int = 3
    tells_agent: bool = False
    """Also of those who only listen."""
    keys: tuple[tuple[str, Mode], ...] = ()
    """The digits by which a supervisor chooses a mode."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything the rules may be told to do otherwise. Times in seconds; None means for ever."""

    accounts: tuple[AccountPolicy, ...]
    has_call_waiting: bool = False
    max_conversations: int = 6
    no_answer_s: float | None = 60.0
    ring_out_s: float = 120.0
    holds_by_itself: bool = True
    leaving_transfers: bool = True
    transfer_due_s: float = 60.0
    decline_code: int = 486
    do_not_disturb_code: int = 486
    starts_muted: bool = False
    starts_held: bool = False
    follows_redirects: bool = True
    takes_auto_answer: bool = False
    waits_for_customer: bool = False
    """Whether the PBX says when a callback's customer is there; else that is so with the ACK."""
    records_calls: bool = False
    records_internal_calls: bool = False
    recording_starts_paused: bool = False
    announces_recording: bool = False
    retry_first_s: float = FIRST_DELAY_S
    retry_most_s: float = LONGEST_DELAY_S
    has_wrap_up: bool = True
    wrap_up_s: float | None = None
    wrap_up_without_page_s: float | None = 30.0
    wraps_up_internal_calls: bool = False
    rings_in_wrap_up: bool = False
    do_not_disturb_statuses: tuple[str, ...] = ()
    supervising: Supervising = Supervising()
    hosting: Hosting = Hosting()


DIAL_GRACE_S = 1.0
ANSWER_DUE_S = 10.0
HOLD_DUE_S = 10.0
MODE_DUE_S = 10.0
GOODBYE_DUE_S = 5.0
REGISTRATION_DUE_S = 80.0
"""Longer than SIP itself waits for a REGISTER and for the same with credentials: 32 s each."""
SIGNAL_S = 3.0
MAX_DIGITS = 64
