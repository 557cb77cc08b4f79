"""A small client of Asterisk's Manager interface: actions, their answers, and the events of everything."""

import asyncio
import contextlib
from collections.abc import Callable

from tests.peers.waiting import until

Message = dict[str, str]


class Ami:
    """One connection to the Manager interface."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.events: list[Message] = []
        self._answers: dict[str, Message] = {}
        self._asked = 0
        self._reading = asyncio.create_task(self._read_for_ever())

    @classmethod
    async def open(cls, port: int) -> "Ami":
        """Connect and log in."""
        ami = cls(*await asyncio.open_connection("127.0.0.1", port))
        await ami.ask("Login", Username="bench", Secret="bench")  # noqa: S106 - of this test's own instance
        return ami

    async def ask(self, action: str, **fields: str) -> Message:
        """Send an action and wait for its answer; an error fails the test."""
        self._asked += 1
        token = str(self._asked)
        lines = [f"Action: {action}", f"ActionID: {token}", *(f"{key}: {value}" for key, value in fields.items())]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = await until(lambda: self._answers.get(token), f"Asterisk answers {action}", within_s=5)
        assert answer is not None
        assert answer.get("Response") != "Error", f"Asterisk refused {action} {fields}: {answer}"
        return answer

    async def command(self, text: str) -> str:
        """Run a command of its console."""
        return (await self.ask("Command", Command=text)).get("Output", "")

    async def event(
        self, kind: str, *, where: Callable[[Message], bool] = lambda _: True, within_s: float = 10.0
    ) -> Message:
        """Wait for an event of this kind for which `where` holds."""

        def found() -> Message | None:
            return next((event for event in self.events if event.get("Event") == kind and where(event)), None)

        event = await until(found, f"Asterisk reports {kind}", within_s=within_s)
        assert event is not None
        return event

    async def close(self) -> None:
        """Hang up the connection."""
        self._reading.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reading
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()

    async def _read_for_ever(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await self._reader.readline()  # its banner
            while True:
                raw = (await self._reader.readuntil(b"\r\n\r\n")).decode(errors="replace")
                self._take(raw)

    def _take(self, raw: str) -> None:
        message: Message = {}
        for line in raw.strip().split("\r\n"):
            key, _, value = line.partition(": ")
            message[key] = f"{message[key]}\n{value}" if key == "Output" and key in message else value
        if "Event" in message:
            self.events.append(message)
        elif "ActionID" in message:
            self._answers[message["ActionID"]] = message
