"""The addresses behind host names, as far as the name server tells them in time.

A name server that does not answer must not keep the phone from starting: whoever asks waits a little, for all names
together, and an answer that comes later is known from then on. For worker threads.
"""

import threading
import time
from collections.abc import Callable, Iterable

from softphone.adapters.sip.addresses import IpAddress, place_of, resolve

PATIENCE_S = 2.0
Addresses = tuple[IpAddress, ...]


class Names:
    """Remembers what each name meant last; one that cannot be resolved for a while keeps the addresses it had."""

    def __init__(self, find: Callable[[str], Addresses] = resolve, patience_s: float = PATIENCE_S) -> None:
        self._find = find
        self._patience_s = patience_s
        self._known: dict[str, Addresses] = {}
        self._under_way: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def look_up(self, hosts: Iterable[str]) -> None:
        """Ask for all these names at once, and wait for the answers, but not for long."""
        until = time.monotonic() + self._patience_s
        for asking in [self._ask(host) for host in dict.fromkeys(hosts)]:
            asking.join(max(0.0, until - time.monotonic()))

    def addresses(self, host: str) -> Addresses:
        """Tell what a host means, as far as it is known; an address means itself."""
        address = place_of(host).address
        return (address,) if address else self._known.get(host, ())

    def _ask(self, host: str) -> threading.Thread:
        """Have a name looked up; one that is being looked up already is not asked for twice."""
        with self._lock:
            if (asking := self._under_way.get(host)) is None:
                asking = threading.Thread(target=self._learn, args=(host,), name="names", daemon=True)
                self._under_way[host] = asking
                asking.start()
        return asking

    def _learn(self, host: str) -> None:
        found = self._find(host)
        with self._lock:
            del self._under_way[host]
            if found:
                self._known[host] = found
