"""What the settings decide for the machine, in the machine's words."""

from dataclasses import dataclass

from softphone.core.registration import FIRST_DELAY_S, LONGEST_DELAY_S
from softphone.core.values import AccountName


@dataclass(frozen=True, slots=True)
class AccountPolicy:
    """One account; without a registrar it is always ready."""

    name: AccountName
    has_registrar: bool
    uri: str = ""


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
    records_calls: bool = False
    records_internal_calls: bool = False
    recording_starts_paused: bool = False
    announces_recording: bool = False
    retry_first_s: float = FIRST_DELAY_S
    retry_most_s: float = LONGEST_DELAY_S
    has_wrap_up: bool = True
    wrap_up_without_page_s: float | None = 30.0
    wraps_up_internal_calls: bool = False
    rings_in_wrap_up: bool = False
    do_not_disturb_statuses: tuple[str, ...] = ()


DIAL_GRACE_S = 1.0
ANSWER_DUE_S = 10.0
HOLD_DUE_S = 10.0
GOODBYE_DUE_S = 5.0
REGISTRATION_DUE_S = 80.0
"""Longer than SIP itself waits for a REGISTER and for the same with credentials: 32 s each."""
SIGNAL_S = 3.0
MAX_DIGITS = 64
