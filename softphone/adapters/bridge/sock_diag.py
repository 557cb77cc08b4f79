"""Asks the Linux kernel for one TCP socket on loopback and its user (NETLINK_SOCK_DIAG, sock_diag(7)).

Microseconds, where the table in /proc takes milliseconds to read; a phone that listens for SIP has none to give away.
"""

import socket
import struct

NETLINK_SOCK_DIAG = 4
SOCK_DIAG_BY_FAMILY = 20
NLM_F_REQUEST = 1
NLMSG_ERROR = 2
ENOENT = 2
ANSWER_S = 0.05

_HEADER = struct.Struct("=IHHII")
_REQUEST = struct.Struct("=BBBxI")
_SOCKET_ID = struct.Struct("!HH16s16s")
_NO_COOKIE = struct.pack("=III", 0, 0xFFFFFFFF, 0xFFFFFFFF)
_ANSWER = struct.Struct("=BBBB48sIIIII")
_LOOPBACK = socket.inet_aton("127.0.0.1") + bytes(12)


class Unanswered(Exception):
    """The kernel does not say; there may be other ways to find out."""


def owner(local_port: int, remote_port: int) -> int | None:
    """Find the user of the socket with these ports on 127.0.0.1; None where there is none. Raises `Unanswered`."""
    try:
        with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG) as kernel:
            kernel.settimeout(ANSWER_S)
            kernel.send(question(local_port, remote_port))
            return understood(kernel.recv(4096), local_port, remote_port)
    except (OSError, AttributeError) as wrong:
        raise Unanswered from wrong


def question(local_port: int, remote_port: int) -> bytes:
    """Write the request for exactly one socket, in any state."""
    asked = _REQUEST.pack(socket.AF_INET, socket.IPPROTO_TCP, 0, 0xFFFFFFFF)
    asked += _SOCKET_ID.pack(local_port, remote_port, _LOOPBACK, _LOOPBACK) + _NO_COOKIE
    return _HEADER.pack(_HEADER.size + len(asked), SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST, 1, 0) + asked


def understood(message: bytes, local_port: int, remote_port: int) -> int | None:
    """Read the user from the kernel's answer; None where there is no such socket. Raises `Unanswered`."""
    try:
        _, kind, *_ = _HEADER.unpack_from(message)
        if kind == NLMSG_ERROR:
            _check_absent(struct.unpack_from("=i", message, _HEADER.size)[0])
            return None
        *_, identity, _, _, _, user, _ = _ANSWER.unpack_from(message, _HEADER.size)
    except struct.error as wrong:
        raise Unanswered from wrong
    return user if identity[:4] == struct.pack("!HH", local_port, remote_port) else None


def _check_absent(error: int) -> None:
    """Tell "there is no such socket" from "I do not say"."""
    if error != -ENOENT:
        raise Unanswered
