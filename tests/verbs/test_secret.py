"""`softphone secret`: passwords come from the terminal or from standard input, and are never shown."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from softphone.cli import main

Said = Callable[..., tuple[int, str, str]]
PASSWORDS: dict[tuple[str, str], str] = {}


class DesktopKeyring(KeyringBackend):
    """A keyring for as long as a test."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return PASSWORDS.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        PASSWORDS[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del PASSWORDS[service, username]


@pytest.fixture(autouse=True)
def desktop() -> Iterator[None]:
    before = keyring.get_keyring()
    PASSWORDS.clear()
    keyring.set_keyring(DesktopKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    settings = tmp_path / "softphone.toml"
    settings.write_text(
        '[[account]]\nname = "office"\nuri = "sip:a@b"\nregistrar = "sip:b"\npassword_env = "SOFTPHONE_TEST_OFFICE"\n'
        'ice = true\nturn = {server = "x:1"}\n'
    )
    return settings


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: Path) -> Said:
    """Run `softphone secret` with the words and with something on standard input."""

    def run(action: str, account: str, *, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main(["secret", action, account, "--no-machine", "--config", str(file)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_a_password_from_standard_input_is_kept_and_not_shown(said: Said) -> None:
    code, out, err = said("set", "office", stdin="hunter 2\r\n")

    assert (code, out) == (0, "")
    assert "hunter" not in err
    assert PASSWORDS == {("softphone", "office"): "hunter 2"}


def test_a_password_typed_at_the_terminal_is_asked_for_without_showing_it(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    asked = []

    def getpass(prompt: str) -> str:
        asked.append(prompt)
        return "hunter2"

    monkeypatch.setattr("getpass.getpass", getpass)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    assert main(["secret", "set", "office", "--no-machine", "--config", str(file)]) == 0
    assert asked == ["SIP password of office: "]
    assert PASSWORDS == {("softphone", "office"): "hunter2"}


def test_an_empty_password_is_refused(said: Said) -> None:
    code, _, err = said("set", "office")

    assert code == 1
    assert "empty" in err
    assert PASSWORDS == {}


def test_a_password_is_deleted_once(said: Said) -> None:
    said("set", "office", stdin="x\n")

    assert said("delete", "office")[0] == 0
    code, _, err = said("delete", "office")
    assert code == 1
    assert "no password" in err


def test_the_status_tells_the_place_and_never_the_password(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said("status", "office")[:2] == (1, "office: no password (test secret DesktopKeyring)\n")

    said("set", "office", stdin="hunter2\n")
    assert said("status", "office")[:2] == (0, "office: in the keyring (test secret DesktopKeyring)\n")

    monkeypatch.setenv("SOFTPHONE_TEST_OFFICE", "hunter3")
    assert said("status", "office")[:2] == (0, "office: in the environment (SOFTPHONE_TEST_OFFICE)\n")


def test_an_account_that_the_settings_do_not_have_is_noted(said: Said) -> None:
    assert "no account 'offcie'" in said("set", "offcie", stdin="x\n")[2]
    assert "no account" not in said("set", "office/turn", stdin="x\n")[2]


def test_settings_that_are_wrong_do_not_keep_a_password_from_being_kept(said: Said, file: Path) -> None:
    file.write_text("nonsense = 1")

    assert said("set", "office", stdin="x\n")[0] == 0


def test_without_a_keyring_it_is_said_what_to_do(said: Said) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]

    code, _, err = said("set", "office", stdin="hunter2\n")

    assert code == 1
    assert "environment variable" in err
    assert "hunter2" not in err


def test_a_password_as_an_argument_is_a_mistake_of_use(said: Said) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["secret", "set", "office", "hunter2"])
    assert said("status", "office")[0] == 1
