"""One hold or resume: a re-INVITE, its repetitions, and what became of it. Pure.

A re-INVITE may be sent again by the stack (for credentials, for a session timer): only when none is on its way has it
failed. 491 means that both sides asked at once: the one who loses tries again later (RFC 3261, 14.1).
"""

from dataclasses import dataclass

from softphone.core.messages.events import HoldConfirmed, HoldRefused
from softphone.core.values import LegId

REQUEST_PENDING = 491
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Later:
    """Both sides asked at once: the same has to be asked again after a while."""


Outcome = HoldConfirmed | HoldRefused | Later


@dataclass(slots=True)
class HoldAttempt:
    """From our asking to the outcome, which comes once."""

    leg: LegId
    is_held: bool
    is_silent: bool = False
    """Whether nobody waits for the outcome: a peer that takes over a leg on hold is put on hold, too."""
    tries: int = 0
    on_the_way: int = 0
    is_over: bool = False

    def sent(self) -> None:
        """A re-INVITE left."""
        self.on_the_way += 1

    def answered(self, code: int, phrase: str) -> Outcome | None:
        """A final answer came, or none in time (408); None while another re-INVITE is on its way.

        An answer to what was asked before, such as the INVITE itself, says nothing about this.
        """
        if self.is_over or not self.on_the_way:
            return None
        self.on_the_way -= 1
        if self.on_the_way:
            return None
        if code == REQUEST_PENDING and self.tries + 1 < MOST_TRIES:
            self.tries += 1
            return Later()
        self.is_over = True
        return HoldConfirmed(self.leg, self.is_held) if 200 <= code < 300 else HoldRefused(self.leg, code, phrase)

    def given_up(self, code: int, phrase: str) -> HoldRefused | None:
        """It could not even be sent."""
        if self.is_over:
            return None
        self.is_over = True
        return HoldRefused(self.leg, code, phrase)
