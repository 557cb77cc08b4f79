"""A client that reads the whole history again and again, in a process of its own: it must not slow the stopwatch.

`python -m tests.bench.reader RUNTIME_FOLDER` prints a line for every page, until it is told to end.
"""

import asyncio
import sys
from pathlib import Path

from softphone.adapters.bridge.client import BridgeClient
from softphone.protocol.answers import HistoryPage
from softphone.protocol.enquiries import History
from softphone.protocol.greeting import ClientRole

PAGE = 1000


async def read(folder: Path) -> None:
    """Read for ever."""
    async with await BridgeClient.open(ClientRole.DRIVER, instance="reader", folder=folder) as phone:
        before = None
        while True:
            page = await phone.ask(History(limit=PAGE, before=before), HistoryPage)
            sys.stdout.write(f"{len(page.entries)}\n")
            sys.stdout.flush()
            before = page.next


if __name__ == "__main__":
    asyncio.run(read(Path(sys.argv[1])))
