"""One transfer that we asked a leg's peer for: from our REFER to its outcome, which comes once. Pure.

The answer to the REFER and the notices of its subscription can come in any order, twice, or not at all; whoever asked
waits no longer than it likes. A refusal for want of credentials is none: the stack asks again with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.adapters.sip.messages.headers import Headers
from softphone.adapters.sip.messages.sipfrag import Notice
from softphone.core.messages.events import LegEvent, TransferAccepted, TransferEnded, TransferProgressed
from softphone.core.values import LegId

UNKNOWN, OK = 0, 200
CHALLENGES = frozenset({401, 407})
NO_OUTCOME = "The far end stopped reporting without an outcome."


@dataclass(slots=True)
class TransferAttempt:
    """What is known of it. `sequence` is the CSeq of the REFER, by which notices may name it."""

    leg: LegId
    sequence: str = ""
    is_accepted: bool = False
    is_over: bool = False
    last: tuple[int, str] | None = None

    def answered(self, code: int, phrase: str, headers: Headers) -> Iterator[LegEvent]:
        """The REFER got its final answer, or none in time (408)."""
        if self.is_over or code in CHALLENGES:
            return
        if code >= 300:
            yield self._over(code, phrase)
            return
        yield from self._accepted()
        if headers.first("refer-sub").lower().startswith("false"):
            yield self._over(OK, "No report was promised.")

    def noticed(self, notice: Notice) -> Iterator[LegEvent]:
        """The far end tells how it gets on; what it repeats is told once."""
        if self.is_over or (notice.of and self.sequence and notice.of != self.sequence):
            return
        yield from self._accepted()
        said = (notice.code, notice.phrase)
        if notice.code >= OK:
            yield self._over(*said)
            return
        if notice.code and said != self.last:
            self.last = said
            yield TransferProgressed(self.leg, *said)
        if notice.is_last:
            yield self._over(UNKNOWN, NO_OUTCOME)

    def given_up(self, code: int, phrase: str) -> Iterator[LegEvent]:
        """It could not be asked for, or nobody can tell us of it any more."""
        if not self.is_over:
            yield self._over(code, phrase)

    def _accepted(self) -> Iterator[LegEvent]:
        if not self.is_accepted:
            self.is_accepted = True
            yield TransferAccepted(self.leg)

    def _over(self, code: int, phrase: str) -> TransferEnded:
        self.is_over = True
        return TransferEnded(self.leg, code, phrase)
