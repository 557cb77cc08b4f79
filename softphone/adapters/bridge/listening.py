"""Listens to one client: a hello in time, then one frame after the other, until either side has had enough."""

import asyncio
from collections.abc import Awaitable, Callable

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from softphone.adapters.bridge.door import Turned
from softphone.adapters.bridge.tally import Tally
from softphone.protocol.session import POLICY_VIOLATION

HELLO_S = 5.0


async def listen(connection: ServerConnection, take: Callable[[str | bytes], Awaitable[bool]], tally: Tally) -> None:
    """Hand over each frame until `take` answers False or the connection is closed; count what came to nothing."""
    try:
        async with asyncio.timeout(HELLO_S):
            frame = await connection.recv()
        while await take(frame):
            frame = await connection.recv()
    except TimeoutError:
        tally.turn_away(Turned.NO_HELLO, connection.loop.time())
        await connection.close(POLICY_VIOLATION, "nobody said hello")
    except ConnectionClosed as closed:
        if closed.sent is not None and closed.sent.code == CloseCode.MESSAGE_TOO_BIG:
            tally.turn_away(Turned.FRAME_TOO_LARGE, connection.loop.time())
