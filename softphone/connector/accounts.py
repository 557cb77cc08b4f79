"""Which account a call goes out by: what the settings use each for decides, the same for every front end.

May not know registrations: an account that is not registered is still the one that is meant.
"""

from softphone.connector.words import ContactKind
from softphone.core.state.conversations import Conversation
from softphone.settings.sections.account import AccountSettings, CallUse

Accounts = tuple[AccountSettings, ...]

_USES: dict[ContactKind | None, CallUse] = {ContactKind.AGENT: "agents", ContactKind.QUEUE: "queues"}


def account_for(use: CallUse, accounts: Accounts) -> AccountSettings | None:
    """Find the first account for such calls; who has none for colleagues or queues calls them like anybody else."""
    found = next((account for account in accounts if use in account.use_for), None)
    if found is None and use in _USES.values():
        return account_for("dial", accounts)
    return found


def account_to_call(kind: ContactKind | None, accounts: Accounts) -> AccountSettings | None:
    """Find the account to call a contact of some kind by."""
    return account_for(_USES.get(kind, "dial"), accounts)


def account_of(call: Conversation | None, accounts: Accounts) -> AccountSettings | None:
    """Find the account of a call: whom it is transferred to, or who is brought in, is at the same PBX."""
    return next((account for account in accounts if call and account.name == call.foremost.account), None)


def domain_of(account: AccountSettings) -> str:
    """Tell where an account's numbers are."""
    return account.uri.rpartition("@")[2].partition(";")[0]
