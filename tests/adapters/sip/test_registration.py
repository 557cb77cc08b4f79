"""Registering: over every transport, with every digest, and with a reason when it fails."""

import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from softphone.core.messages.effects import Register, Unregister
from softphone.core.messages.events import Registered, RegistrationFailed, Unregistered
from softphone.core.values import AccountName
from tests.adapters.sip.conftest import MakePhone
from tests.adapters.sip.registrar import Registrar
from tests.adapters.sip.spoken import Spoken
from tests.peers import Authority

pytestmark = pytest.mark.e2e

NAME = AccountName("desk")


@pytest.fixture
async def registrar() -> AsyncIterator[Registrar]:
    found = Registrar()
    yield found
    await found.close()


def account(registrar: str, **more: Any) -> list[dict[str, Any]]:
    return [{"name": "desk", "uri": "sip:agent@test.example", "registrar": registrar, "username": "agent", **more}]


async def started(phones: MakePhone, *accounts: dict[str, Any], knows: str = "right") -> Spoken:
    return await phones(account=list(accounts), secrets={one["name"]: knows for one in accounts}).start()


def server_context(certificate: Any, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.cert, certificate.key)
    context.maximum_version = newest
    return context


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_a_registration_is_made_and_taken_back(
    phones: MakePhone, registrar: Registrar, transport: str, algorithm: str
) -> None:
    registrar.algorithm = algorithm
    await (registrar.listen_udp() if transport == "udp" else registrar.listen_tcp())
    phone = await started(phones, *account(registrar.uri, transport=transport, expires_s=120))
    assert not registrar.came

    phone.do(Register(NAME))
    assert await phone.next(Registered) == Registered(NAME, 120)
    phone.do(Unregister(NAME))
    assert await phone.next(Unregistered) == Unregistered(NAME)
    assert registrar.requests()[-1].first("expires") == "0"


async def test_a_wrong_password_is_told_once_and_not_tried_again(phones: MakePhone, registrar: Registrar) -> None:
    await registrar.listen_udp()
    phone = await started(phones, *account(registrar.uri), knows="wrong")
    phone.do(Register(NAME))

    failed = await phone.next(RegistrationFailed)
    assert (failed.account, failed.code, failed.phrase) == (NAME, 403, "Forbidden")
    assert 0 <= failed.chance <= 1
    assert len(registrar.requests()) == 2
    for message in registrar.came:
        assert "wrong" not in message.text


async def test_a_registrar_that_refuses_is_asked_again_only_when_told(phones: MakePhone, registrar: Registrar) -> None:
    registrar.refuses_with = "503 Service Unavailable"
    await registrar.listen_udp()
    phone = await started(phones, *account(registrar.uri))
    for count in (1, 2):
        phone.do(Register(NAME))
        assert (await phone.next(RegistrationFailed)).code == 503
        assert len(registrar.requests()) == count
    registrar.refuses_with = ""

    phone.do(Register(NAME))
    await phone.next(Registered)


async def test_several_accounts_register_each_with_its_own_password(phones: MakePhone) -> None:
    one, two = await Registrar(believes="first").listen_udp(), await Registrar(believes="second").listen_udp()
    accounts = [*account(one.uri), {**account(two.uri)[0], "name": "other"}]
    phone = await phones(account=accounts, secrets={"desk": "first", "other": "second"}).start()
    phone.do(Register(NAME))
    phone.do(Register(AccountName("other")))

    assert {(await phone.next(Registered)).account, (await phone.next(Registered)).account} == {"desk", "other"}
    await one.close()
    await two.close()


async def test_everything_goes_through_the_outbound_proxy(phones: MakePhone, registrar: Registrar) -> None:
    await registrar.listen_udp()
    phone = await started(phones, *account("sip:pbx.invalid", proxy=registrar.uri))
    phone.do(Register(NAME))

    await phone.next(Registered)
    assert registrar.came[0].start == "REGISTER sip:pbx.invalid SIP/2.0"


