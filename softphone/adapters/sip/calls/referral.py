"""Whether a peer may have us call somebody else, or put somebody else into its place (REFER, Replaces). Pure.

Who asks is judged by the address that the message came from; a target by what it says. A REFER's target may carry
headers for the new INVITE, and only those that cannot be used to pretend something are let through (RFC 3261, 19.1.5).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.messages.headers import Address, Headers, parse_address
from softphone.adapters.sip.network.addresses import Place, place_of_uri, user_of_uri

BAD_REQUEST, FORBIDDEN, GONE, LOOP, PENDING, DECLINED = 400, 403, 481, 482, 491, 603
MOST_IN_A_ROW = 5
SIP_PORT, TLS_PORT = 5060, 5061
_URI = re.compile(
    r"(?P<plain>sips?:(?:[^@\s<>?\"]*@)?[^@\s<>?;\"]+(?:;[^\s<>?\"]*)?)(?:\?(?P<headers>[^\s<>]*))?", re.IGNORECASE
)
_METHOD = re.compile(r";method=(?P<method>[^;]+)", re.IGNORECASE)
_HARMLESS = re.compile(r"replaces|require|referred-by|subject|user-to-user|x-[a-z0-9-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Referral:
    """A wish that can be fulfilled: the address to call."""

    target: Address


@dataclass(frozen=True, slots=True)
class Unfit:
    """A wish that is refused, with the answer to it and the reason for people."""

    code: int
    why: str


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms others may move our calls."""

    is_obedient: bool
    is_trusted: Callable[[str], bool]
    own_places: Callable[[], Iterable[str]]
    """All URIs under which this phone itself can be called."""

    def judge(self, source: str, state: LegState, *, is_busy: bool) -> Unfit | None:
        """Say why a leg's peer, or whoever wants to replace it, is not obeyed; None where it is."""
        if not self.is_trusted(source):
            return Unfit(FORBIDDEN, f"{source} is not trusted.")
        if not self.is_obedient:
            return Unfit(DECLINED, "The settings say that no transfer is obeyed.")
        if state.is_let_go or state.is_over:
            return Unfit(GONE, "The call is being ended.")
        if is_busy:
            return Unfit(PENDING, "Another transfer of this call is under way.")
        if state.times_moved >= MOST_IN_A_ROW:
            return Unfit(LOOP, f"The call has been moved {MOST_IN_A_ROW} times.")
        return None

    def judge_target(self, headers: Headers, state: LegState) -> Referral | Unfit:
        """Read whom a REFER wants to be called."""
        if not state.is_connected:
            return Unfit(PENDING, "The call is not connected.")
        wanted = headers.all("refer-to")
        address = parse_address(wanted[0]) if len(wanted) == 1 else None
        found = _URI.fullmatch(address.uri) if address else None
        if address is None or found is None:
            return Unfit(BAD_REQUEST, "That is no address to call.")
        if why := _why_not(found["plain"], found["headers"] or ""):
            return Unfit(BAD_REQUEST, why)
        if any(is_same_place(found["plain"], own) for own in self.own_places()):
            return Unfit(LOOP, "That is this phone itself.")
        return Referral(Address(found["plain"], address.name))


def _why_not(uri: str, headers: str) -> str:
    method = _METHOD.search(uri)
    if method and method["method"].upper() != "INVITE":
        return f"{method['method']} is asked for, not a call."
    names = [unquote(part.partition("=")[0]) for part in headers.split("&") if part]
    strange = next((name for name in names if not _HARMLESS.fullmatch(name)), None)
    return f"A call may not be given the header {strange}." if strange is not None else ""


def is_same_place(uri: str, own: str) -> bool:
    """Whether a URI leads to one of our own: an address of record with its user, or a door, whoever is behind it."""
    place, home, user = place_of_uri(uri), place_of_uri(own), user_of_uri(own)
    if _host(place) != _host(home):
        return False
    if user:
        is_named_otherwise = place.port and home.port and place.port != home.port
        return unquote(user_of_uri(uri)) == user and not is_named_otherwise
    return (place.port or _usual_port(uri)) == home.port


def _host(place: Place) -> str:
    return str(place.address or place.host.lower())


def _usual_port(uri: str) -> int:
    return TLS_PORT if uri.lower().startswith("sips:") or ";transport=tls" in uri.lower() else SIP_PORT
