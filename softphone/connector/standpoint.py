"""Where the phone stands when Salesforce asks something: what its names for calls and parties mean then."""

from dataclasses import dataclass

from softphone.connector.accounts import Accounts
from softphone.connector.asks import AskedCall
from softphone.core.state.phone import Phone
from softphone.core.values import CallId, LegId, Role
from softphone.settings.sections.calls import CallsSettings, DialSettings
from softphone.settings.sections.connector import ConnectorSettings
from softphone.settings.sections.supervision import SupervisionSettings


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What a request is translated with: the phone as it is, the settings, and fresh ids in case a call begins."""

    phone: Phone
    dial: DialSettings
    calls: CallsSettings
    connector: ConnectorSettings
    accounts: Accounts
    not_supported_label: str
    supervision: SupervisionSettings
    fresh_call: CallId
    fresh_leg: LegId
    centre_prefix: str = ""
    """The contact centre's prefix of long-distance numbers."""


def named_call(call: AskedCall | None) -> CallId | None:
    """The conversation that Salesforce names; None is the one that is meant without saying."""
    return CallId(call.call_id) if call is not None and call.call_id else None


def named_leg(call: AskedCall | None, standpoint: Standpoint) -> LegId | None:
    """The one party that is meant, where there are several."""
    found = standpoint.phone.meant(named_call(call))
    if call is None or found is None or len(found.parties) < 2:
        return None
    leg = LegId(call.connection_id or "")
    return leg if found.leg(leg) else None


def names_gone_party(call: AskedCall | None, standpoint: Standpoint) -> bool:
    """Whether a further party is meant that has left meanwhile: what is asked of it must not befall who is left."""
    found = standpoint.phone.meant(named_call(call))
    if call is None or found is None:
        return False
    leg = found.leg(LegId(call.connection_id or ""))
    if leg is not None:
        return leg.role is Role.THIRD_PARTY and not leg.is_live
    said = call.call_attributes.participant_type if call.call_attributes else None
    return said == Role.THIRD_PARTY and not any(found.with_role(Role.THIRD_PARTY))
