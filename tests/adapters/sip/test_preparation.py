"""What is found out before the stack begins: passwords, certificates, doors; and why TLS fails."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.adapters.sip.audio import hot_plug
from softphone.adapters.sip.audio.hot_plug import HotPlug
from softphone.adapters.sip.network.addresses import Place
from softphone.adapters.sip.network.certificates import believed
from softphone.adapters.sip.network.doors import TlsChoice
from softphone.adapters.sip.network.tls_reason import why_tls_fails
from softphone.adapters.sip.preparing import prepare
from softphone.engine.ports.secrets import Secret, SecretsUnavailable
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings, TurnSettings
from softphone.settings.sections.network import SipSettings
from softphone.settings.sections.sound import AudioSettings
from tests.adapters.sip.remote_phone import KnownSecrets
from tests.peers import Authority
from tests.peers.waiting import until

QUIET = AudioSettings(input="silence", output="null", ringer="null")


class LockedSecrets(KnownSecrets):
    """A keyring that nobody has unlocked."""

    def read(self, name: str) -> Secret | None:
        raise SecretsUnavailable(f"{name} is locked away")


def settings(**account: object) -> Settings:
    turn = TurnSettings(server="turn.example")
    one = AccountSettings(name="a", uri="sip:a@x", registrar="sip:127.0.0.1", turn=turn, **account)  # type: ignore[arg-type]
    return Settings(sip=SipSettings(bind="127.0.0.1"), audio=QUIET, accounts=(one,))


def test_passwords_are_read_by_the_names_of_account_and_relay() -> None:
    found = prepare(settings(), KnownSecrets({"a": "one", "a/turn": "two"})).passwords.of("a")

    assert (found.account, found.turn) == ("one", "two")


def test_a_locked_keyring_costs_the_password_and_not_the_phone() -> None:
    found = prepare(settings(), LockedSecrets({})).passwords.of("a")

    assert (found.account, found.turn, found.is_known) == ("", "", False)


def test_a_phone_without_an_account_gets_a_local_one() -> None:
    found = prepare(Settings(audio=QUIET), KnownSecrets({}))

    assert [account.uri for account in found.accounts] == ["sip:softphone@127.0.0.1"]
    assert found.trust.is_trusted("127.0.0.1:1")
    assert found.sound_devices == ()


def test_tls_believes_the_system_and_an_authority_of_ones_own(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca")
    found = prepare(settings(transport="tls", ca_file=str(authority.ca)), KnownSecrets({}))
    (bundle,) = found.certificates.values()

    assert authority.ca.read_text() in Path(bundle).read_text()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle)
    assert any("Test authority" in str(one) for one in context.get_ca_certs())


def test_certificates_that_cannot_be_read_are_left_out() -> None:
    assert believed(None) == believed("/no/such/file.pem")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "ca")


@pytest.fixture
def server(authority: Authority) -> Iterator[Place]:
    """A TLS server for the name localhost that shakes hands and says nothing."""
    certificate = authority.certificate("server", alternatives="DNS:localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.cert, certificate.key)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_shake_hands, args=(listening, context), daemon=True)
        thread.start()
        yield Place("localhost", listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _shake_hands(listening: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            plain, _ = listening.accept()
        except OSError:
            return
        try:
            with plain, context.wrap_socket(plain, server_side=True):
                pass
        except OSError:
            continue


def test_a_server_that_is_believed_has_nothing_wrong(server: Place, authority: Authority) -> None:
    assert why_tls_fails(server, TlsChoice(str(authority.ca), True, "1.2")) == ""
    assert why_tls_fails(server, TlsChoice(None, False, "1.2")) == ""


def test_the_reason_names_what_is_wrong(server: Place, authority: Authority) -> None:
    elsewhere = Place("127.0.0.1", server.port)

    assert "not accepted" in why_tls_fails(server, TlsChoice(None, True, "1.2"))
    assert "127.0.0.1" in why_tls_fails(elsewhere, TlsChoice(str(authority.ca), True, "1.2"))
    assert "TLS 1.3" in why_tls_fails(server, TlsChoice(str(authority.ca), True, "1.3"))
    assert "refused" in why_tls_fails(Place("127.0.0.1", 1), TlsChoice(None, True, "1.2")).lower()
    assert "No such file" in why_tls_fails(server, TlsChoice("/no/such.pem", True, "1.2"))


@pytest.fixture
def pactl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tool = tmp_path / "bin" / "pactl"
    tool.parent.mkdir()
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    return tool


def says(tool: Path, script: str) -> None:
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o755)


async def test_a_device_that_comes_is_noticed_and_a_volume_that_changes_is_not(pactl: Path) -> None:
    says(pactl, "echo \"Event 'change' on sink #1\"; echo \"Event 'new' on source #2\"; exec sleep 20")
    told: list[int] = []
    plug = HotPlug(lambda: told.append(1))
    plug.start()
    await until(lambda: told, "the device is noticed")
    plug.stop()

    assert told == [1]


async def test_a_server_that_dies_is_noticed_and_followed_again(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hot_plug, "STANDS_S", 0.0)
    says(pactl, "exit 0")
    told: list[int] = []
    plug = HotPlug(lambda: told.append(1))
    plug.start()
    await until(lambda: len(told) >= 2, "both deaths are noticed")
    plug.stop()


class Hurried(threading.Event):
    """Is asked to wait, notes for how long, and does not."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout)
        return super().wait(0)


async def test_where_there_is_no_server_that_is_told_once_and_it_is_looked_for_less_and_less_often(pactl: Path) -> None:
    says(pactl, "exit 1")
    told: list[int] = []
    plug = HotPlug(lambda: told.append(1))
    plug._is_stopped = waits = Hurried()
    plug.start()
    await until(lambda: len(waits.pauses) >= 8, "it was looked for several times")
    plug.stop()

    assert waits.pauses[:8] == [0, 2, 4, 8, 16, 30, 30, 30]
    assert len(told) <= 1


async def test_a_server_that_comes_back_is_looked_at_though_it_says_nothing(
    pactl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_there = tmp_path / "is-there"
    monkeypatch.setattr(hot_plug, "COME_BACK_S", 0.1)
    says(pactl, f"[ -e {is_there} ] || {{ touch {is_there}; exit 1; }}; exec sleep 600")
    told: list[int] = []
    plug = HotPlug(lambda: told.append(1))
    plug.start()
    await until(lambda: told, "the server is looked at")
    plug.stop()

    assert told == [1]


async def test_a_tool_that_is_just_being_started_is_ended_too(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(pactl, "exec sleep 600")
    plug, started = HotPlug(lambda: None), HotPlug._subscribed
    processes: list[subprocess.Popen[str]] = []

    def stopped_meanwhile(self: HotPlug, tool: str) -> "subprocess.Popen[str]":
        processes.append(started(self, tool))
        plug.stop()
        return processes[-1]

    monkeypatch.setattr(HotPlug, "_subscribed", stopped_meanwhile)
    plug.start()

    await until(lambda: processes and processes[0].poll() is not None, "the tool has ended")


def test_nothing_is_followed_without_the_tool(pactl: Path) -> None:
    plug = HotPlug(lambda: None)
    plug.start()
    plug.stop()

    assert not pactl.exists()
