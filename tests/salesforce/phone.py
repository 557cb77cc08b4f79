"""The real engine with a Salesforce tab on it, in words for tests."""

import signal
from dataclasses import dataclass
from typing import Any

from tests.e2e.calls import Call, rings
from tests.e2e.desks import desk
from tests.e2e.engine import Engine
from tests.page.lightning import Lightning
from tests.peers import Peers, Sipp

ENDED_UNSEEN = ("HANGUP", "AFTER_CALL_WORK_STARTED")
"""The end of a call that another page had known: its sums are gone with it."""
ENDED = ("UPDATE_AUDIO_STATS_COMPLETED", *ENDED_UNSEEN)

CONNECTED = """new Promise((done) => {
    const isUp = () => sockets.some(({ readyState }) => readyState === WebSocket.OPEN);
    const look = () => (isUp() ? done() : setTimeout(look, 20));
    look();
})"""


@dataclass
class Phone:
    """An engine whose page is in charge, and what can be done with both."""

    engine: Engine
    salesforce: Lightning
    peers: Peers
    base: str = ""
    config: dict[str, Any] | None = None

    @property
    def url(self) -> str:
        """What Salesforce's contact centre holds."""
        return f"{self.engine.hello['connector']}{self.base}"

    async def opens(self, *told: str) -> None:
        """Salesforce loads the connector, and is told that it is ready, and what it has missed."""
        await self.salesforce.load(self.url, self.config)
        await self.salesforce.hears("CONNECTOR_READY", *told)

    async def rings(self, after: str, **settings: Any) -> Call:
        """Somebody calls, and Salesforce is told."""
        call = await rings(self.engine, self.peers, f"invite ringing {after}", **settings)
        await self.salesforce.hears("CALL_STARTED")
        return call

    async def talks(self, after: str, **settings: Any) -> Call:
        """Somebody calls and the agent has picked up at the desk."""
        call = await self.rings(f"answered {after}", **settings)
        await self.engine.ctl("answer")
        await self.salesforce.hears("CALL_CONNECTED")
        return call

    async def called(self, steps: str) -> Sipp:
        """Somebody who can be called."""
        ear = await self.peers.rtp(says_hz=900)
        return await self.peers.sipp(steps, media_port=ear.port)

    async def reloads(self) -> None:
        """The agent presses F5, and Salesforce asks for what goes on."""
        await self.salesforce.reload(self.url, self.config)
        await self.salesforce.hears("CONNECTOR_READY")
        await self.salesforce.says("AGENT_AVAILABLE", isAvailable=True)

    async def loses(self) -> None:
        """The page's connection breaks; the page makes a new one."""
        await self.salesforce.loses_the_phone()
        await self.salesforce.page.frames[1].evaluate(CONNECTED)

    async def crashes(self) -> None:
        """The engine is killed, and starts again at the same address."""
        port = int(self.engine.hello["connector"].split(":")[2].split("/")[0])
        await self.engine.shut_down(signal.SIGKILL)
        settings = dict(self.engine.desk.settings)
        self.engine.desk.settings = {**settings, "bridge": {**settings["bridge"], "port": port}}
        self.engine = await self.peers.started(Engine(self.engine.desk))
        await self.salesforce.shows("Phone connected")

    async def asks(self, message: str, call: Call, **more: Any) -> None:
        """Salesforce asks for something about a call."""
        await self.salesforce.says(message, call={"callId": call.id, "callType": "Inbound", **more})

    async def asks_party(self, message: str, call: Call, **more: Any) -> None:
        """Salesforce asks for something that is more than a call."""
        await self.salesforce.says(message, call={"callId": call.id, "callType": "Inbound"}, **more)


async def phone_at(
    peers: Peers, salesforce: Lightning, base: str = "", config: dict[str, Any] | None = None, **settings: Any
) -> Phone:
    """Start an engine, open Salesforce, and wait until both know each other."""
    bridge = {"port": 0, "parents": [salesforce.origin]}
    agent = {"wrap_up": "infinite", **settings.pop("agent", {})}
    environment = settings.pop("environment", {})
    described = desk(peers, "engine", 440, bridge=bridge, agent=agent, **settings)
    described.environment.update(environment)
    engine = Engine(described)
    phone = Phone(await peers.started(engine), salesforce, peers, base, config)
    await phone.opens()
    return phone
