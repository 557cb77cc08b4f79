"""Which address of this machine leads to a peer. Asks the kernel's routing table; no packet is sent."""

import contextlib
import socket
from collections.abc import Iterable

ANYWHERE = ("192.0.2.1", "2001:db8::1")
"""Documentation addresses: the way to them is the way to everybody who is not a neighbour."""


def address_towards(host: str, port: int = 5060) -> str | None:
    """Find our own address on the way to a numeric host, None where there is no way."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((host, port))
        return str(probe.getsockname()[0])
    return None


def routes(hosts: Iterable[str]) -> tuple[str | None, ...]:
    """Our addresses on the way to each host."""
    return tuple(address_towards(host) for host in hosts)
