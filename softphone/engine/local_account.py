"""The account of a phone that has none: it can be called, and can call, without a registrar. Pure."""

from msgspec.structs import replace

from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

LOCAL = AccountSettings(name="local", uri="sip:softphone@127.0.0.1")


def with_an_account(settings: Settings) -> Settings:
    """Give the settings an account where they name none."""
    return settings if settings.accounts else replace(settings, accounts=(LOCAL,))
