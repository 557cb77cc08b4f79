"""A name server that keeps its answers back until it may give them; every name has the same IPv4 address.

Run as a program, with its own address, that of all names, and a file: once that is there, it answers.
"""

import socket
import sys
import time
from ipaddress import IPv4Address
from pathlib import Path

from tests.peers.process import PeerProcess

ROOT = Path(__file__).resolve().parents[2]
A_RECORD, HEADER_BYTES = b"\x00\x01", 12


class SlowNameServer:
    """Runs it in a network."""

    def __init__(self, prefix: tuple[str, ...], address: str, folder: Path) -> None:
        self._gate = folder / "may-answer"
        program = ["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "tests.peers.slow_name_server"]
        command = [*prefix, *program, address, address, str(self._gate)]
        self.process = PeerProcess("name-server", command, folder)

    async def ready(self) -> None:
        """Wait until it listens."""
        await self.process.ready(lambda: "listens" in self.process.output(), "listens")

    def may_answer(self) -> None:
        """Let it answer, also what it was asked before."""
        self._gate.touch()

    async def stop(self) -> None:
        """End it."""
        await self.process.stop(within_s=2)


def answer(question: bytes, address: str) -> bytes:
    """Answer a question for IPv4 addresses with this one, and others with nothing."""
    end = question.index(b"\0", HEADER_BYTES) + 5
    is_known = question[end - 4 : end - 2] == A_RECORD
    head = question[:2] + b"\x81\x80" + bytes((0, 1, 0, int(is_known), 0, 0, 0, 0))
    record = b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04" + IPv4Address(address).packed
    return head + question[HEADER_BYTES:end] + (record if is_known else b"")


def serve(own: str, address: str, gate: Path) -> None:
    """Answer one question after the other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind((own, 53))
        print("listens", flush=True)  # noqa: T201 - whoever started it waits for that
        while True:
            question, asker = listening.recvfrom(4096)
            while not gate.exists():
                time.sleep(0.05)  # silence, until the test ends it or this process
            listening.sendto(answer(question, address), asker)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
