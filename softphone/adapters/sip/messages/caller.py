"""Who calls, and what a trusted INVITE says about its call. Pure; a stranger's claims are not believed here.

Identity of a trusted peer: P-Asserted-Identity, else Remote-Party-ID, else From. Everybody else is what From says.
"""

import logging
import re
from dataclasses import dataclass

from softphone.adapters.sip.messages.headers import Address, Headers, parameter, parse_address
from softphone.core.values import NO_TAGS, CallId, CallType, Peer, Tags
from softphone.settings.sections.calls import HeadersSettings

log = logging.getLogger(__name__)

LONGEST_KEY = 128
_KEY = re.compile(rf"[A-Za-z0-9._:@-]{{1,{LONGEST_KEY}}}")
_CALL_TYPES = {
    "inbound": CallType.INBOUND,
    "callback": CallType.CALLBACK,
    "transfer": CallType.TRANSFER,
    "internal": CallType.INTERNAL,
}


SUPERVISOR_WORD = "supervisor"
"""The call type of an INVITE that wants to listen to a call of this phone."""
CALL_TYPE_WORDS = {call_type: word for word, call_type in _CALL_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a peer is believed: its identities and tags, and its wish that a call answers itself."""

    is_trusted: bool
    may_auto_answer: bool = False


def peer_of(headers: Headers, standing: Standing) -> Peer:
    """Name the caller."""
    said = parse_address(headers.first("from")) or Address("sip:unknown@invalid")
    asserted = _asserted(headers) if standing.is_trusted else None
    if asserted is None:
        return Peer(said.uri, said.name, said.number)
    return Peer(asserted.uri, asserted.name or said.name, asserted.number, is_asserted=True)


def _asserted(headers: Headers) -> Address | None:
    values = headers.listed("p-asserted-identity") or headers.listed("remote-party-id")[:1]
    found = [address for value in values if (address := parse_address(value))]
    names = next((address.name for address in found if address.name), "")
    numbered = next((address for address in found if address.number), found[0] if found else None)
    return Address(numbered.uri, numbered.name or names) if numbered else None


def tags_of(headers: Headers, names: HeadersSettings, standing: Standing) -> Tags:
    """Read what the INVITE says about its call; nothing is read from a peer that is not trusted."""
    if not standing.is_trusted:
        return NO_TAGS
    return Tags(
        key=_key(headers, names),
        call_type=_CALL_TYPES.get(headers.first(names.call_type).lower(), CallType.INBOUND),
        voice_call_id=headers.first(names.voice_call_id),
        parent_call_id=headers.first(names.parent_call_id),
        queue_id=headers.first(names.queue_id),
        queue_name=headers.first(names.queue_name),
        queue_timestamp=headers.first(names.queue_timestamp),
        diverted_from=diverted_from(headers),
        wants_auto_answer=standing.may_auto_answer and _wants_auto_answer(headers),
        wants_to_supervise=headers.first(names.call_type).lower() == SUPERVISOR_WORD,
    )


def _key(headers: Headers, names: HeadersSettings) -> CallId | None:
    for name in names.call_key:
        for value in headers.all(name):
            if _KEY.fullmatch(value):
                return CallId(value)
            log.warning("ignored %s of an INVITE: it must be 1 to %d of A-Z a-z 0-9 . _ : @ -", name, LONGEST_KEY)
    return None


def diverted_from(headers: Headers) -> tuple[str, ...]:
    """List the numbers that the call was meant for before, the latest first (Diversion), without repeating one."""
    diversion = [parse_address(value) for value in headers.listed("diversion")]
    history = sorted(headers.listed("history-info"), key=_history_index)[:-1]
    visited = diversion or [parse_address(value) for value in reversed(history)]
    numbers = [address.number or address.uri for address in visited if address]
    return tuple(dict.fromkeys(numbers))


def _history_index(value: str) -> tuple[int, ...]:
    return tuple(int(part) for part in parameter(value, "index").split(".") if part.isdecimal())


def _wants_auto_answer(headers: Headers) -> bool:
    """Call-Info with answer-after=0, Alert-Info that says auto answer, or Answer-Mode: Auto (RFC 5373)."""
    by_call_info = any(parameter(value, "answer-after") == "0" for value in headers.listed("call-info"))
    alert = " ".join(headers.all("alert-info")).lower()
    by_alert = any(word in alert for word in ("auto answer", "auto-answer", "autoanswer", "answer-after=0"))
    return by_call_info or by_alert or headers.first("answer-mode").lower().startswith("auto")
