"""Asks the peers of legs to call somebody else (REFER), and hears what becomes of it.

How long an outcome is waited for is not decided here: a leg that ends takes its transfer with it, and so does the next
transfer of the same leg.
"""

import re
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.legs.transfer_attempt import TransferAttempt
from softphone.adapters.sip.messages.headers import Headers
from softphone.adapters.sip.messages.sipfrag import read_notice
from softphone.core.messages.events import LegEvent

UNAUTHORIZED, FAILED_HERE, NO_ADDRESS = 401, 500, 484
_URI = re.compile(r"sips?:(?!@)[^\s<>\"]+", re.IGNORECASE)


class Transferring:
    """Sends REFERs. Nothing is told of a leg after its end."""

    def __init__(self, tell: Callable[[Iterable[LegEvent]], None]) -> None:
        self._tell = tell

    def to(self, call: LiveCall, target: str) -> None:
        """A call's peer shall call a URI."""
        if _URI.fullmatch(target):
            self._begin(call, lambda: calling.transfer(call, target))
        else:
            self._tell(TransferAttempt(call.state.leg).given_up(NO_ADDRESS, "That is no address to call."))

    def to_the_place_in(self, call: LiveCall, other: LiveCall) -> None:
        """A call's peer shall take the place that we have in another call."""
        self._begin(call, lambda: calling.transfer_into(call, other))

    def sent(self, call: LiveCall, sequence: str) -> None:
        """A REFER left, the first one or the one with credentials."""
        if attempt := call.state.transfer:
            attempt.sequence = sequence

    def answered(self, call: LiveCall, code: int, phrase: str, headers: Headers) -> None:
        """A REFER got its final answer."""
        if attempt := self._attempt(call):
            self._tell(attempt.answered(code, phrase, headers))

    def unauthorized(self, call: LiveCall, code: int, phrase: str) -> None:
        """The far end wants credentials that we do not have."""
        if attempt := self._attempt(call):
            self._tell(attempt.given_up(code, phrase))

    def notified(self, call: LiveCall, message: str) -> None:
        """A NOTIFY came."""
        attempt, notice = self._attempt(call), read_notice(message)
        if attempt and notice:
            self._tell(attempt.noticed(notice))

    def _begin(self, call: LiveCall, send: Callable[[], None]) -> None:
        attempt = call.state.transfer = TransferAttempt(call.state.leg)
        try:
            send()
        except pj.Error as error:
            self._tell(attempt.given_up(FAILED_HERE, error.reason))

    @staticmethod
    def _attempt(call: LiveCall) -> TransferAttempt | None:
        return None if call.state.is_over else call.state.transfer
