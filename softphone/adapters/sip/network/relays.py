"""Notices whether calls find the relays that their accounts name: PJSIP goes on without one, and tells nobody. Pure."""

from collections.abc import Callable, Iterable

from softphone.core.messages.events import TroubleFound
from softphone.settings.sections.account import AccountSettings

RELAY, CANDIDATE = " typ relay", "a=candidate:"


class Relays:
    """Looks at the first session description of each call, and tells what has changed."""

    def __init__(self, accounts: Iterable[AccountSettings], tell: Callable[[TroubleFound], None]) -> None:
        self._servers = {account.name: account.turn.server for account in accounts if account.turn and account.ice}
        self._missing: set[str] = set()
        self._tell = tell

    def look(self, account: str, described: str) -> None:
        """Our own description is about to be sent; one without any candidate is for a peer that knows no ICE."""
        server = self._servers.get(account)
        if server is None or CANDIDATE not in described:
            return
        is_missing = RELAY not in described
        if is_missing is not (account in self._missing):
            self._missing ^= {account}
            self._tell(TroubleFound("relay", _lost(server, account) if is_missing else _back(server, account)))


def _lost(server: str, account: str) -> str:
    return (
        f"{server} gives account {account} no relay: it does not answer, or does not accept the user name and "
        "password. Calls go without one where they can."
    )


def _back(server: str, account: str) -> str:
    return f"{server} relays for account {account} again."
