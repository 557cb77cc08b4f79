"""Places of their own for processes: a network that nobody else is on, and a small disk that nobody else sees.

They vanish with the process that made them. Root makes them at once, others through a user namespace where the
kernel allows it.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.peers.process import PeerProcess

PHONE, REGISTRAR, STRANGER = "10.99.0.1", "10.99.0.2", "10.99.0.3"
UP = "ip link add desk0 type veth peer name desk1 && ip link set desk1 up && ip link set desk0 up"
ADDRESSES = " && ".join(f"ip addr add {address}/24 dev desk0" for address in (PHONE, REGISTRAR, STRANGER))


@cache
def _as_root() -> tuple[str, ...]:
    """Tell how to become root of a namespace, or skip."""
    flags = () if os.geteuid() == 0 else ("--user", "--map-root-user")
    if shutil.which("unshare") is None or subprocess.run(["unshare", *flags, "--net", "true"], check=False).returncode:
        pytest.skip("namespaces cannot be made here (neither root nor user namespaces)")
    return flags


@cache
def _with_mounts() -> tuple[str, ...]:
    """Give the words that begin a namespace in which something can be mounted, or skip."""
    words = ("unshare", *_as_root(), "--mount")
    if subprocess.run([*words, "true"], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here (the folder of a chroot must be a mount itself: mount --bind DIR DIR)")
    return words


class Network:
    """A network with only loopback until `connect` gives it addresses of 10.99.0.0/24."""

    def __init__(self, folder: Path) -> None:
        command = ["unshare", *_as_root(), "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep 600"]
        self.process = PeerProcess("network", command, folder)

    @property
    def prefix(self) -> tuple[str, ...]:
        """What to put before a command so that it runs there."""
        user = ("--user", "--preserve-credentials") if _as_root() else ()
        return ("nsenter", "--target", str(self.process.pid), *user, "--net")

    async def ready(self) -> None:
        """Wait until its loopback is up."""
        await self.process.ready(lambda: "up" in self.process.output(), "is up")

    def connect(self) -> None:
        """Give it an interface with the addresses of a phone, a registrar and a stranger."""
        self.run(f"{UP} && {ADDRESSES}")

    def connect_to(self, far: "FarNetwork", address: str = PHONE) -> None:
        """Give it an interface with one address, at whose other end is a network with the registrar's."""
        self.run(f"{UP} && ip addr add {address}/24 dev desk0 && ip link set desk1 netns {far.process.pid}")
        far.run(f"ip addr add {REGISTRAR}/24 dev desk1 && ip link set desk1 up")

    def readdress(self, before: str, after: str) -> None:
        """Give the phone another address, as another network does."""
        self.run(f"ip addr del {before}/24 dev desk0 && ip addr add {after}/24 dev desk0")

    def swallow(self, address: str) -> None:
        """Let what is sent to this address vanish: nothing comes back, not even that nobody is there."""
        self.run(f"ip neigh add {address} lladdr 02:00:00:00:00:53 dev desk0 nud permanent")

    def disconnect(self) -> None:
        """Take the interface away."""
        self.run("ip link del desk0")

    def run(self, script: str) -> str:
        """Run a shell script there."""
        done = subprocess.run([*self.prefix, "sh", "-c", script], check=True, capture_output=True, text=True)
        return done.stdout

    async def stop(self) -> None:
        """Let it vanish."""
        await self.process.stop(within_s=2)


class FarNetwork(Network):
    """A network beyond another one: only from an address that leads there can its peers be reached."""

    def __init__(self, near: Network, folder: Path) -> None:
        command = [*near.prefix, "unshare", "--net", "sh", "-c", "ip link set lo up && echo up && exec sleep 600"]
        self.process = PeerProcess("far-network", command, folder)


def on_small_disk(folder: Path, *, kilobytes: int = 2048) -> tuple[str, ...]:
    """Give the prefix of a command that sees a disk of its own in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    script = f'mount -t tmpfs -o size={kilobytes}k tmpfs "{folder}" && exec "$@"'
    return (*_with_mounts(), "sh", "-c", script, "sh")


def with_name_server(folder: Path, address: str) -> tuple[str, ...]:
    """Give the prefix of a command that asks this name server, on a machine whose own name stands in no file."""
    settings = folder / "resolv.conf"
    settings.write_text(f"nameserver {address}\n")
    script = f'mount --bind "{settings}" /etc/resolv.conf && hostname laptop-0815 && exec "$@"'
    return (*_with_mounts(), "--uts", "sh", "-c", script, "sh")


def fill_disk(pid: int, folder: Path) -> Path:
    """Fill the small disk that process `pid` sees, and give the file that does it."""
    filler = Path(f"/proc/{pid}/root{folder}/filler")
    with filler.open("wb", buffering=0) as out:
        for size in (65536, 4096, 512, 1):
            try:
                while out.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler
