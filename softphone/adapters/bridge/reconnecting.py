"""Stays with the engine: connects, and connects again with growing pauses whenever it has gone."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from softphone.adapters.bridge.client import BridgeClient, NoEngine
from softphone.protocol.greeting import ClientRole

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 2.0


async def connections(
    role: ClientRole,
    *,
    instance: str | None = None,
    folder: Path | None = None,
    absent: Callable[[NoEngine], None] = lambda _: None,
) -> AsyncGenerator[BridgeClient, None]:
    """Give one connection after the other, each closed before the next.

    `absent` hears of every attempt that found no engine.
    A refusal (a wrong token, say) is raised: trying again would not help.
    """
    pause_s = FIRST_PAUSE_S
    while True:
        try:
            async with await BridgeClient.open(role, instance=instance, folder=folder) as client:
                pause_s = FIRST_PAUSE_S
                yield client
        except NoEngine as nobody:
            absent(nobody)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2)
        await asyncio.sleep(pause_s)
