"""The relay as a process of its own, so that no other Python shakes its packets: `python -m tests.impairment PLANS`.

PLANS is a JSON list of line plans. It prints a line when it is ready, and with SIGTERM what it did to each line. With
SIGUSR1 all lines go dead for audio: whoever counts has the same to count from then on.
"""

import contextlib
import heapq
import json
import os
import select
import signal
import sys
import time
from itertools import count
from typing import Any

from tests.impairment.condition import Condition
from tests.impairment.line import Line, LinePlan, Parcel

LONGEST_WAIT_S = 0.2
READY = "ready"


class Relay:
    """Lines, and the packets that are on their way."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self._readers = {one.fileno(): reader for line in lines for one, reader in line.readers.items()}
        self._waiting: list[tuple[float, int, Parcel]] = []
        self._numbers = count()
        self.is_wanted = True

    def run(self) -> None:
        """Carry packets until it is told to end."""
        while self.is_wanted:
            wait_s = self._waiting[0][0] - time.monotonic() if self._waiting else LONGEST_WAIT_S
            readable, _, _ = select.select(list(self._readers), [], [], min(max(wait_s, 0.0), LONGEST_WAIT_S))
            for one in readable:
                with contextlib.suppress(ConnectionError):  # nobody listens there any more
                    self._accept(self._readers[one](time.monotonic()))
            self._deliver()

    def _accept(self, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            heapq.heappush(self._waiting, (parcel.due_s, next(self._numbers), parcel))

    def _deliver(self) -> None:
        while self._waiting and self._waiting[0][0] <= (now_s := time.monotonic()):
            parcel = heapq.heappop(self._waiting)[2]
            parcel.send(parcel.came_s, parcel.due_s, now_s)


def plan_of(told: dict[str, Any]) -> LinePlan:
    """Read a line's plan."""
    to_phone, from_phone = (Condition(**told.pop(name, {})) for name in ("to_phone", "from_phone"))
    return LinePlan(**told, to_phone=to_phone, from_phone=from_phone)


def main() -> None:
    """Run until SIGTERM."""
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    relay = Relay([Line(plan_of(told)) for told in json.loads(sys.argv[1])])

    def end(*_: object) -> None:
        relay.is_wanted = False

    def die(*_: object) -> None:
        for line in relay.lines:
            line.is_dead = True

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGUSR1, die)
    print(READY, flush=True)  # noqa: T201 - for whoever started it
    relay.run()
    print(json.dumps([line.told() for line in relay.lines]), flush=True)  # noqa: T201 - the same


main()
