"""Which addresses this machine has, and which of them leads to a peer. Asks the kernel; no packet is sent."""

import contextlib
import ipaddress
import re
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

ANYWHERE = ("192.0.2.1", "2001:db8::1")
"""Documentation addresses: the way to them is the way to everybody who is not a neighbour."""

FOUR, SIX = Path("/proc/net/fib_trie"), Path("/proc/net/if_inet6")
_LOCAL = re.compile(r"\|-- (\S+)\n\s+/32 host LOCAL")
_GLOBAL, _TEMPORARY_OR_TENTATIVE = "00", 0x01 | 0x40


def address_towards(host: str, port: int = 5060) -> str | None:
    """Find our own address on the way to a numeric host, None where there is no way."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((host, port))
        return str(probe.getsockname()[0])
    return None


def routes(hosts: Iterable[str]) -> tuple[str | None, ...]:
    """Our addresses on the way to each host, then all others: a network may lead to a PBX and to nobody else."""
    return (*(address_towards(host) for host in hosts), *own_addresses())


def own_addresses() -> tuple[str, ...]:
    """All addresses that others can reach, where the system tells; passing ones (privacy extensions) are left out."""
    return tuple(sorted({*_four(), *_six()}))


def _four() -> Iterator[str]:
    with contextlib.suppress(OSError):
        yield from (one for one in _LOCAL.findall(FOUR.read_text()) if not ipaddress.ip_address(one).is_loopback)


def _six() -> Iterator[str]:
    with contextlib.suppress(OSError):
        for line in SIX.read_text().splitlines():
            address, _, _, scope, flags, _ = line.split()
            if scope == _GLOBAL and not int(flags, 16) & _TEMPORARY_OR_TENTATIVE:
                yield str(ipaddress.IPv6Address(bytes.fromhex(address)))
