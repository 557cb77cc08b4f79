"""All flows, by the part of the ledger that they show."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.flows.beginnings import INBOUND, OUTBOUND
from tests.flows.callbacks import CALLBACKS
from tests.flows.flow import Flow
from tests.flows.leaving import LEAVING
from tests.flows.parties import PARTIES
from tests.flows.reloads import RELOADS
from tests.flows.status import STATUS
from tests.flows.supervision import SUPERVISION
from tests.flows.targets import TARGETS
from tests.flows.toggles import TOGGLES
from tests.flows.waiting import WAITING

SECTIONS: Mapping[str, tuple[Flow, ...]] = MappingProxyType(
    {
        "Inbound": INBOUND,
        "Outbound": OUTBOUND,
        "Toggles": TOGGLES,
        "Call waiting": WAITING,
        "Several parties": PARTIES,
        "Leaving and transferring": LEAVING,
        "Whom Salesforce can name": TARGETS,
        "Reloads": RELOADS,
        "Callbacks": CALLBACKS,
        "Supervision": SUPERVISION,
        "Status": STATUS,
    }
)
FLOWS = tuple(flow for flows in SECTIONS.values() for flow in flows)
