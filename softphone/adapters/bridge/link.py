"""One connection that has passed the door: what it subscribed to, and how far behind it is."""

import logging

from websockets.asyncio.server import ServerConnection, broadcast

from softphone.adapters.bridge.backlog import Backlog

log = logging.getLogger(__name__)


class Link:
    """Writes to one client and never waits for it."""

    def __init__(self, connection: ServerConnection, most_waiting: int) -> None:
        self.connection = connection
        self.name = ""
        self.wants_events = False
        self.wants_state = False
        self.wants_figures = False
        self.wants_exchanges = False
        self._backlog = Backlog(most_waiting)

    @property
    def waiting_bytes(self) -> int:
        """How much has been written that the client has not taken."""
        return self.connection.transport.get_write_buffer_size()

    def send(self, frame: bytes) -> bool:
        """Write a frame now; a client that has stopped reading is cut off, which is answered by False."""
        if self.connection.transport.is_closing():
            return True
        broadcast((self.connection,), frame, text=True)
        if self._backlog.is_bearable(len(frame), self.waiting_bytes):
            return True
        log.warning("client %s does not read what it asked for: disconnected", self.name)
        self.connection.transport.abort()
        return False
