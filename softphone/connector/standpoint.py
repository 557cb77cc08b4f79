"""Where the phone stands when Salesforce asks something: what its names for calls and parties mean then."""

from dataclasses import dataclass

from softphone.connector.asks import AskedCall
from softphone.core.phone import Phone
from softphone.core.values import CallId, LegId
from softphone.settings.sections.calls import CallsSettings, DialSettings
from softphone.settings.sections.connector import ConnectorSettings
from softphone.settings.sections.supervision import SupervisionSettings


@dataclass(frozen=True, slots=True)
class Desk:
    """What a request is translated with: the phone as it is, the settings, and fresh ids in case a call begins."""

    phone: Phone
    dial: DialSettings
    calls: CallsSettings
    connector: ConnectorSettings
    domain: str
    not_supported_label: str
    supervision: SupervisionSettings
    fresh_call: CallId
    fresh_leg: LegId


def named_call(call: AskedCall | None) -> CallId | None:
    """The conversation that Salesforce names; None is the one that is meant without saying."""
    return CallId(call.call_id) if call is not None and call.call_id else None


def named_leg(call: AskedCall | None, desk: Desk) -> LegId | None:
    """The one party that is meant, where there are several."""
    found = desk.phone.meant(named_call(call))
    if call is None or found is None or len(found.parties) < 2:
        return None
    leg = LegId(call.connection_id or "")
    return leg if found.leg(leg) else None
