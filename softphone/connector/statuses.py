"""Presence statuses of Salesforce: what they mean to the phone. Booleans come as text, and "false" means false.

May not know how statuses are kept or what follows from them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

from softphone.connector.asks import AgentStatusAsk, StatusDetail

OFFLINE_ID = "0"
_OFFLINE_NAME = "offline"


class PresenceStatus(Struct, frozen=True, kw_only=True):
    """One status that the agent can choose in Salesforce."""

    id: str
    name: str
    is_offline: bool
    has_channels: bool
    """Whether work is routed to an agent in it."""


def is_meant(value: bool | str | None) -> bool | None:  # noqa: FBT001 - it is the datum
    """Read a boolean as Salesforce writes it; None is not said."""
    if isinstance(value, str):
        return value.strip().lower() == "true"
    return value


def presence_statuses(config: Mapping[str, Any]) -> Mapping[str, PresenceStatus]:
    """Read the statuses of a contact centre's configuration: a map, or JSON of one. Nonsense is left out."""
    listed = config.get("userPresenceStatuses")
    if isinstance(listed, str):
        try:
            listed = msgspec.json.decode(listed)
        except msgspec.DecodeError:
            return MappingProxyType({})
    found: dict[str, PresenceStatus] = {}
    for key, entry in listed.items() if isinstance(listed, Mapping) else ():
        try:
            detail = msgspec.convert(entry, StatusDetail)
        except msgspec.ValidationError:
            continue
        if identity := detail.status_id or str(key):
            found[str(key)] = _status(detail, identity)
    return MappingProxyType(found)


def is_offline(ask: AgentStatusAsk, known: Mapping[str, PresenceStatus]) -> bool:
    """Whether the agent is offline for Salesforce in the status that was asked for."""
    said = is_meant(ask.status.is_offline)
    if said is not None:
        return said
    status = known.get(ask.status.status_id or "")
    if status is not None:
        return status.is_offline
    return ask.status.status_id == OFFLINE_ID or (ask.agent_status or "").strip().lower() == _OFFLINE_NAME


def _status(detail: StatusDetail, identity: str) -> PresenceStatus:
    return PresenceStatus(
        id=identity,
        name=detail.status_name or identity,
        is_offline=bool(is_meant(detail.is_offline)) or identity == OFFLINE_ID,
        has_channels=bool(is_meant(detail.has_channels)),
    )
