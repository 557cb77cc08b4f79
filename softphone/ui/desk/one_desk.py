"""One desk for each user and runtime directory: a second start hands its link over to the first, and ends.

A local socket in the runtime directory is both the lock and the way in.
"""

import contextlib
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1000
ANSWER_MS = 5000
"""A desk hangs up when it has read what it was given; one that is busy may take a moment."""
LONGEST = 4096


class OneDesk(QObject):
    """The place that only one desk can have."""

    called = Signal(str)
    """Another start handed this over; an empty text only wants the window to be seen."""

    def __init__(self, runtime: Path) -> None:
        super().__init__()
        self.why_not = ""
        """Why the place could not be taken, although no desk has it."""
        self._name = _name(runtime)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def take(self) -> bool:
        """Become the desk; False where another one is."""
        if _connected(self._name) is not None:
            return False
        QLocalServer.removeServer(self._name)
        is_taken = self._server.listen(self._name)
        self.why_not = "" if is_taken else self._server.errorString()
        return is_taken

    def hand_over(self, link: str) -> bool:
        """Give a link to the desk that is there; False where it does not take it, because it hangs."""
        socket = _connected(self._name)
        if socket is None:
            return False
        socket.write(link.encode()[:LONGEST] + b"\n")
        is_sent = socket.waitForBytesWritten(WAIT_MS)
        return bool(is_sent) and (
            socket.state() is QLocalSocket.LocalSocketState.UnconnectedState or socket.waitForDisconnected(ANSWER_MS)
        )

    def leave(self) -> None:
        """Let another desk have the place."""
        self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._listen)
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _listen(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine(LONGEST + 1).data())
            self.called.emit(line.decode(errors="replace").strip())
            socket.disconnectFromServer()
        elif socket.bytesAvailable() > LONGEST:
            socket.abort()


def _connected(name: str) -> QLocalSocket | None:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket if socket.waitForConnected(WAIT_MS) else None


def _name(runtime: Path) -> str:
    """Name the socket; a path would be too long for some systems' sockets, and only the user can enter this folder."""
    with contextlib.suppress(OSError):  # then listening fails, and says so
        runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = runtime / "desk.socket"
    if len(str(path)) < 100:
        return str(path)
    return "softphone-desk-" + hashlib.blake2b(str(runtime).encode(), digest_size=12).hexdigest()
