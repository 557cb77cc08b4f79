"""What the outcome of a REGISTER means: an event, trust in whoever answered it, and words for what was wrong here."""

import threading
from collections.abc import Mapping
from dataclasses import replace

from softphone.adapters.sip.network.accounts import LiveAccount, Outcome, event_of
from softphone.adapters.sip.network.addresses import Place, place_of_uri
from softphone.adapters.sip.network.doors import Door, TlsChoice
from softphone.adapters.sip.network.password_keeper import PasswordKeeper
from softphone.adapters.sip.network.tls_reason import why_tls_fails
from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.events import Registered, RegistrationFailed
from softphone.settings.sections.account import AccountSettings

WANTS_PASSWORD = (401, 403, 407)


class Registrations:
    """Hears how registrations went."""

    def __init__(
        self,
        accounts: tuple[AccountSettings, ...],
        doors: Mapping[str, Door],
        trust: TrustKeeper,
        passwords: PasswordKeeper,
        outbox: Outbox,
    ) -> None:
        self._secured = {
            account.name: (place_of_uri(server), tls)
            for account in accounts
            if (server := account.proxy or account.registrar) and (tls := doors[account.name].tls)
        }
        self._trust = trust
        self._passwords = passwords
        self._outbox = outbox

    def outcome(self, account: LiveAccount, outcome: Outcome) -> None:
        """Tell how it went; a registrar that accepted us may send us calls, from that very address."""
        if not account.is_wanted and outcome.is_accepted:
            account.unregister()  # it was taken back while it was under way
            return
        event = event_of(account, outcome)
        if isinstance(event, Registered):
            self._trust.learn(outcome.server)
        elif (
            isinstance(event, RegistrationFailed) and not outcome.server and (where := self._secured.get(event.account))
        ):
            threading.Thread(target=self._explain, args=(event, *where), name="tls-reason", daemon=True).start()
            return
        elif isinstance(event, RegistrationFailed) and event.code in WANTS_PASSWORD:
            event = self._without_password(event)
        self._outbox.tell(event)

    def _without_password(self, event: RegistrationFailed) -> RegistrationFailed:
        """Where the keyring withholds the password, that is the reason, and not what the registrar says without it."""
        why = self._passwords.missed(event.account)
        return replace(event, code=0, phrase=f"There is no password yet: {why}") if why else event

    def _explain(self, event: RegistrationFailed, server: Place, choice: TlsChoice) -> None:
        why = why_tls_fails(server, choice)
        self._outbox.tell(replace(event, phrase=why) if why else event)
