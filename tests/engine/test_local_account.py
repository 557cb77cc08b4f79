"""A phone without an account can still call and be called."""

from msgspec.structs import replace

from softphone.engine.local_account import LOCAL, with_an_account
from softphone.settings import DEFAULTS
from softphone.settings.sections.account import AccountSettings


def test_a_phone_without_an_account_gets_one() -> None:
    assert with_an_account(DEFAULTS).accounts == (LOCAL,)


def test_a_phone_with_accounts_keeps_them() -> None:
    settings = replace(DEFAULTS, accounts=(AccountSettings(name="office", uri="sip:a@example.com"),))

    assert with_an_account(settings) is settings
