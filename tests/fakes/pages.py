"""A page desk to put behind the bridge: it notes what pages say, and lets them in as it is told."""

from dataclasses import dataclass, field

from msgspec import Raw

from softphone.connector.wire import ConnectorHello, ConnectorWelcome, Snapshot
from softphone.engine.ports.pages import PageLine, Proof
from softphone.protocol.greeting import PhoneCard
from softphone.protocol.refusals import Code, Problem, Reason, Refused

AFTERWARDS = b'{"jsonrpc": "2.0", "method": "snapshot", "params": {"snapshot": {}}}'


@dataclass
class FakePages:
    """Implements `PageHandler`."""

    refusal: str = ""
    """The type by which every hello is refused; empty: whoever has a ticket or is hosted elsewhere comes in."""
    hellos: list[tuple[ConnectorHello, Proof]] = field(default_factory=list)
    lines: list[PageLine] = field(default_factory=list)
    asks: list[tuple[str, str, bytes]] = field(default_factory=list)
    says: list[tuple[str, bytes]] = field(default_factory=list)
    left: list[PageLine] = field(default_factory=list)
    logins: int = 0

    def hello(self, hello: ConnectorHello, proof: Proof, line: PageLine) -> ConnectorWelcome:
        """Let a page in."""
        self.hellos.append((hello, proof))
        reason = self.refusal or ("" if proof.has_ticket or proof.hosted_at else "wrong_ticket")
        if reason:
            raise Refused(Problem(code=int(Code.FORBIDDEN), message="No.", data=Reason(type=reason)))
        self.lines.append(line)
        return ConnectorWelcome(
            session="secret",
            journal="journal-1",
            phone=PhoneCard(version="1.2.3"),
            seq=0,
            is_in_charge=True,
            state=Snapshot(),
        )

    def welcomed(self, line: PageLine) -> None:
        """Send what the page is still to hear."""
        line.send(AFTERWARDS)

    def asked(self, line: PageLine, request: str, method: str, params: Raw) -> None:
        """Note it and answer."""
        self.asks.append((request, method, bytes(params)))
        line.send(b'{"jsonrpc": "2.0", "id": "%b", "result": {}}' % request.encode())

    def told(self, line: PageLine, method: str, params: Raw) -> None:
        """Note it."""
        del line
        self.says.append((method, bytes(params)))

    def gone(self, line: PageLine) -> None:
        """Note it."""
        self.left.append(line)

    def logged_in(self) -> None:
        """Count it."""
        self.logins += 1
