"""Where the phone listens."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from msgspec import structs

from softphone.adapters.sip.network.addresses import IpAddress
from softphone.adapters.sip.network.doors import (
    LOOPBACK_ADDRESS,
    Door,
    Doors,
    Surroundings,
    TlsChoice,
    local_account,
    own_uri,
    plan_doors,
    uri_with_port,
)
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.network import SipSettings

OURS = IPv4Address("192.0.2.5")
OTHER = IPv4Address("198.51.100.5")
WAYS: dict[str, IpAddress] = {"pbx.example": OURS, "proxy.example": OTHER, "six.example": IPv6Address("2001:db8::5")}


def way_to(host: str) -> IpAddress | None:
    return WAYS.get(host)


def address_of(host: str) -> IpAddress | None:
    return ip_address("127.0.0.1") if host == "localhost" else None


AROUND = Surroundings(address_of, way_to)


def account(name: str = "a", registrar: str | None = "sip:pbx.example", **more: object) -> AccountSettings:
    return structs.replace(AccountSettings(name=name, uri="sip:a@x", registrar=registrar), **more)


def planned(*accounts: AccountSettings, **sip: object) -> Doors:
    settings = Settings(sip=structs.replace(SipSettings(), **sip), accounts=accounts)
    return plan_doors(settings, accounts, AROUND)


def test_auto_is_the_address_that_leads_to_the_registrar() -> None:
    doors = planned(account())

    assert doors.all == (Door("udp", OURS, 0), Door("tcp", OURS, 0))
    assert doors.of_account["a"] == Door("udp", OURS, 0)
    assert not doors.is_loopback_only


def test_the_proxy_shows_the_way_where_there_is_one() -> None:
    assert planned(account(proxy="sip:proxy.example")).of_account["a"].address == OTHER


def test_a_phone_without_anybody_to_reach_listens_on_loopback_alone() -> None:
    doors = planned(account(registrar=None))

    assert doors.is_loopback_only
    assert doors.of_account["a"].address == LOOPBACK_ADDRESS


def test_an_unknown_registrar_leaves_the_phone_on_loopback() -> None:
    assert planned(account(registrar="sip:nowhere.example")).is_loopback_only


def test_an_account_without_a_server_lives_where_another_one_does() -> None:
    doors = planned(account("a", None), account("b"))

    assert doors.of_account["a"].address == OURS


def test_a_phone_without_a_registrar_listens_where_its_trusted_peers_are() -> None:
    doors = planned(account(registrar=None), trusted=("10.0.0.0/8", "pbx.example"))

    assert doors.of_account["a"].address == OURS


@pytest.mark.parametrize(
    ("bind", "port", "address", "expected"),
    [
        ("127.0.0.1", 5070, LOOPBACK_ADDRESS, 5070),
        ("127.0.0.1:5080", 5070, LOOPBACK_ADDRESS, 5080),
        ("localhost", 0, LOOPBACK_ADDRESS, 0),
        ("no.such.host", 0, LOOPBACK_ADDRESS, 0),
        ("[2001:db8::9]:5090", 0, IPv6Address("2001:db8::9"), 5090),
    ],
)
def test_a_configured_address_is_taken_for_all_accounts(
    bind: str, port: int, address: IpAddress, expected: int
) -> None:
    doors = planned(account("a"), account("b", None), bind=bind, port=port)

    assert {(door.address, door.port) for door in doors.all} == {(address, expected)}


def test_tls_takes_the_next_port_and_every_choice_has_its_own_door() -> None:
    doors = planned(
        account("a", transport="tls"),
        account("b", transport="tls"),
        account("c", transport="tls", verify=False, ca_file="/ca.pem", tls_min="1.3"),
        port=5060,
    )

    assert doors.of_account["a"] == doors.of_account["b"] == Door("tls", OURS, 5061, TlsChoice(None, True, "1.2"))
    assert doors.of_account["c"] == Door("tls", OURS, 0, TlsChoice("/ca.pem", False, "1.3"))
    assert [door.kind for door in doors.all] == ["udp", "tcp", "tls", "tls"]


def test_any_free_port_is_any_free_port_for_tls_too() -> None:
    assert planned(account(transport="tls")).of_account["a"].port == 0


def test_a_phone_without_udp_is_woken_on_loopback() -> None:
    doors = planned(account(transport="tcp"), transport=("tcp",))

    assert doors.all == (Door("udp", LOOPBACK_ADDRESS, 0), Door("tcp", OURS, 0))


def test_an_account_gets_its_transport_even_if_the_settings_open_no_such_door() -> None:
    assert Door("tcp", OURS, 0) in planned(account(transport="tcp"), transport=("udp",)).all


def test_only_a_second_address_or_tls_ties_an_account_to_its_door() -> None:
    one = planned(account("a"), account("t", transport="tls"))
    two = planned(account("a"), account("b", "sip:six.example"))

    assert not one.is_tied(one.of_account["a"])
    assert one.is_tied(one.of_account["t"])
    assert two.is_tied(two.of_account["a"])


def test_the_phone_says_where_it_can_be_reached() -> None:
    assert own_uri(account(), Door("udp", OURS, 0), 5062) == "sip:a@192.0.2.5:5062"
    six = Door("tcp", IPv6Address("2001:db8::5"), 0)
    assert (
        own_uri(AccountSettings(name="n", uri="sip:x.example"), six, 7) == "sip:softphone@[2001:db8::5]:7;transport=tcp"
    )


def test_an_account_without_a_registrar_names_its_port() -> None:
    def named(uri: str) -> str:
        return uri_with_port(AccountSettings(name="n", uri=uri), 5062).uri

    assert named("sip:a@127.0.0.1") == "sip:a@127.0.0.1:5062"
    assert named("sip:a@[::1];x=1") == "sip:a@[::1]:5062;x=1"
    assert named(local_account(LOOPBACK_ADDRESS).uri) == "sip:softphone@127.0.0.1:5062"
