"""Hosts, ports and URIs: taking them apart, finding their addresses, and which address of ours leads there.

Resolving can take long, so it is asked for in worker threads only, never in the thread that owns the SIP stack.
"""

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_URI = re.compile(
    r"\s*<?(?P<scheme>sips?):(?:(?P<user>[^@<>\s]*)@)?(?P<place>\[[^\]]*\](?::\d+)?|[^;?>\s]*)", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:\[(?P<six>[^\]]+)\]|(?P<host>[^\[\]:]+))(?::(?P<port>\d{1,5}))?|(?P<bare>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A host and, where one was named, a port."""

    host: str
    port: int = 0

    @property
    def address(self) -> IpAddress | None:
        """The host, where it is an address and not a name."""
        try:
            return plain(ipaddress.ip_address(self.host))
        except ValueError:
            return None


def place_of(text: str) -> Place:
    """Read `host`, `host:port`, `[address]:port` or a bare IPv6 address."""
    found = _PLACE.fullmatch(text.strip())
    if found is None:
        return Place("")
    return Place(found["six"] or found["host"] or found["bare"], int(found["port"] or 0))


def place_of_uri(uri: str) -> Place:
    """Read the host and port of a SIP URI."""
    found = _URI.match(uri)
    return place_of(found["place"]) if found else Place("")


def user_of_uri(uri: str) -> str:
    """Read the user part of a SIP URI."""
    found = _URI.match(uri)
    return (found["user"] or "").partition(":")[0] if found else ""


def names_its_way(uri: str) -> bool:
    """Whether a SIP URI says itself over which transport it is to be reached."""
    return uri.lower().startswith("sips:") or ";transport=" in uri.lower()


def in_uri(host: str) -> str:
    """Write a host as URIs want it: IPv6 addresses in brackets."""
    return f"[{host}]" if ":" in host else host


def plain(address: IpAddress) -> IpAddress:
    """An IPv4 address in IPv6 clothes (::ffff:a.b.c.d) is that IPv4 address."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def preferred(addresses: Iterable[IpAddress], version: str) -> list[IpAddress]:
    """Put addresses of one IP version ("4" or "6") first; otherwise the order stays."""
    return sorted(addresses, key=lambda address: version not in ("auto", str(address.version)))


def resolve(host: str) -> tuple[IpAddress, ...]:
    """Find the addresses of a host; an unknown one has none. May wait for the network."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return ()
    addresses = (plain(ipaddress.ip_address(str(entry[4][0]).partition("%")[0])) for entry in found)
    return tuple(dict.fromkeys(addresses))


def way_to(remote: IpAddress) -> IpAddress | None:
    """Find our own address on the way to another one; nothing is sent. None without a way."""
    family = socket.AF_INET6 if remote.version == 6 else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((str(remote), 5060))
            return ipaddress.ip_address(str(probe.getsockname()[0]).partition("%")[0])
    except OSError:
        return None
