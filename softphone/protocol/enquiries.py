"""What a console or a driver may want to know, or ask of the engine rather than of the call machine."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from softphone.protocol.exchanges import Exchanges
from softphone.protocol.sound_quality import Course
from softphone.protocol.words import Asked, Count, Name, Text


class Ping(Asked, frozen=True, kw_only=True):
    """Check that the phone is there. Answered at once, for clients that cannot see WebSocket pings."""

    METHOD: ClassVar[str] = "ping"


class Status(Asked, frozen=True, kw_only=True):
    """Show the state of the phone."""

    METHOD: ClassVar[str] = "status"


class Subscribe(Asked, frozen=True, kw_only=True):
    """Show what happens. It replaces what was asked for before.

    With `since`, the events after that number come first, as far as they are still kept. `figures` are those of
    `stats`, about once a second while somebody talks; a client that does not keep up gets fewer. `exchanges` are what
    Salesforce asks and is told, each told again when it has got on.
    """

    METHOD: ClassVar[str] = "subscribe"

    events: bool = True
    state: bool = False
    figures: bool = False
    exchanges: bool = False
    since: Count | None = None


class Stats(Asked, frozen=True, kw_only=True):
    """Show what the network does to the audio of connected calls."""

    METHOD: ClassVar[str] = "stats"

    call_id: Name | None = None


class History(Asked, frozen=True, kw_only=True):
    """List past calls. Newest first; `before` is the `next` of the previous page."""

    METHOD: ClassVar[str] = "history"

    limit: Annotated[int, Meta(ge=1, le=1000)] = 50
    before: Count | None = None
    text: Text = ""
    kind: Literal["all", "missed", "in", "out"] = "all"
    since: datetime | None = None
    until: datetime | None = None


class ExportHistory(Asked, frozen=True, kw_only=True):
    """Write the selected calls, with their figures, to a new file that only this user can read."""

    METHOD: ClassVar[str] = "exportHistory"

    path: Annotated[str, Meta(min_length=1, max_length=4096)]
    form: Literal["csv", "json"] = "csv"
    text: Text = ""
    kind: Literal["all", "missed", "in", "out"] = "all"
    since: datetime | None = None
    until: datetime | None = None


class Logs(Asked, frozen=True, kw_only=True):
    """Show the last lines of the engine's log, redacted as the log file is."""

    METHOD: ClassVar[str] = "logs"

    lines: Annotated[int, Meta(ge=1, le=5000)] = 200


class KeepSecret(Asked, frozen=True, kw_only=True):
    """Keep the SIP password of an account in the keyring of this desktop, and register again with it."""

    METHOD: ClassVar[str] = "secret"

    account: Name
    password: Annotated[str, Meta(min_length=1, max_length=256)]

    def __repr__(self) -> str:
        """Leave the password out of logs and tracebacks."""
        return f"KeepSecret(account={self.account!r})"


class ShutDown(Asked, frozen=True, kw_only=True):
    """Stop the engine: calls are ended, accounts unregistered."""

    METHOD: ClassVar[str] = "shutdown"


Enquiry = Stats | Course | Exchanges | ExportHistory | History | Logs
"""What changes nothing."""
EngineCommand = Enquiry | KeepSecret | ShutDown
"""What the engine answers, beside what the call machine decides."""
BridgeCommand = Ping | Status | Subscribe
"""What the bridge answers by itself."""
