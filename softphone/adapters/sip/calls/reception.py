"""What happens to an INVITE before it may ring: strangers get 403 at once, trusted peers are introduced.

It decides by the address that a message came from, never by what the message claims.
"""

import logging
import uuid

from msgspec.structs import replace

from softphone.adapters.sip.calls.calls import Calls
from softphone.adapters.sip.library.rate import Rate
from softphone.adapters.sip.messages.caller import Standing, peer_of, tags_of
from softphone.adapters.sip.messages.headers import parse_address, parse_headers
from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.events import Invited, StrangerRefused
from softphone.core.values import CallId, CallType, Direction, LegId
from softphone.settings import Settings
from softphone.settings.sections.calls import HeadersSettings

log = logging.getLogger(__name__)

FORBIDDEN = 403


class Reception:
    """Looks at every INVITE first."""

    def __init__(
        self, calls: Calls, outbox: Outbox, names: HeadersSettings, trust: TrustKeeper, strangers: Rate
    ) -> None:
        self._calls = calls
        self._outbox = outbox
        self._names = names
        self._trust = trust
        self._strangers = strangers

    def rejected(self, source: str, claimed: str, code: int) -> None:
        """PJSIP refused an INVITE itself: a stranger is counted all the same, a friend's failed call is logged."""
        if self._trust.is_trusted(source):
            log.warning(
                "an INVITE was refused with %d before it could ring: it was not understood, or no codec fits", code
            )
        elif self._strangers.has_room():
            address = parse_address(claimed)
            self._outbox.tell(StrangerRefused(source, address.uri if address else ""))

    def receive(self, account: LiveAccount, call_id: int, source: str, message: str) -> None:
        """Introduce a trusted caller, or turn a stranger away. The call object must exist when this returns."""
        headers = parse_headers(message)
        leg = LegId(str(uuid.uuid4()))
        if not self._trust.is_trusted(source):
            self._calls.turn_away(account, leg, call_id, FORBIDDEN)
            if self._strangers.has_room():
                self._outbox.tell(StrangerRefused(source, peer_of(headers, Standing(is_trusted=False)).uri))
            return
        call = self._calls.create(account, leg, Direction.IN, call_id)
        call.state.digits = call.state.digits.with_peer(headers)
        standing = Standing(is_trusted=True, may_auto_answer=self._trust.may_auto_answer(source))
        minted = CallId(str(uuid.uuid4()))
        peer, tags = peer_of(headers, standing), tags_of(headers, self._names, standing)
        call.state.answers_itself = tags.wants_auto_answer
        call.state.is_internal = tags.call_type is CallType.INTERNAL
        self._outbox.tell(Invited(leg, account.name, peer, minted, tags))


def headers_read(settings: Settings) -> HeadersSettings:
    """Where a supervisor's INVITE names its call elsewhere than others do, both places are read."""
    names, key = settings.headers, settings.supervision.key_header
    if settings.supervision.way != "agent" or key in names.call_key:
        return names
    return replace(names, call_key=(*names.call_key, key))
