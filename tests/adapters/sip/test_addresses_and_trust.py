"""Hosts, ports and URIs, and who is trusted by them."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.network.addresses import (
    IpAddress,
    Place,
    in_uri,
    place_of,
    place_of_uri,
    plain,
    preferred,
    resolve,
    user_of_uri,
    way_to,
)
from softphone.adapters.sip.network.trust import THIS_MACHINE, Circle, circle_of, named_hosts, servers, trusted_circle
from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.calls import CallsSettings
from softphone.settings.sections.network import SipSettings


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("pbx.example", Place("pbx.example")),
        ("pbx.example:5070", Place("pbx.example", 5070)),
        ("192.0.2.1:5", Place("192.0.2.1", 5)),
        ("[2001:db8::1]:5", Place("2001:db8::1", 5)),
        ("2001:db8::1", Place("2001:db8::1")),
        ("not a place", Place("not a place")),
        ("x:y:z", Place("")),
    ],
)
def test_places_are_read_in_every_form(text: str, place: Place) -> None:
    assert place_of(text) == place


@pytest.mark.parametrize(
    ("uri", "place", "user"),
    [
        ("sip:a@pbx.example:5070;transport=tcp", Place("pbx.example", 5070), "a"),
        ("<sips:a:secret@[::1]:7>", Place("::1", 7), "a"),
        ("sip:pbx.example", Place("pbx.example"), ""),
        ("tel:+49", Place(""), ""),
    ],
)
def test_uris_are_taken_apart(uri: str, place: Place, user: str) -> None:
    assert place_of_uri(uri) == place
    assert user_of_uri(uri) == user


@given(st.ip_addresses())
def test_an_address_survives_being_written_into_a_uri(address: IpAddress) -> None:
    assert place_of_uri(f"sip:a@{in_uri(str(address))}:7").address == plain(address)


def test_an_ipv4_address_in_ipv6_clothes_is_that_address() -> None:
    assert plain(IPv6Address("::ffff:192.0.2.1")) == IPv4Address("192.0.2.1")


def test_a_name_has_no_address_of_its_own() -> None:
    assert Place("pbx.example").address is None


def test_the_wished_ip_version_comes_first() -> None:
    four, six = IPv4Address("192.0.2.1"), IPv6Address("2001:db8::1")

    assert preferred([six, four], "auto") == [six, four]
    assert preferred([six, four], "4") == [four, six]
    assert preferred([four, six], "6") == [six, four]


def test_this_machine_is_found_and_nobody_else() -> None:
    assert IPv4Address("127.0.0.1") in resolve("localhost")
    assert resolve("no.such.host.invalid") == ()
    assert resolve("a" * 300) == ()
    assert way_to(IPv4Address("127.0.0.1")) == IPv4Address("127.0.0.1")
    assert way_to(IPv4Address("255.255.255.255")) is None


def names(host: str) -> tuple[IpAddress, ...]:
    known = {"pbx.example": ("192.0.2.10",), "proxy.example": ("192.0.2.20", "2001:db8::20")}
    return tuple(ip_address(address) for address in known.get(host, ()))


SETTINGS = Settings(
    sip=SipSettings(trusted=("10.0.0.0/8", "friend.example", "192.0.2.99")),
    accounts=(
        AccountSettings(name="a", uri="sip:a@x", registrar="sip:pbx.example:5070", proxy="sip:proxy.example"),
        AccountSettings(name="b", uri="sip:b@x"),
    ),
    calls=CallsSettings(auto_answer=("192.0.2.99",)),
)


@pytest.mark.parametrize(
    ("peer", "is_trusted"),
    [
        ("192.0.2.10:5060", True),
        ("192.0.2.20:1", True),
        ("[2001:db8::20]:1", True),
        ("10.200.1.1:5", True),
        ("192.0.2.99:5", True),
        ("192.0.2.11:5060", False),
        ("127.0.0.1:5060", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_servers_and_listed_peers_are_trusted_and_nobody_else(peer: str, is_trusted: bool) -> None:
    assert trusted_circle(SETTINGS, names).holds(peer) is is_trusted


@pytest.mark.parametrize("peer", ["127.0.0.1:1", "127.3.2.1:1", "[::1]:1"])
def test_this_machine_is_trusted_only_by_a_phone_that_nobody_else_can_reach(peer: str) -> None:
    keeper = TrustKeeper(SETTINGS, names, is_loopback_only=True)
    keeper.look_up()
    assert THIS_MACHINE.holds(peer)
    assert keeper.is_trusted(peer)

    keeper.reach_out()

    assert not keeper.is_trusted(peer)
    assert keeper.is_trusted("192.0.2.10:5060"), "the others are trusted as before"
    keeper.look_up()
    assert not keeper.is_trusted(peer)


def test_the_servers_of_all_accounts_are_listed() -> None:
    assert servers(SETTINGS) == [Place("pbx.example", 5070), Place("proxy.example")]


@given(st.ip_addresses())
def test_a_circle_of_one_holds_that_one(address: IpAddress) -> None:
    circle = circle_of([str(address)], names)

    assert circle.holds(f"{in_uri(str(address))}:5060")
    assert Circle().with_peer(f"{in_uri(str(address))}:1") == circle
    assert Circle().with_peer("nobody") == Circle()


def test_trust_follows_names() -> None:
    answers: dict[str, tuple[IpAddress, ...]] = {"pbx.example": names("pbx.example")}
    keeper = TrustKeeper(SETTINGS, lambda host: answers.get(host, ()), is_loopback_only=False)
    assert not keeper.is_trusted("192.0.2.10:1")
    keeper.look_up()
    assert keeper.is_trusted("192.0.2.10:1")

    answers["pbx.example"] = (IPv4Address("192.0.2.77"),)
    keeper.look_up()
    assert keeper.is_trusted("192.0.2.77:1")
    assert not keeper.is_trusted("192.0.2.10:1")


def test_the_hosts_to_look_up_are_those_that_are_named_and_no_addresses() -> None:
    listed = Settings(
        accounts=SETTINGS.accounts,
        sip=SipSettings(bind="desk.example", trusted=("pbx2.example", "192.0.2.0/24", "192.0.2.9")),
        calls=CallsSettings(auto_answer=("door.example",)),
    )

    assert set(named_hosts(listed)) == {
        "pbx.example",
        "proxy.example",
        "desk.example",
        "pbx2.example",
        "door.example",
    }
    assert named_hosts(Settings()) == []


def test_whoever_accepted_a_registration_is_trusted_and_few_may_have_calls_answered() -> None:
    keeper = TrustKeeper(SETTINGS, names, is_loopback_only=False)
    keeper.look_up()
    keeper.learn("192.0.2.55:5060")

    assert keeper.is_trusted("192.0.2.55:7")
    assert keeper.may_auto_answer("192.0.2.99:1")
    assert not keeper.may_auto_answer("192.0.2.55:1")
