"""The relay as the tests have it: started with its lines, asked for the truth at its end."""

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from tests.impairment.line import LinePlan
from tests.impairment.truth import Truth
from tests.peers.process import PeerProcess

TREE = Path(__file__).resolve().parents[2]


class Relay:
    """One running relay."""

    def __init__(self, plans: list[LinePlan], folder: Path) -> None:
        words = [sys.executable, "-m", "tests.impairment", json.dumps([asdict(plan) for plan in plans])]
        self.process = PeerProcess("relay", words, folder, PYTHONPATH=str(TREE))

    async def ready(self) -> None:
        """Wait until all its ports are open."""
        await self.process.ready(lambda: "ready" in self.process.output().splitlines(), "is ready")

    def cut(self) -> None:
        """Let all lines go dead, so that everybody's figures stand still."""
        self.process.signal(signal.SIGUSR1)

    async def truths(self) -> list[tuple[Truth, Truth]]:
        """End it, and give what it did to each line: towards the phone, and from it."""
        await self.stop()
        told = json.loads(self.process.output().splitlines()[-1])
        return [(Truth(**line["to_phone"]), Truth(**line["from_phone"])) for line in told]

    async def stop(self) -> None:
        """End it."""
        await self.process.stop()
