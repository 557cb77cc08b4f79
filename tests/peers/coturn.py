"""coturn as a peer: a STUN and TURN server that others wrote, which relays on ports of its own.

Its log says who asked for a relay and was refused, and how many packets went through.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.peers.process import PeerProcess, installed
from tests.peers.sockets import is_bound

HOST = "127.0.0.1"
ANOTHER_HOST = "127.0.0.2"
"""With two addresses it also answers the older form of STUN."""
USER, PASSWORD = "desk", "r3lay"


@dataclass(frozen=True, slots=True)
class CoturnPorts:
    """Where it listens, and the ports it gives away."""

    listening: int
    relays: range


class Coturn:
    """One coturn with one user."""

    def __init__(self, ports: CoturnPorts, folder: Path, *, prefix: tuple[str | Path, ...] = ()) -> None:
        self.ports = ports
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "turnserver.conf"
        config.write_text(self._config(folder))
        command = [*prefix, installed("turnserver", "coturn"), "-c", config]
        self.process = PeerProcess("coturn", command, folder)

    @property
    def place(self) -> str:
        """Host and port, as settings name it."""
        return f"{HOST}:{self.ports.listening}"

    def is_relay(self, port: int) -> bool:
        """Tell whether a packet from this port came through it."""
        return port in self.ports.relays

    def relayed(self) -> int:
        """How many packets of relays that are over went to peers."""
        return sum(int(count) for count in re.findall(r"peer usage: .*\bsp=(\d+)", self.process.output()))

    def refusals(self) -> int:
        """How often somebody showed a wrong password, or none that is known."""
        return len(
            re.findall(r"error 401|Unauthorized|check_stun_auth: Cannot find credentials", self.process.output())
        )

    async def ready(self) -> None:
        """Wait until it listens."""
        await self.process.ready(lambda: is_bound("udp", self.ports.listening, self.process.pid), "listens")

    async def stop(self) -> None:
        """End it."""
        await self.process.stop()

    def _config(self, folder: Path) -> str:
        relays = self.ports.relays
        return "\n".join(
            [
                f"listening-ip={HOST}",
                f"listening-ip={ANOTHER_HOST}",
                f"relay-ip={HOST}",
                f"listening-port={self.ports.listening}",
                f"min-port={relays[0]}",
                f"max-port={relays[-1]}",
                "allow-loopback-peers",
                "lt-cred-mech",
                "realm=softphone.test",
                f"user={USER}:{PASSWORD}",
                *("no-tls", "no-dtls", "no-cli", "no-multicast-peers", "verbose", "log-file=stdout", "simple-log"),
                f"pidfile={folder / 'turnserver.pid'}",
                f"userdb={folder / 'turndb'}",
                "",
            ]
        )
