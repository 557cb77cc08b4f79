"""What the bridge needs from the engine, and what the engine needs from the bridge, in our own words.

The engine calls `broadcast` for each fact, from the loop's thread, and is never kept waiting. The bridge calls
`execute` for each command, in the order in which a client sent them.
"""

from typing import Protocol

from softphone.engine.ports.pages import PageHandler
from softphone.protocol.answers import AnyResult
from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import Client, PhoneCard
from softphone.protocol.methods import Executable
from softphone.protocol.state import State


class BridgeHandler(Protocol):
    """The engine, as the bridge sees it."""

    @property
    def journal(self) -> str:
        """Names the numbering of events; another one begins again."""
        ...

    @property
    def card(self) -> PhoneCard:
        """What this phone is."""
        ...

    async def execute(self, command: Executable, client: Client) -> AnyResult:
        """Do it, and answer when it has happened. Raises `softphone.protocol.refusals.Refused` when it does not.

        What it does before its first wait is done in the order in which the commands came.
        """
        ...

    def snapshot(self) -> State:
        """Tell everything that is true now; `seq` is that of the last event that was broadcast."""
        ...

    def figures(self) -> Figures:
        """Tell how all connected legs sound."""
        ...


class BridgePort(Protocol):
    """The bridge, as the engine sees it."""

    async def start(self, handler: BridgeHandler, pages: PageHandler) -> str:
        """Begin to listen for clients and pages; answers with the URL.

        Raises `BridgeUnavailable` with a reason for people.
        """
        ...

    def broadcast(self, event: AnyEvent) -> None:
        """Tell an event to everybody who subscribed. Never blocks, never raises, waits for nobody."""
        ...

    def measured(self) -> None:
        """Tell the figures again soon to everybody who watches them. Never blocks, never raises."""
        ...

    def exchanged(self, exchange: Exchange) -> None:
        """Tell what Salesforce asked or was told to everybody who watches that. Never blocks, never raises."""
        ...

    def changed(self) -> None:
        """Tell the state again soon to everybody who watches it, where it changed without an event."""
        ...

    @property
    def refusals(self) -> dict[str, int]:
        """What was refused since the start, by reason."""
        ...

    @property
    def clients(self) -> int:
        """How many clients have said hello and are still there."""
        ...

    async def stop(self) -> None:
        """Say goodbye to all clients, within a bounded time."""
        ...


class BridgeUnavailable(Exception):
    """The bridge cannot listen: the port is in use, or not allowed."""
