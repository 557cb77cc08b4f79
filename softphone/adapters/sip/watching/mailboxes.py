"""Message-waiting lamps (RFC 3842): what a mailbox holds, as the PBX says by NOTIFY. Nobody else is believed."""

import re

from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.lamp_events import MailboxReported
from softphone.core.values import AccountName

_WAITING = re.compile(r"^messages-waiting[ \t]*:[ \t]*(yes|no)\b", re.IGNORECASE | re.MULTILINE)
_VOICE = re.compile(r"^voice-message[ \t]*:[ \t]*(\d{1,6})/(\d{1,6})", re.IGNORECASE | re.MULTILINE)


class Mailboxes:
    """Hears of all mailboxes."""

    def __init__(self, trust: TrustKeeper, outbox: Outbox) -> None:
        self._trust = trust
        self._outbox = outbox

    def told(self, account: AccountName, source: str, message: str) -> None:
        """A NOTIFY came in."""
        if self._trust.is_trusted(source) and (report := report_in(account, message)):
            self._outbox.tell(report)


def report_in(account: AccountName, message: str) -> MailboxReported | None:
    """Read what a NOTIFY says of a mailbox; nonsense says nothing."""
    waiting = _WAITING.search(message)
    if waiting is None:
        return None
    voice = _VOICE.search(message)
    new, old = (int(voice[1]), int(voice[2])) if voice else (0, 0)
    return MailboxReported(account, is_waiting=waiting[1].lower() == "yes", new=new, old=old)
