"""What the phone takes from the contact centre's configuration, which Salesforce hands over with `init`.

Most of it is Salesforce's own or the customer's; nothing else is kept, logged or written down.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from softphone.connector.errors import Rejection
from softphone.connector.statuses import is_meant
from softphone.settings.sections.connector import ConnectorSettings


class CentreConfiguration(Struct, frozen=True, kw_only=True):
    """The part that the phone uses."""

    user_name: str = ""
    user_id: str = ""
    organization_id: str = ""
    call_centre_id: str = ""
    is_acw_allowed: bool = True
    """Whether after-call work is switched on for this agent."""
    long_distance_prefix: str = ""


def read_configuration(config: Mapping[str, Any]) -> CentreConfiguration:
    """Pick what is used; what is missing or of another type counts as not said."""
    is_allowed = config.get("isACWAllowed")
    return CentreConfiguration(
        user_name=_text(config, "userName"),
        user_id=_text(config, "userId"),
        organization_id=_text(config, "organizationId"),
        call_centre_id=_text(config, "callCenterId"),
        is_acw_allowed=is_meant(is_allowed) is not False if isinstance(is_allowed, bool | str) else True,
        long_distance_prefix=_text(config, "/reqHvcc/reqLongDistPrefix") or _text(config, "reqLongDistPrefix"),
    )


def stranger(centre: CentreConfiguration, settings: ConnectorSettings) -> Rejection | None:
    """Say why the signed-in user may not have this phone, which belongs to the users of the settings."""
    name = centre.user_name
    if not settings.users or name.lower() in {user.lower() for user in settings.users}:
        return None
    return Rejection(f"This phone belongs to somebody else than {name or 'a user without a name'}.")


def _text(config: Mapping[str, Any], key: str) -> str:
    value = config.get(key)
    return value.strip() if isinstance(value, str) else ""
