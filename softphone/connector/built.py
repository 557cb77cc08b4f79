"""What of the Connector API this version does not carry out yet: Salesforce is not offered it."""

from collections.abc import Mapping
from types import MappingProxyType

NOT_BUILT_CAPABILITIES: Mapping[str, bool] = MappingProxyType(
    {
        "canConsult": False,
    }
)
