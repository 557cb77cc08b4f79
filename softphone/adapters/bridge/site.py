"""What the bridge's port answers over HTTP: the connector page, the login page, recordings that were lent, "ok".

Who may ask is judged in `door`; this only answers.
"""

import asyncio
from collections.abc import Awaitable
from http import HTTPStatus
from pathlib import Path
from string import Template

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from softphone import __version__
from softphone.adapters.bridge import page_files
from softphone.adapters.bridge.door import HEADERS, HEALTH, LOGIN, LOGIN_ASSETS, PAGE, RECORDINGS, Turned
from softphone.adapters.bridge.downloads import PATIENCE_S, Downloads
from softphone.adapters.bridge.recordings import TYPE, Lending, part_of
from softphone.adapters.bridge.tally import Tally
from softphone.adapters.bridge.tickets import Tickets
from softphone.connector.page import ASSETS, HTML_TYPE, base_asked_for, fill_in, security_policy

TEXT_TYPE = "text/plain; charset=utf-8"
PLAYING = {
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; media-src 'self'; base-uri 'none'; form-action 'none'",
}
"""Salesforce's page embeds a player, which is of another origin."""
VOID = "There is no such recording, or its address is not valid any more.\n"


class Site:
    """Everything that can be fetched."""

    def __init__(self, port: int, parents: tuple[str, ...], base: int, tally: Tally) -> None:
        self._tally = tally
        self._parents = parents
        self._base = base
        self._port = port
        self._loop = asyncio.get_running_loop()
        self.tickets = Tickets()
        self.login_tickets = Tickets()
        self.lending = Lending()
        self._downloads = Downloads()

    def lend(self, file: Path, for_s: float) -> str:
        """Give a recording an address that works for so long."""
        name = self.lending.lend(file, self._loop.time() + for_s)
        return f"http://127.0.0.1:{self._port}{RECORDINGS}{name}"

    def close(self) -> None:
        """Nobody gets anything any more."""
        self._downloads.stop()

    def answer(self, request: Request, transport: asyncio.Transport) -> Response | Awaitable[Response]:
        """Answer a request that has passed the door. A long download takes its transport over."""
        path, _, query = request.path.partition("?")
        if path == HEALTH:
            return _response(HTTPStatus.OK, b"ok\n", TEXT_TYPE)
        if path == PAGE:
            return self._page(query)
        if path == LOGIN:
            return self._login()
        if path.startswith(RECORDINGS):
            return self._play(path.removeprefix(RECORDINGS), request.headers.get_all("Range"), transport)
        return _asset(path)

    def _page(self, query: str) -> Response:
        """Give the page with a fresh ticket. Only frames of the customer's Salesforce may show it."""
        policy = self._policy()
        template = page_files.read(page_files.page_folder() / page_files.INDEX)
        if template is None:
            return _response(HTTPStatus.SERVICE_UNAVAILABLE, page_files.NOT_BUILT.encode(), TEXT_TYPE, policy)
        html = fill_in(
            template.decode(),
            ticket=self.tickets.mint(self._loop.time()),
            parents=self._parents,
            base=base_asked_for(query, self._base),
            version=__version__,
        )
        return _response(HTTPStatus.OK, html.encode(), HTML_TYPE, policy)

    def _login(self) -> Response:
        """Give the login page with a fresh ticket of its own kind."""
        template = page_files.read(page_files.login_folder() / page_files.INDEX) or b""
        html = Template(template.decode()).substitute(ticket=self.login_tickets.mint(self._loop.time()))
        return _response(HTTPStatus.OK, html.encode(), HTML_TYPE, self._policy())

    def _policy(self) -> dict[str, str]:
        return {"Content-Security-Policy": security_policy(self._port, self._parents)}

    async def _play(self, name: str, asked: list[str], transport: asyncio.Transport) -> Response:
        """Give a part of a recording. Salesforce's page embeds it, which is another origin."""
        file = self.lending.find(name, self._loop.time())
        if file is None:
            self._tally.turn_away(Turned.NOT_FOUND, self._loop.time())
            return _response(HTTPStatus.NOT_FOUND, VOID.encode(), TEXT_TYPE)
        part = await asyncio.to_thread(part_of, file, asked[0] if len(asked) == 1 else None)
        kind = TYPE if part.status in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT) else TEXT_TYPE
        answer = _response(part.status, part.body, kind, PLAYING | part.headers)
        return answer if part.whole_bytes is None else self._download(answer, file, part.whole_bytes, transport)

    def _download(self, answer: Response, file: Path, size: int, transport: asyncio.Transport) -> Response:
        """Send a whole long recording beside the event loop; what is returned goes nowhere then."""
        if self._downloads.is_full or transport.is_closing():
            later = {"Retry-After": str(round(PATIENCE_S))}
            return _response(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many downloads at once.\n", TEXT_TYPE, later)
        named = {**HEADERS, **dict(answer.headers.raw_items()), "Content-Length": str(size)}
        head = Response(answer.status_code, answer.reason_phrase, Headers(named))
        self._downloads.begin(transport, head.serialize(), file)
        return answer


def _asset(path: str) -> Response:
    """Give a script or a style of one of the pages."""
    name = path.rpartition("/")[2]
    folder = page_files.login_folder() if path.startswith(LOGIN) else page_files.page_folder()
    body = page_files.read(folder / name)
    if body is None:
        return _response(HTTPStatus.SERVICE_UNAVAILABLE, page_files.NOT_BUILT.encode(), TEXT_TYPE)
    return _response(HTTPStatus.OK, body, {**ASSETS, **LOGIN_ASSETS}[name])


def _response(status: HTTPStatus, body: bytes, kind: str, more: dict[str, str] | None = None) -> Response:
    headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close", **(more or {})}
    return Response(status.value, status.phrase, Headers(headers), body)
