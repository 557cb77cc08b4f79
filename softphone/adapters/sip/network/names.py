"""The addresses behind host names, as far as the name server tells them in time.

A name server that does not answer must not keep the phone from starting: whoever asks waits a little, for all names
together, and an answer that comes later is known from then on, and told. For worker threads.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable

from softphone.adapters.sip.network.addresses import IpAddress, place_of, resolve

log = logging.getLogger(__name__)

PATIENCE_S = 2.0
Addresses = tuple[IpAddress, ...]


class Names:
    """Remembers what each name meant last; one that cannot be resolved for a while keeps the addresses it had."""

    def __init__(self, find: Callable[[str], Addresses] = resolve, patience_s: float = PATIENCE_S) -> None:
        self._find = find
        self._patience_s = patience_s
        self._known: dict[str, Addresses] = {}
        self._under_way: dict[str, threading.Thread] = {}
        self._late: set[str] = set()
        self._tell: Callable[[], None] | None = None
        self._has_news = False
        self._lock = threading.Lock()

    def look_up(self, hosts: Iterable[str]) -> None:
        """Ask for all these names at once, and wait for the answers, but not for long."""
        until = time.monotonic() + self._patience_s
        asked = {host: self._ask(host) for host in dict.fromkeys(hosts)}
        for asking in asked.values():
            asking.join(max(0.0, until - time.monotonic()))
        with self._lock:
            self._late |= asked.keys() & self._under_way.keys()

    def when_late(self, tell: Callable[[], None]) -> None:
        """Have it told when a name gets known that nobody waited for any more; at once where one has already."""
        with self._lock:
            self._tell, has_news = tell, self._has_news
        if has_news:
            tell()

    def unknown(self, hosts: Iterable[str]) -> list[str]:
        """List those of which no address is known."""
        return [host for host in dict.fromkeys(hosts) if not self.addresses(host)]

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
            is_news = host in self._late and found not in ((), self._known.get(host))
            self._late.discard(host)
            if found:
                self._known[host] = found
            self._has_news, tell = self._has_news or is_news, self._tell
        if is_news and tell:
            log.info("it is known at last where %s is", host)
            tell()
