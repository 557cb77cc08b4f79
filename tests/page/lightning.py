"""A browser with a page that stands for Salesforce: it loads the connector in a frame and keeps what it is told.

The page comes from https://myorg.lightning.force.com, which the browser finds on loopback with a certificate of the
test's own.
"""

import asyncio
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Page, Playwright

from tests.peers.certificates import Authority

HOST = "myorg.lightning.force.com"
CHROMIUM = "/usr/bin/chromium"
DIST = Path(__file__).resolve().parents[2] / "resources/connector/dist"
HOSTED = """<!doctype html><html lang="en"><title>A vendor's page</title><body>
<script src="/hosted/connectorMAJOR.js" data-bridge="ws://127.0.0.1:PORT/bridge" data-parents="PARENTS"></script>
</body></html>"""
HTML = Path(__file__).with_name("lightning.html")
FLAGS = (
    "--host-resolver-rules=MAP *.lightning.force.com 127.0.0.1, MAP *.example.com 127.0.0.1",
    "--ignore-certificate-errors",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)

STORAGE_IS_APART = "--disable-features=MediaRouter"
"""Takes the place of Playwright's own list, which switches off that frames keep things apart for each site."""


@asynccontextmanager
async def website(folder: Path) -> AsyncIterator[int]:
    """Serve the page over HTTPS on a port of loopback."""
    certificate = Authority(folder).certificate(HOST, alternatives=f"DNS:{HOST},DNS:*.example.com")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.cert, certificate.key)
    server = await asyncio.start_server(_answer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        writer.close()
        return
    path, _, query = head.split(" ")[1].partition("?")
    port, _, major = query.partition("&base=")
    kind, body = "text/html", HTML.read_bytes()
    if path in ("/hosted/", "/listed/"):
        parents = f"https://{HOST}:*" if path == "/listed/" else ""
        body = HOSTED.replace("PORT", port).replace("MAJOR", major or "4").replace("PARENTS", parents).encode()
    elif path.startswith("/hosted/"):
        kind, body = "text/javascript", (DIST / path.removeprefix("/hosted/")).read_bytes()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    writer.close()


def _flags() -> list[str]:
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


async def open_chromium(playwright: Playwright, profile: Path, *more: str) -> BrowserContext:
    """Start the system's Chromium without a window, with a profile as people have it."""
    return await playwright.chromium.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=[*_flags(), STORAGE_IS_APART, *more], ignore_https_errors=True
    )


@asynccontextmanager
async def chromium(playwright: Playwright, profile: Path, *more: str) -> AsyncIterator[BrowserContext]:
    """The same, until it is not needed any more."""
    context = await open_chromium(playwright, profile, *more)
    yield context
    await context.close()


@asynccontextmanager
async def strict_chromium(playwright: Playwright) -> AsyncIterator[BrowserContext]:
    """The same as Playwright likes it, where frames of other sites may keep nothing."""
    browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_flags())
    yield await browser.new_context(ignore_https_errors=True)
    await browser.close()


WITH_SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
    constructor(...how) {
        super(...how);
        window.sockets.push(this);
    }
};"""
"""What tests have to know of a page to break its connection."""


@dataclass
class Lightning:
    """One tab of Salesforce."""

    page: Page
    origin: str
    errors: list[str] = field(default_factory=list)

    async def load(self, url: str, config: dict[str, Any] | None = None) -> None:
        """Put the connector into the page."""
        await self.page.evaluate("([url, config]) => load(url, config)", [url, config or {"userName": "agent"}])

    async def reload(self, url: str, config: dict[str, Any] | None = None) -> None:
        """The agent presses F5."""
        await self.page.reload()
        await self.load(url, config)

    async def loses_the_phone(self) -> None:
        """The connector's socket breaks."""
        await self.page.frames[1].evaluate("sockets.splice(0).forEach((socket) => socket.close())")

    async def says(self, message: str, /, **fields: Any) -> None:
        """Salesforce asks the connector for something."""
        await self.page.evaluate("([message, fields]) => say(message, fields)", [message, fields])

    async def told(self) -> list[dict[str, Any]]:
        """Everything that the connector has told, in order."""
        events: list[dict[str, Any]] = await self.page.evaluate("told")
        return events

    async def names(self) -> list[str]:
        """The types of all that."""
        return [event["type"] for event in await self.told()]

    async def hears(self, *expected: str, within_s: float = 30.0) -> list[dict[str, Any]]:
        """Wait until these are what was told next, in order; forget them and give them back."""
        seen: list[str] = []
        deadline = asyncio.get_running_loop().time() + within_s
        while len(seen) < len(expected) and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.02)
            seen = await self.names()
        assert seen[: len(expected)] == list(expected), seen
        events: list[dict[str, Any]] = await self.page.evaluate("(count) => told.splice(0, count)", len(expected))
        return events

    async def hears_nothing_more(self) -> None:
        """Let everything run that is on its way; nothing must have been told."""
        await self.page.evaluate("new Promise((done) => setTimeout(done, 100))")
        seen = await self.names()
        assert seen == [], seen

    async def view(self) -> str:
        """What the agent reads in the frame."""
        frame = self.page.frame_locator("iframe")
        return await frame.locator(".softphone").inner_text()

    async def shows(self, words: str) -> None:
        """Wait until the agent reads this in the frame."""
        found = self.page.frame_locator("iframe").locator(".softphone", has_text=words)
        await found.wait_for(timeout=30_000)


async def open_tab(context: BrowserContext, port: int) -> Lightning:
    """Open a tab; what goes wrong in it is kept."""
    page = await context.new_page()
    origin = f"https://{HOST}:{port}"
    here = Lightning(page, origin)
    page.on("pageerror", lambda error: here.errors.append(str(error)))
    page.on("console", lambda line: here.errors.append(line.text) if "Security Policy" in line.text else None)
    await page.add_init_script(WITH_SOCKETS)
    await page.goto(origin)
    return here


@asynccontextmanager
async def tab(context: BrowserContext, port: int) -> AsyncIterator[Lightning]:
    """The same, until it is not needed any more; nothing may go wrong in it unseen."""
    here = await open_tab(context, port)
    yield here
    await here.page.close()
    assert here.errors == [], here.errors
