"""What the transport of connector pages needs from the engine, and what the engine needs from it, in our own words.

The transport judges the door (origins, tickets, hosts); the engine judges who a page is and what it may do. The
contract between page and engine is `docs/connector-bridge.md`.
"""

from dataclasses import dataclass
from typing import Protocol

from msgspec import Raw

from softphone.connector.wire import ConnectorHello, ConnectorWelcome


class PageLine(Protocol):
    """One connected page, as the engine sees it."""

    def send(self, frame: bytes) -> None:
        """Send one message. Never blocks; a page that stops reading is cut off by the transport."""
        ...

    def close(self, code: int, reason: str) -> None:
        """End the connection."""
        ...


@dataclass(frozen=True, slots=True)
class Proof:
    """What the transport knows about a page that says hello."""

    has_ticket: bool = False
    """It showed a ticket of its own HTML that nobody had used."""
    hosted_at: str | None = None
    """The origin of a page that is hosted elsewhere; None for the engine's own."""


class PageHandler(Protocol):
    """The engine, as the transport of pages sees it. Everything is called in the loop's thread and never blocks."""

    def hello(self, hello: ConnectorHello, proof: Proof, line: PageLine) -> ConnectorWelcome:
        """Let a page in, or raise `softphone.protocol.refusals.Refused`."""
        ...

    def welcomed(self, line: PageLine) -> None:
        """The answer to the hello is on its way: what the page still has to hear may follow."""
        ...

    def asked(self, line: PageLine, request: str, method: str, params: Raw) -> None:
        """A page asks for something; the answer is sent on its line."""
        ...

    def told(self, line: PageLine, method: str, params: Raw) -> None:
        """A page says something that needs no answer."""
        ...

    def gone(self, line: PageLine) -> None:
        """A page's connection has ended."""
        ...

    def logged_in(self) -> None:
        """The agent has logged in at the login page: Salesforce may go on."""
        ...
