"""One dialog between a raw peer and the phone: requests inside it, with the tags and numbers that belong there."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from softphone.adapters.sip.messages.headers import parse_headers
from tests.adapters.sip.raw_peer import Message, RawPeer

SIPFRAG = "Content-Type: message/sipfrag;version=2.0"


@dataclass(slots=True)
class RawDialog:
    """What stays the same in a dialog, seen from the raw peer."""

    peer: RawPeer
    target: str
    to: tuple[str, int]
    call_id: str
    mine: str
    theirs: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(10))

    @classmethod
    def called(cls, peer: RawPeer, invite: Message) -> "RawDialog":
        """The phone called the peer, which answered with the tag that it always uses."""
        mine = f"{invite.headers.first('to')};tag=raw-here"
        return cls(
            peer,
            _uri(invite.headers.first("contact")),
            invite.source,
            invite.headers.first("call-id"),
            mine,
            invite.headers.first("from"),
        )

    @classmethod
    def calling(cls, peer: RawPeer, invite: str, reply: Message) -> "RawDialog":
        """The peer called the phone, which answered."""
        own = parse_headers(invite)
        return cls(
            peer,
            _uri(reply.headers.first("contact")),
            reply.source,
            own.first("call-id"),
            own.first("from"),
            reply.headers.first("to"),
        )

    @property
    def replaces(self) -> str:
        """Name this dialog as the phone knows it: for a Replaces header."""
        return f"{self.call_id};to-tag={_tag(self.theirs)};from-tag={_tag(self.mine)}"

    def ask(self, method: str, *extra: str, body: str = "") -> None:
        """Send a request."""
        number, (host, port) = next(self.numbers), self.peer.address
        lines = [
            f"{method} {self.target} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK-{self.call_id}-{number}",
            "Max-Forwards: 70",
            f"From: {self.mine}",
            f"To: {self.theirs}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {number} {method}",
            f"Contact: <{self.peer.uri}>",
            *extra,
            f"Content-Length: {len(body)}",
        ]
        self.peer.send("\r\n".join(lines) + "\r\n\r\n" + body, self.to)

    def notify(self, said: str, state: str = "active;expires=60", event: str = "refer") -> None:
        """Tell how a transfer gets on."""
        self.ask("NOTIFY", f"Event: {event}", f"Subscription-State: {state}", SIPFRAG, body=said)

    def refer(self, target: str, *extra: str) -> None:
        """Ask the phone to call somebody else."""
        self.ask("REFER", f"Refer-To: {target}", *extra)


def _uri(contact: str) -> str:
    return contact.partition("<")[2].partition(">")[0]


def _tag(address: str) -> str:
    return address.partition(";tag=")[2].partition(";")[0]
