"""Who may come in over HTTP, judged by what the request says: pure rules, no connection.

Loopback is reachable by every web page and every program of this machine, so a request must name this address as its
host (else a rebound name could reach us), must not come from a page that nobody allowed, and must be a GET. The
connector page's HTML holds a ticket, so nobody but a frame may load it; its scripts are for itself alone.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from http import HTTPStatus
from typing import Protocol

from softphone.connector.page import ASSETS

BRIDGE = "/bridge"
HEALTH = "/healthz"
PAGE = "/connector/"
LOGIN = "/login/"
LOGIN_SESSION = "/login/session"
RECORDINGS = "/recordings/"
LOGIN_ASSETS: Mapping[str, str] = {"login.js": "text/javascript; charset=utf-8", "login.css": "text/css; charset=utf-8"}
ASSET_PATHS = frozenset({*(PAGE + name for name in ASSETS), *(LOGIN + name for name in LOGIN_ASSETS)})
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer; there is never a CORS header."""


class HeaderLines(Protocol):
    """The headers of a request, with all the lines of one name."""

    def get_all(self, key: str, /) -> Sequence[str]:
        """All values of a header, in order."""
        ...


@unique
class Turned(StrEnum):
    """Why somebody was turned away before a word was said."""

    WRONG_HOST = "wrong_host"
    WRONG_METHOD = "wrong_method"
    FOREIGN_ORIGIN = "foreign_origin"
    NOT_FRAMED = "not_framed"
    FOREIGN_READER = "foreign_reader"
    NOT_FOUND = "not_found"
    BAD_HANDSHAKE = "bad_handshake"
    FOREIGN_USER = "foreign_user"
    TOO_MANY_CONNECTIONS = "too_many_connections"
    FLOOD = "flood"
    NO_HELLO = "no_hello"
    FRAME_TOO_LARGE = "frame_too_large"
    STOPPED_READING = "stopped_reading"


@dataclass(frozen=True, slots=True)
class Rejection:
    """An answer that lets nobody in."""

    why: Turned
    status: HTTPStatus
    says: str


@dataclass(frozen=True, slots=True)
class Door:
    """What the rules depend on."""

    port: int
    pages: frozenset[str] = frozenset()
    """Origins of connector pages hosted elsewhere."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which we may be called."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    def judge(self, method: str, target: str, headers: HeaderLines) -> Rejection | None:
        """Say why a request is turned away, or None."""
        if tuple(headers.get_all("Host")) not in {(host,) for host in self.hosts}:
            return Rejection(Turned.WRONG_HOST, HTTPStatus.MISDIRECTED_REQUEST, "This is not the host you asked for.")
        if method != "GET":
            return Rejection(Turned.WRONG_METHOD, HTTPStatus.METHOD_NOT_ALLOWED, "Only GET.")
        if not self._knows(headers.get_all("Origin")):
            return Rejection(Turned.FOREIGN_ORIGIN, HTTPStatus.FORBIDDEN, "This page may not talk to the phone.")
        if target == LOGIN_SESSION and not any(map(self.is_ours, headers.get_all("Origin"))):
            return Rejection(Turned.FOREIGN_ORIGIN, HTTPStatus.FORBIDDEN, "This is for the phone's own page.")
        return _judge_use(target, headers)

    def _knows(self, origins: Sequence[str]) -> bool:
        """Tell whether a request comes from a native program, our own page, or one that the settings allow."""
        ours = {f"http://{host}" for host in self.hosts}
        return not origins or (len(origins) == 1 and origins[0] in ours | self.pages)

    def is_ours(self, origin: str) -> bool:
        """Tell whether an origin is that of the page that we serve."""
        return origin in {f"http://{host}" for host in self.hosts}


def shows_token(headers: HeaderLines, token: str) -> bool:
    """Tell whether a program shows the token with its request already, not only in its hello.

    It need not; but who does is heard even while others guess tokens.
    """
    shown = headers.get_all("Authorization")
    return len(shown) == 1 and secrets.compare_digest(shown[0].encode(), f"Bearer {token}".encode())


def _judge_use(target: str, headers: HeaderLines) -> Rejection | None:
    """Say why what is asked for is not given to this kind of reader; browsers tell the truth about it."""
    if target.partition("?")[0] in {PAGE, LOGIN}:
        if _fetch(headers, "Mode") == ("navigate",) and _fetch(headers, "Dest") == ("iframe",):
            return None
        return Rejection(Turned.NOT_FRAMED, HTTPStatus.FORBIDDEN, "The phone's page works inside Salesforce only.")
    if target in ASSET_PATHS:
        if _fetch(headers, "Site") == ("same-origin",):
            return None
        return Rejection(Turned.FOREIGN_READER, HTTPStatus.FORBIDDEN, "This belongs to the phone's own page.")
    if target in {BRIDGE, LOGIN_SESSION, HEALTH} or target.startswith(RECORDINGS):
        return None
    return Rejection(Turned.NOT_FOUND, HTTPStatus.NOT_FOUND, "There is nothing here.")


def _fetch(headers: HeaderLines, what: str) -> tuple[str, ...]:
    """Give what the browser says about a request (Fetch Metadata)."""
    return tuple(headers.get_all(f"Sec-Fetch-{what}"))
