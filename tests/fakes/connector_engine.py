"""A bridge with the real call machine and the real translation behind it, and no SIP: what a connector page talks to.

It speaks the connector role as `docs/connector-bridge.md` says, as far as a page can tell. What the network and the
agent at the desk do, tests say.
"""

import asyncio
import dataclasses
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw, Struct
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from softphone.connector import results
from softphone.connector.agents import AgentVendorStatusInfo
from softphone.connector.calls import PhoneCall
from softphone.connector.commands import command_of
from softphone.connector.errors import Rejection
from softphone.connector.frames import read_ask, write_answer, write_rejection, write_unasked
from softphone.connector.offers import agent_config, shared_capabilities, voice_capabilities
from softphone.connector.outbox import Answered, Message, Rejected
from softphone.connector.page import ASSETS, HTML_TYPE, base_asked_for, fill_in, security_policy
from softphone.connector.portraits import active_calls
from softphone.connector.table import Method
from softphone.connector.wire import ChargeChanged, ConnectorHello, ConnectorWelcome, Snapshot
from softphone.connector.words import PhoneKind
from softphone.core.values import RequestId
from softphone.engine.pages import kept
from softphone.engine.pages.kept import Kept
from softphone.protocol.greeting import PhoneCard
from softphone.settings import DEFAULTS
from tests.connector.salesforce import Salesforce

DIST = Path(__file__).resolve().parents[2] / "resources/connector/dist"
CLOSING_S = 0.15
"""Browsers keep connections ready on which nothing is ever said; nobody waits for those."""
ANSWERS: dict[Method, Callable[[], Struct]] = {
    Method.INIT: results.InitResult,
    Method.SET_AGENT_STATUS: lambda: results.SetAgentStateResult(success=True),
    Method.SET_AGENT_CONFIG: lambda: results.SetAgentConfigResult(success=True),
    Method.GET_AGENT_STATUS: lambda: AgentVendorStatusInfo(status_name="Ready"),
    Method.LOGOUT: lambda: results.LogoutResult(success=True),
    Method.GET_SIGNED_RECORDING_URL: lambda: results.SignedRecordingUrlResult(success=False),
    Method.GET_AUDIO_DEVICES: results.AudioDevicesResult,
    Method.HANDLE_MESSAGE: results.Done,
    Method.ON_AGENT_WORK_EVENT: results.Done,
    Method.SUPERVISOR_DISCONNECT: lambda: results.SupervisorHangupResult(calls=()),
    Method.DOWNLOAD_LOGS: lambda: results.LogLines(lines=("a line",)),
}


