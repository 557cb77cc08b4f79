"""Passwords: kept by the keyring or the environment, never shown, and troubles told with what to do."""

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Iterator

import keyring
import keyring.errors
import msgspec
import pytest
from hypothesis import given, strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from softphone.adapters.storage.keyring_secrets import SERVICE, KeyringSecrets
from softphone.adapters.storage.secrets import EnvironmentFirstSecrets, environment_names
from softphone.engine.ports.secrets import Secret, SecretsPort, SecretsUnavailable, Whereabouts
from softphone.settings import DEFAULTS
from softphone.settings.checking import check


class MemoryKeyring(KeyringBackend):
    """A keyring as a desktop has it, for as long as a test."""

    priority = 1
    trouble: Exception | None = None
    forgets = False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.passwords: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.trouble is not None:
            raise self.trouble
        return self.passwords.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgets:
            self.passwords[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.passwords[service, username]


@pytest.fixture(autouse=True)
def desktop() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


class FakeSecrets:
    """The port as a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, Secret] = {}

    def read(self, name: str) -> Secret | None:
        return self._kept.get(name)

    def keep(self, name: str, secret: Secret) -> None:
        self._kept[name] = secret

    def forget(self, name: str) -> bool:
        return self._kept.pop(name, None) is not None

    def whereabouts(self, name: str) -> Whereabouts:
        return Whereabouts("keyring" if name in self._kept else "nowhere")


@pytest.fixture(params=["fake", "keyring", "environment first"])
def secrets(request: pytest.FixtureRequest, desktop: MemoryKeyring) -> SecretsPort:
    assert desktop.passwords == {}
    kinds: dict[str, SecretsPort] = {
        "fake": FakeSecrets(),
        "keyring": KeyringSecrets(),
        "environment first": EnvironmentFirstSecrets(KeyringSecrets(), {"office": "UNSET"}, {}),
    }
    return kinds[request.param]


def test_what_is_kept_is_read_back(secrets: SecretsPort) -> None:
    secrets.keep("office", Secret("one"))
    secrets.keep("office", Secret("two"))

    assert secrets.read("office") == Secret("two")
    assert secrets.whereabouts("office").place == "keyring"
    assert secrets.read("home") is None


def test_what_is_forgotten_is_gone(secrets: SecretsPort) -> None:
    secrets.keep("office", Secret("one"))

    assert secrets.forget("office")
    assert not secrets.forget("office")
    assert secrets.read("office") is None
    assert secrets.whereabouts("office").place == "nowhere"


def test_passwords_are_kept_under_the_name_of_the_program(desktop: MemoryKeyring) -> None:
    KeyringSecrets().keep("office", Secret("one"))

    assert desktop.passwords == {(SERVICE, "office"): "one"}


def test_the_environment_comes_first_where_the_settings_name_a_variable(desktop: MemoryKeyring) -> None:
    secrets = EnvironmentFirstSecrets(KeyringSecrets(), {"office": "OFFICE"}, {"OFFICE": "from outside"})
    secrets.keep("office", Secret("inside"))
    secrets.keep("home", Secret("inside"))

    assert secrets.read("office") == Secret("from outside")
    assert secrets.whereabouts("office") == Whereabouts("environment", "OFFICE")
    assert secrets.read("home") == Secret("inside")
    assert len(desktop.passwords) == 2


def test_the_environment_needs_no_keyring() -> None:
    secrets = EnvironmentFirstSecrets(KeyringSecrets(), {"office": "OFFICE"}, {"OFFICE": "x"})
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]

    assert secrets.read("office") == Secret("x")


def test_without_a_keyring_it_is_said_what_to_do() -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    secrets = EnvironmentFirstSecrets(KeyringSecrets(), {"office": "OFFICE"}, {})

    with pytest.raises(SecretsUnavailable, match=r"no keyring service.*password_env.*OFFICE is not set"):
        secrets.whereabouts("office")
    with pytest.raises(SecretsUnavailable, match=r"password_env$"):
        secrets.whereabouts("home")
    with pytest.raises(SecretsUnavailable, match="no keyring service"):
        secrets.keep("office", Secret("x"))


def test_a_keyring_that_keeps_nothing_is_not_used() -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]

    with pytest.raises(SecretsUnavailable, match="not keep passwords safely"):
        KeyringSecrets().keep("office", Secret("x"))


def test_a_keyring_that_forgets_at_once_is_told(desktop: MemoryKeyring) -> None:
    desktop.forgets = True

    with pytest.raises(SecretsUnavailable, match="did not keep"):
        KeyringSecrets().keep("office", Secret("hunter2"))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (keyring.errors.KeyringLocked("hunter2"), "locked"),
        (keyring.errors.InitError("hunter2"), "InitError"),
        (ConnectionResetError("hunter2"), "ConnectionResetError"),
    ],
)
def test_a_keyring_in_trouble_is_told_without_its_words(desktop: MemoryKeyring, trouble: Exception, words: str) -> None:
    desktop.trouble = trouble

    with pytest.raises(SecretsUnavailable, match=words) as raised:
        KeyringSecrets().read("office")

    assert "hunter2" not in "".join(traceback.format_exception(raised.value))


def test_the_settings_name_the_variables_of_accounts_and_relays() -> None:
    text = """
    [[account]]
    name = "office"
    uri = "sip:a@b"
    registrar = "sip:b"
    password_env = "OFFICE"
    ice = true
    turn = {server = "x:1", password_env = "RELAY"}
    [[account]]
    name = "home"
    uri = "sip:a@b"
    """
    settings = check(text, "F").settings

    assert settings is not None
    assert environment_names(settings) == {"office": "OFFICE", "office/turn": "RELAY"}
    assert environment_names(DEFAULTS) == {}


@given(st.text("abcdefghijk", min_size=8))
def test_a_secret_never_shows_by_accident(value: str) -> None:
    secret = Secret(value)
    error = ValueError("wrong", secret, {"password": secret}, [secret])
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s %r", (secret, secret), None)

    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r:>40}",
        "%s" % secret,  # noqa: UP031 - the way logging does it
        str([secret]),
        repr(error),
        "".join(traceback.format_exception(error)),
        record.getMessage(),
    ]

    assert not any(value in text for text in shown)
    assert secret.reveal() == value


def test_a_secret_cannot_be_stored() -> None:
    secret = Secret("hunter2")

    for store in (pickle.dumps, json.dumps, msgspec.json.encode, msgspec.to_builtins):
        with pytest.raises(TypeError) as raised:
            store(secret)
        assert "hunter2" not in str(raised.value)
    with pytest.raises(TypeError):
        hash(secret)


def test_secrets_are_compared_and_passed_on_as_values() -> None:
    secret = Secret("one")

    assert secret == Secret("one")
    assert secret != Secret("two")
    assert secret != 1
    assert copy.copy(secret) is secret
    assert copy.deepcopy([secret])[0] is secret
    assert not Secret("")
    assert not hasattr(secret, "__dict__")
