"""What the kernel says about a process's sockets: who listens where, and whether anything faces outward."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

LISTENING = 0x0A
FAMILIES = {"udp": 4, "tcp": 4, "udp6": 16, "tcp6": 16}


@dataclass(frozen=True, slots=True)
class Socket:
    """One internet socket of a process."""

    kind: str
    local: str
    port: int
    remote: str
    listens: bool
    inode: int

    @property
    def is_outward(self) -> bool:
        """Whether something outside this machine can reach it, or it reaches something outside."""
        ends = [self.local] if self.listens or self.kind.startswith("udp") else [self.local, self.remote]
        return any(not _is_inside(end) for end in ends)


def sockets_of(pid: int) -> list[Socket]:
    """List the internet sockets that process `pid` holds open."""
    inodes = _inodes(pid)
    return [found for found in _table(f"/proc/{pid}/net") if found.inode in inodes]


def outward_sockets(pid: int) -> list[Socket]:
    """List those sockets of `pid` that are not bound to loopback."""
    return [found for found in sockets_of(pid) if found.is_outward]


def is_bound(kind: str, port: int, pid: int | str = "self") -> bool:
    """Tell whether some process has this UDP port, or listens on this TCP port, on the network that `pid` is on."""
    return any(
        found.port == port and found.kind.startswith(kind) and (found.listens or kind == "udp")
        for found in _table(f"/proc/{pid}/net")
    )


def _inodes(pid: int) -> set[int]:
    found = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except OSError:
            continue  # closed while we looked
        if target.startswith("socket:["):
            found.add(int(target[8:-1]))
    return found


def _table(folder: str) -> list[Socket]:
    found = []
    for kind in FAMILIES:
        for line in _lines(f"{folder}/{kind}"):
            fields = line.split()
            local, port = _address(fields[1])
            remote, _ = _address(fields[2])
            listens = kind.startswith("tcp") and int(fields[3], 16) == LISTENING
            found.append(Socket(kind, local, port, remote, listens, int(fields[9])))
    return found


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()[1:]
    except OSError:  # the process is gone
        return []


def _address(text: str) -> tuple[str, int]:
    """Turn the kernel's hexadecimal address (words in host order) into text and port."""
    host, _, port = text.partition(":")
    words = bytes.fromhex(host)
    raw = b"".join(words[start : start + 4][::-1] for start in range(0, len(words), 4))
    return str(ipaddress.ip_address(raw)), int(port, 16)


def _is_inside(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_loopback
