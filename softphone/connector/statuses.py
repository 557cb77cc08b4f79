"""Presence statuses of Salesforce: what they mean to the phone. Booleans come as text, and "false" means false.

May not know how statuses are kept or what follows from them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from softphone.connector.agents import AgentVendorStatusInfo
from softphone.connector.asks import AgentStatusAsk, StatusDetail
from softphone.connector.errors import Rejection
from softphone.connector.words import Failure
from softphone.core.messages.commands import TakeStatus
from softphone.core.state.presence import Presence, Status

OFFLINE_ID = "0"
_OFFLINE_NAME = "offline"


def is_meant(value: bool | str | None) -> bool | None:  # noqa: FBT001 - it is the datum
    """Read a boolean as Salesforce writes it; None is not said."""
    if isinstance(value, str):
        return value.strip().lower() == "true"
    return value


def presence_statuses(config: Mapping[str, Any]) -> tuple[Status, ...]:
    """Read the statuses of a contact centre's configuration: a map, or JSON of one. Nonsense is left out."""
    listed = config.get("userPresenceStatuses")
    if isinstance(listed, str):
        try:
            listed = msgspec.json.decode(listed)
        except (msgspec.DecodeError, RecursionError):
            return ()
    found = {status.id: status for status in _listed(listed)} if isinstance(listed, Mapping) else {}
    return tuple(found.values())


def taken_status(ask: AgentStatusAsk, presence: Presence) -> TakeStatus | Rejection:
    """Say which status Salesforce means: one that it has told, or one that it describes now."""
    said, name = ask.status, (ask.agent_status or "").strip()
    known = presence.status(said.status_id or name)
    is_gone = is_meant(said.is_offline) or name.lower() == _OFFLINE_NAME
    identity = said.status_id or (known.id if known else "") or (OFFLINE_ID if is_gone else name)
    if not identity:
        return Rejection("A status needs an id or a name.", type=Failure.INVALID_AGENT_STATUS)
    is_described = bool(said.status_id and (said.status_name or said.status_api_name or name))
    if known is None and presence.known and identity != OFFLINE_ID and not is_described:
        return Rejection(f"There is no status {identity[:40]}.", type=Failure.INVALID_AGENT_STATUS)
    status = Status(
        id=identity,
        name=said.status_name or (known.name if known else "") or name or identity,
        api_name=said.status_api_name or (known.api_name if known else ""),
        is_offline=_said(
            said.is_offline, known.is_offline if known else None, otherwise=is_gone or identity == OFFLINE_ID
        ),
        has_channels=_said(said.has_channels, known.has_channels if known else None, otherwise=False),
    )
    return TakeStatus(status, ask.enqueue_next_state)


def vendor_status(presence: Presence) -> AgentVendorStatusInfo:
    """Say which status the phone has the agent in."""
    status = presence.current
    if status is None:
        return AgentVendorStatusInfo()
    return AgentVendorStatusInfo(status_id=status.id, status_type=status.api_name or None, status_name=status.name)


def _said(said: bool | str | None, known: bool | None, *, otherwise: bool) -> bool:  # noqa: FBT001 - the data
    meant = is_meant(said)
    return next((one for one in (meant, known) if one is not None), otherwise)


def _listed(listed: Mapping[Any, Any]) -> Iterator[Status]:
    for key, entry in listed.items():
        try:
            detail = msgspec.convert(entry, StatusDetail)
        except msgspec.ValidationError:
            continue
        if identity := detail.status_id or str(key):
            yield _status(detail, identity)


def _status(detail: StatusDetail, identity: str) -> Status:
    return Status(
        id=identity,
        name=detail.status_name or identity,
        api_name=detail.status_api_name or "",
        is_offline=bool(is_meant(detail.is_offline)) or identity == OFFLINE_ID,
        has_channels=bool(is_meant(detail.has_channels)),
    )