@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_registration_over_tls_with_an_authority_of_ones_own(
    phones: MakePhone, registrar: Registrar, tmp_path: Path, newest: ssl.TLSVersion
) -> None:
    authority = Authority(tmp_path / "ca")
    await registrar.listen_tcp(server_context(authority.certificate("server"), newest))
    uri = f"sip:localhost:{registrar.port}"
    phone = await started(phones, *account(uri, transport="tls", ca_file=str(authority.ca)))
    phone.do(Register(NAME))

    await phone.next(Registered)


async def test_a_certificate_of_another_name_is_refused_with_the_reason(
    phones: MakePhone, registrar: Registrar, tmp_path: Path
) -> None:
    authority = Authority(tmp_path / "ca")
    certificate = authority.certificate("other", alternatives="DNS:other.example")
    await registrar.listen_tcp(server_context(certificate))
    uri = f"sip:localhost:{registrar.port}"
    phone = await started(phones, *account(uri, transport="tls", ca_file=str(authority.ca)))
    phone.do(Register(NAME))

    assert "not valid for 'localhost'" in (await phone.next(RegistrationFailed)).phrase
    assert not registrar.came


async def test_a_certificate_of_an_unknown_authority_is_refused_with_the_reason(
    phones: MakePhone, registrar: Registrar, tmp_path: Path
) -> None:
    await registrar.listen_tcp(server_context(Authority(tmp_path / "ca").certificate("server")))
    phone = await started(phones, *account(f"sip:localhost:{registrar.port}", transport="tls"))
    phone.do(Register(NAME))

    assert "certificate" in (await phone.next(RegistrationFailed)).phrase
    assert not registrar.came


async def test_an_unverified_server_is_taken_where_the_settings_say_so(
    phones: MakePhone, registrar: Registrar, tmp_path: Path
) -> None:
    await registrar.listen_tcp(server_context(Authority(tmp_path / "ca").certificate("server")))
    phone = await started(phones, *account(f"sip:localhost:{registrar.port}", transport="tls", verify=False))
    phone.do(Register(NAME))

    await phone.next(Registered)


async def test_a_server_that_is_too_old_for_the_settings_is_refused_with_the_reason(
    phones: MakePhone, registrar: Registrar, tmp_path: Path
) -> None:
    authority = Authority(tmp_path / "ca")
    await registrar.listen_tcp(server_context(authority.certificate("server"), ssl.TLSVersion.TLSv1_2))
    uri = f"sip:localhost:{registrar.port}"
    phone = await started(phones, *account(uri, transport="tls", ca_file=str(authority.ca), tls_min="1.3"))
    phone.do(Register(NAME))

    assert "TLS 1.3" in (await phone.next(RegistrationFailed)).phrase


async def test_a_registrar_that_is_not_there_is_told_with_the_reason(phones: MakePhone) -> None:
    phone = await started(phones, *account("sip:127.0.0.1:1", transport="tls"))
    phone.do(Register(NAME))

    assert "refused" in (await phone.next(RegistrationFailed, within_s=15)).phrase.lower()


async def test_an_account_that_is_not_there_is_told(phones: MakePhone) -> None:
    phone = await phones().start()
    phone.do(Register(AccountName("nobody")))

    assert "nobody" in (await phone.next(RegistrationFailed)).phrase


async def test_a_broken_connection_is_replaced_without_waiting_for_the_next_refresh(
    phones: MakePhone, registrar: Registrar
) -> None:
    await registrar.listen_tcp()
    phone = await started(phones, *account(registrar.uri, transport="tcp", expires_s=3600))
    phone.do(Register(NAME))
    await phone.next(Registered)

    registrar.drop_connections()

    await phone.next(Registered)


async def test_a_broken_connection_to_a_registrar_that_is_gone_is_told(phones: MakePhone, registrar: Registrar) -> None:
    await registrar.listen_tcp()
    phone = await started(phones, *account(registrar.uri, transport="tcp", expires_s=3600))
    phone.do(Register(NAME))
    await phone.next(Registered)

    await registrar.close()
    registrar.drop_connections()

    assert (await phone.next(RegistrationFailed)).account == NAME
