"""Which user a loopback connection belongs to, where the operating system tells."""

import os

from softphone.adapters.bridge import proc_sockets, sock_diag


def is_ours(peer_port: int, our_port: int) -> bool:
    """Tell whether the other end of a connection belongs to the user we run as.

    Where the system does not tell, it does: the token of the runtime file still stands in the way. Where the system
    lists our end and not the other one, whoever it was has gone.
    """
    try:
        user = sock_diag.owner(peer_port, our_port)
    except sock_diag.Unanswered:
        return _is_ours_by_the_tables(peer_port, our_port, proc_sockets.read_tables())
    return user == os.geteuid()


def _is_ours_by_the_tables(peer_port: int, our_port: int, tables: tuple[bytes, ...]) -> bool:
    """The same from the tables; a table that does not even list our end says nothing."""
    if (user := proc_sockets.owner(peer_port, our_port, tables)) is not None:
        return user == os.geteuid()
    return proc_sockets.owner(our_port, peer_port, tables) is None
