"""Which peers may ring this phone and say who they are. Pure: names have been resolved before.

The registrar and the proxy of every account are trusted, and what the settings list; this machine itself only while
the phone listens on loopback alone, because every local user can send from there.
"""

import ipaddress
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from softphone.adapters.sip.network.addresses import IpAddress, Place, place_of, place_of_uri, plain
from softphone.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str], Iterable[IpAddress]]


@dataclass(frozen=True, slots=True)
class Circle:
    """Networks whose members are treated alike."""

    networks: frozenset[Network] = frozenset()

    def holds(self, peer: str) -> bool:
        """Whether a peer, written as `address:port`, belongs to it."""
        address = _address_of(peer)
        return address is not None and any(address in network for network in self.networks)

    def with_peer(self, peer: str) -> "Circle":
        """Add one peer's address; what is no address adds nothing."""
        address = _address_of(peer)
        return Circle(self.networks | {_single(address)}) if address else self


@lru_cache(maxsize=64)
def _address_of(peer: str) -> IpAddress | None:
    """Read who it is; several circles ask the same of every INVITE."""
    return place_of(peer).address


THIS_MACHINE = Circle(frozenset({ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128")}))


def trusted_circle(settings: Settings, resolve: Resolve) -> Circle:
    """Draw the circle of those whom the settings let call, wherever the phone listens."""
    hosts = [place.host for place in servers(settings)]
    return circle_of((*hosts, *settings.sip.trusted), resolve)


def servers(settings: Settings) -> list[Place]:
    """List the registrars and proxies of all accounts."""
    uris = (uri for account in settings.accounts for uri in (account.registrar, account.proxy) if uri)
    return [place for uri in uris if (place := place_of_uri(uri)).host]


def named_hosts(settings: Settings) -> list[str]:
    """List all hosts that the settings name and that may have to be looked up."""
    listed = (*settings.sip.trusted, *settings.calls.auto_answer)
    bound = place_of(settings.sip.bind)
    named = [*servers(settings), bound, *(place_of(entry) for entry in listed if "/" not in entry)]
    return [place.host for place in named if place.host not in ("", "auto") and place.address is None]


def circle_of(entries: Iterable[str], resolve: Resolve) -> Circle:
    """Draw a circle round networks, addresses and host names."""
    return Circle(frozenset(network for entry in dict.fromkeys(entries) for network in _networks(entry, resolve)))


def _networks(entry: str, resolve: Resolve) -> list[Network]:
    bare = entry.strip("[]")
    try:
        return [ipaddress.ip_network(bare, strict=False) if "/" in bare else _single(ipaddress.ip_address(bare))]
    except ValueError:
        return [_single(address) for address in resolve(entry)]


def _single(address: IpAddress) -> Network:
    return ipaddress.ip_network(plain(address))