@dataclass
class ConnectorEngine(Salesforce):
    """A phone without a network, behind a bridge with one page in charge."""

    parents: str = ""
    admits: bool = True
    version: str = "0.0-fake"
    journal: str = "journal-1"
    seq: int = 0
    tickets: set[str] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    is_paired: bool = False
    is_in_charge: bool = True
    wait_ms: int = 30_000
    fetched: list[str] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    acks: list[dict[str, Any]] = field(default_factory=list)
    unsent: list[bytes] = field(default_factory=list)
    _names: dict[RequestId, str] = field(default_factory=dict)
    _outbox: "asyncio.Queue[bytes]" = field(default_factory=asyncio.Queue)
    _server: Server | None = None
    _page: ServerConnection | None = None
    _asking: str = ""
    port: int = 0

    async def start(self, port: int = 0) -> None:
        """Listen."""
        self._server = await serve(
            self._attend,
            "127.0.0.1",
            port or self.port,
            process_request=self._serve,
            subprotocols=[Subprotocol("softphone.v1")],
            compression=None,
            open_timeout=1,
            close_timeout=1,
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Go away, as an engine does that ends or crashes; what it knows is kept for its next start."""
        if self._server is not None:
            self._server.close()
            await asyncio.wait([asyncio.ensure_future(self._server.wait_closed())], timeout=CLOSING_S)
            self._server = None

    @property
    def url(self) -> str:
        """What Salesforce's contact centre holds."""
        return f"http://127.0.0.1:{self.port}/connector/"

    def calls(self) -> tuple[PhoneCall, ...]:
        """The calls that Salesforce may know of."""
        return active_calls(self.phone.phone.conversations, self.view())

    def _serve(self, connection: ServerConnection, request: Request) -> Response | None:
        """Answer a GET; the bridge itself is left to the handshake."""
        path, _, query = request.path.partition("?")
        self.fetched.append(path)
        if path == "/bridge":
            return None
        name = path.removeprefix("/connector/") or "index.html"
        file = DIST / name
        if "/" in name or not file.is_file():
            return connection.respond(HTTPStatus.NOT_FOUND, "")
        base = base_asked_for(query, 4)
        body = self._filled(file, base) if name == "index.html" else file.read_bytes()
        return Response(HTTPStatus.OK, "OK", self._headers(name, len(body)), body)

    def _filled(self, file: Path, base: int) -> bytes:
        ticket = secrets.token_urlsafe()
        self.tickets.add(ticket)
        parents = self.parents.split()
        return fill_in(file.read_text(), ticket=ticket, parents=parents, base=base, version="0").encode()

    def _headers(self, name: str, length: int) -> Headers:
        port = self.parents.rpartition(":")[2]
        policy = security_policy(self.port, self.parents.split() or [f"https://*.lightning.force.com:{port or '*'}"])
        return Headers(
            {
                "Content-Type": ASSETS.get(name, HTML_TYPE),
                "Content-Length": str(length),
                "Content-Security-Policy": policy,
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Connection": "close",
            }
        )

    async def _attend(self, page: ServerConnection) -> None:
        """Serve one page until it goes; a newer one takes its place."""
        hello = json.loads(await page.recv())
        self.heard.append(hello)
        if not self._lets_in(hello["params"]):
            reason = "pairing_needed" if hello["params"].get("pairing") else "wrong_ticket"
            error = {"code": -32002, "message": "Confirm 1234 at the phone.", "data": {"type": reason}}
            await page.send(json.dumps({"jsonrpc": "2.0", "id": hello["id"], "error": error}))
            return
        self._page, self._outbox = page, asyncio.Queue()
        self._outbox.put_nowait(write_answer(hello["id"], self._welcome()))
        for waiting in self.unsent:
            self._outbox.put_nowait(waiting)
        self.unsent.clear()
        sender = asyncio.create_task(self._send_to(page, self._outbox))
        try:
            async for frame in page:
                self._hear_page(msgspec.json.decode(frame, type=dict[str, Raw]), json.loads(frame))
        finally:
            sender.cancel()
            if self._page is page:
                self._page = None

    def _lets_in(self, params: dict[str, Any]) -> bool:
        hello = msgspec.convert(params, ConnectorHello)
        if hello.session:
            return hello.session in self.sessions
        if hello.pairing:
            return self.is_paired
        is_good = hello.ticket in self.tickets
        self.tickets.discard(hello.ticket or "")
        return is_good

    def _welcome(self) -> ConnectorWelcome:
        session = secrets.token_urlsafe()
        self.sessions.add(session)
        return ConnectorWelcome(
            session=session,
            journal=self.journal,
            phone=PhoneCard(version=self.version),
            seq=self.seq,
            is_in_charge=self.is_in_charge,
            wait_ms=self.wait_ms,
            state=self.snapshot(),
        )

    async def _send_to(self, page: ServerConnection, outbox: "asyncio.Queue[bytes]") -> None:
        while True:
            await page.send((await outbox.get()).decode())

    def snapshot(self) -> Snapshot:
        """What the page answers by itself."""
        return Snapshot(
            active_calls=self.calls(),
            agent_config=agent_config(DEFAULTS.connector, PhoneKind.DESK_PHONE, "4711"),
            shared_capabilities=shared_capabilities(DEFAULTS),
            voice_capabilities=msgspec.structs.replace(voice_capabilities(DEFAULTS), supports_mos=self.is_measured),
        )

    def _hear_page(self, raw: dict[str, Raw], message: dict[str, Any]) -> None:
        self.heard.append(message)
        match message["method"]:
            case "ack":
                self.acks.append(message["params"])
            case "admit" if self.admits:
                self._put(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": {}}).encode())
            case "takeOver":
                self.is_in_charge = True
                self._put(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": {}}).encode())
                self._put(write_unasked(ChargeChanged(is_in_charge=True)))
            case "admit":
                error = {"code": -32002, "message": "no", "data": {"type": "forbidden_origin"}}
                self._put(json.dumps({"jsonrpc": "2.0", "id": message["id"], "error": error}).encode())
            case "logMessageToVendor":
                pass
            case method:
                self._ask(Method(method), raw.get("params", Raw(b"{}")), message["id"])

    def _ask(self, method: Method, params: Raw, name: str) -> None:
        ask = read_ask(method, params)
        if isinstance(ask, Rejection):
            self._put(write_rejection(name, ask, self._next()))
            return
        known = {
            Method.GET_ACTIVE_CALLS: lambda: results.ActiveCallsResult(active_calls=self.calls()),
            Method.GET_AGENT_CONFIG: lambda: self.snapshot().agent_config,
            Method.GET_SHARED_CAPABILITIES: lambda: self.snapshot().shared_capabilities,
            Method.GET_VOICE_CAPABILITIES: lambda: self.snapshot().voice_capabilities,
            **ANSWERS,
        }
        if method in known and command_of(method, ask, self.standpoint()) is None:
            result = known[method]()
            assert result is not None
            self._keep(kept.result(Answered(RequestId(name), method, result)))
            return
        self._asking = name
        self.asks(method, ask)

    def tell(self, message: Message) -> None:
        """Send what the machine's step came to."""
        match message:
            case Answered(request=request):
                name = RequestId(self._names.pop(request))
                self._keep(kept.result(dataclasses.replace(message, request=name)))
            case Rejected(request=request, rejection=rejection):
                self._put(write_rejection(self._names.pop(request, self._asking), rejection, self._next()))
            case told:
                self._keep(kept.publication(told))

    def asked(self, request: RequestId) -> None:
        """Remember by which name the page waits."""
        self._names[request] = self._asking

    def _keep(self, message: Kept) -> None:
        self._put(kept.frame(message, self._next(), self.snapshot()))

    def _next(self) -> int:
        self.seq += 1
        return self.seq

    def _put(self, frame: bytes) -> None:
        if self._page is None:
            self.unsent.append(frame)
        else:
            self._outbox.put_nowait(frame)
