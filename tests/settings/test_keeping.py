"""What is said of settings and passwords that were not kept goes to whoever asked, in the words of who could not."""

import pytest

from softphone.settings.keeping import NotKept, NotWritten, PasswordPlace


@pytest.mark.parametrize("failure", [NotKept, NotWritten])
def test_a_failure_to_keep_something_is_its_reason(failure: type[Exception]) -> None:
    assert str(failure("the keyring is locked")) == "the keyring is locked"


def test_a_password_that_is_nowhere_needs_no_detail() -> None:
    assert PasswordPlace("nowhere") == PasswordPlace("nowhere", "")
