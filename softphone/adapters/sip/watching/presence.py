"""The agent's presence, published (RFC 3903, PIDF with RPID) for the accounts whose settings want it."""

import logging
from collections.abc import Mapping

import pjsua2 as pj

from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.core.values import AccountName
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)

_ACTIVITIES = {"busy": pj.PJRPID_ACTIVITY_BUSY, "away": pj.PJRPID_ACTIVITY_AWAY}


def publish(live: Mapping[AccountName, LiveAccount], accounts: tuple[AccountSettings, ...], kind: str) -> None:
    """Tell it; what fails is logged, and told again with the next change."""
    for account in accounts:
        if not account.publish_presence or (found := live.get(AccountName(account.name))) is None:
            continue
        try:
            found.setOnlineStatus(_status(kind))
        except pj.Error as error:
            log.warning("the presence of account %s could not be published: %s", account.name, error.reason)


def _status(kind: str) -> pj.PresenceStatus:
    status = pj.PresenceStatus()
    is_offline = kind.casefold() == "offline"
    status.status = pj.PJSUA_BUDDY_STATUS_OFFLINE if is_offline else pj.PJSUA_BUDDY_STATUS_ONLINE
    status.activity = _ACTIVITIES.get(kind.casefold(), pj.PJRPID_ACTIVITY_UNKNOWN)
    status.note = kind
    return status
