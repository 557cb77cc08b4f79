"""Reads the user of a TCP socket on loopback from the tables in /proc/net, where the kernel does not say it."""

import os
import re
from pathlib import Path

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_COLUMNS = rb"\s+\S+\s+\S+\s+\S+\s+\S+\s+(\d+)\s"
"""State, queues, timers, retransmissions; then the user."""
_LOOPBACK = rb"(?:0000000000000000FFFF0000)?0100007F"
"""127.0.0.1 as these tables write it, alone or within IPv6."""


def owner(local_port: int, remote_port: int, tables: tuple[bytes, ...]) -> int | None:
    """Find the user of the socket with these ports on 127.0.0.1; None where no table lists it."""
    line = re.compile(rb"\s%b:%04X\s+%b:%04X%b" % (_LOOPBACK, local_port, _LOOPBACK, remote_port, _COLUMNS))
    found = (line.search(table) for table in tables)
    return next((int(match[1]) for match in found if match), None)


def read_tables() -> tuple[bytes, ...]:
    """Read the tables that this system has."""
    return tuple(table.read_bytes() for table in TABLES if os.access(table, os.R_OK))
