"""What a process costs: seconds of CPU and bytes of memory, as the kernel counts them."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a process up to a moment."""

    at: float
    cpu_s: float
    resident_bytes: int

    def share_since(self, before: "Cost") -> float:
        """The part of one core that was used since then."""
        return (self.cpu_s - before.cpu_s) / (self.at - before.at)


def cost_of(pid: int) -> Cost:
    """Look now. CPU time comes from the scheduler's nanoseconds where they can be had, else from clock ticks."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return Cost(time.monotonic(), _scheduled_s(pid), pages * _PAGE)


def _scheduled_s(pid: int) -> float:
    """Add up the running time of all threads that live."""
    used_ns, is_counted = 0, False
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            used_ns += int((task / "schedstat").read_text().split()[0])
            is_counted = True
        except OSError:
            continue  # the thread has just ended, or the kernel keeps no such figures
    return used_ns / 1e9 if is_counted else _ticked_s(pid)


def _ticked_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
