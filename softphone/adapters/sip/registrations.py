"""What the outcome of a REGISTER means: an event, and trust in whoever answered it."""

from softphone.adapters.sip.accounts import LiveAccount, Outcome, event_of
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.reception import Reception
from softphone.core.events import Registered


class Registrations:
    """Hears how registrations went."""

    def __init__(self, reception: Reception, outbox: Outbox) -> None:
        self._reception = reception
        self._outbox = outbox

    def outcome(self, account: LiveAccount, outcome: Outcome) -> None:
        """Tell how it went; a registrar that accepted us may send us calls, from that very address."""
        event = event_of(account, outcome)
        if isinstance(event, Registered) and outcome.server:
            self._reception.trusted = self._reception.trusted.with_peer(outcome.server)
        self._outbox.tell(event)
