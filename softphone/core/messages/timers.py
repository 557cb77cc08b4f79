"""The moments the machine wants to be woken at. A timer is its own name: starting it again moves it."""

from dataclasses import dataclass

from softphone.core.values import AccountName, CallId, LegId


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The agent let an offered leg ring too long."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class DialGrace:
    """A dialled leg that is silent so far counts as started now (ledger, O2)."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class RingOut:
    """The far end of a dialled leg let it ring too long."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """The stack owes us the outcome of an answer."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class HoldDue:
    """The network owes us the outcome of a hold or resume."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class TransferDue:
    """The far end owes us the outcome of a transfer."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class ModeDue:
    """The network owes us the outcome of a change of a supervision's mode."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class ProbeDue:
    """Nothing has arrived on a supervisor's leg for long: it is time to ask whether the other end is still there."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class GoodbyeDue:
    """The network owes us the end of a leg that we ended."""

    leg: LegId


@dataclass(frozen=True, slots=True)
class RegisterAgain:
    """An account's back-off is over."""

    account: AccountName


@dataclass(frozen=True, slots=True)
class RegistrationDue:
    """The stack owes us the outcome of a registration, or of taking one back."""

    account: AccountName


@dataclass(frozen=True, slots=True)
class WrapUpOver:
    """After-call work has lasted as long as it may."""

    call: CallId


@dataclass(frozen=True, slots=True)
class SignalOver:
    """The busy or congestion tone has been heard long enough."""


LegTimer = NoAnswer | DialGrace | RingOut | AnswerDue | HoldDue | TransferDue | ModeDue | ProbeDue | GoodbyeDue
Timer = LegTimer | RegisterAgain | RegistrationDue | WrapUpOver | SignalOver
