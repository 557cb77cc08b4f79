"""Plain HTTP as a browser speaks it, written by hand so that every header is a test's own."""

import asyncio
from dataclasses import dataclass

from tests.adapters.bridge.conftest import House

FRAME = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
"""What a browser says when a page of another site has a frame."""
OWN_SCRIPT = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


async def fetch(house: House, path: str, *, method: str = "GET", **headers: str) -> Fetched:
    """Send a request and read the answer to its end; header names have _ for -."""
    named = {"Host": f"127.0.0.1:{house.port}"} | {key.replace("_", "-"): value for key, value in headers.items()}
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    head, _, body = (await asyncio.wait_for(reader.read(), 5)).partition(b"\r\n\r\n")
    writer.close()
    first, *rest = head.decode().split("\r\n")
    told = [line.partition(": ") for line in rest]
    if not first:
        raise ConnectionResetError
    assert len({name for name, _, _ in told}) == len(told), "a header is there twice"
    return Fetched(int(first.split()[1]), {name: value for name, _, value in told}, body)
