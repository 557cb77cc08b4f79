"""What of the Connector API this version carries out.

The rest is rejected aloud, and Salesforce is not offered it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from softphone.connector.table import Method

NOT_BUILT = frozenset(
    {
        Method.SUPERVISE_CALL,
        Method.SUPERVISOR_BARGE_IN,
    }
)
BUILT = frozenset(Method) - NOT_BUILT

NOT_BUILT_CAPABILITIES: Mapping[str, bool] = MappingProxyType(
    {
        "hasAgentAvailability": False,
        "hasSupervisorListenIn": False,
        "hasSupervisorBargeIn": False,
        "canConsult": False,
    }
)
