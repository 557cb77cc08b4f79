"""Plays a flow: the real engine, real SIP peers, the real base connector in a real browser."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import WebSocket

from tests.flows.flow import By, Flow, Shown, Step, Told, Who
from tests.page.lightning import Lightning
from tests.peers import Peers, Sipp
from tests.peers.waiting import until
from tests.salesforce.phone import Phone, phone_at

FAR_HZ = 900
BY_ITSELF = (By.PUBLISHED, By.ERROR)


@dataclass
class Stage:
    """A phone, a Salesforce tab and the people in a flow."""

    flow: Flow
    peers: Peers
    salesforce: Lightning
    is_four: bool
    words: dict[str, str] = field(default_factory=dict)
    published: deque[str] = field(default_factory=deque)
    """What the phone has published of itself, as the page was sent it."""
    people: list[Sipp] = field(default_factory=list)

    async def play(self) -> None:
        """Go through the flow; everything must be heard, in order, and nothing else."""
        self.salesforce.page.on("websocket", self._listen)
        if self.flow.carol:
            self.words["carol"] = (await self._somebody(self.flow.carol)).uri
        phone = await self._phone()
        for step in self.flow.story:
            try:
                await self._do(phone, step)
                await self._hear(phone, step)
            except AssertionError as failure:
                failure.add_note(f"{step.rows}: the {step.who}: {step.does}: {[told.event for told in step.tells]}")
                raise
        for person in self.people:
            await person.done()
        await self.salesforce.hears_nothing_more()
        assert not self.published, f"published, and not in the flow: {self.published}"

    async def _phone(self) -> Phone:
        config = {"userName": "agent", **filled(self.flow.config, self.words)}
        settings = filled(self.flow.settings, self.words)
        return await phone_at(self.peers, self.salesforce, "" if self.is_four else "?base=3", config, **settings)

    async def _somebody(self, steps: str, target: str = "", **more: Any) -> Sipp:
        ear = await self.peers.rtp(says_hz=FAR_HZ)
        self.people.append(await self.peers.sipp(steps, target, media_port=ear.port, **more))
        return self.people[-1]

    async def _do(self, phone: Phone, step: Step) -> None:
        match step.who:
            case Who.DESK:
                words = step.does.format(**self.words).split()
                await phone.engine.ctl(*words, expect=1 if step.is_refused else 0)
            case Who.SALESFORCE:
                await self.salesforce.says(step.does, **filled(step.asks, self.words))
            case Who.PAGE:
                await phone.reloads()
            case _ if step.begins:
                steps = self.flow.bob if step.who is Who.BOB else self.flow.dave
                more = {"headers": self.flow.headers, "values": dict(self.flow.values)}
                await self._somebody(steps, phone.engine.uri, **more)
            case _:
                """The peer goes on by itself, as its script says."""

    async def _hear(self, phone: Phone, step: Step) -> None:
        for told in step.tells:
            (event,) = await self.salesforce.hears(told.event)
            payload: Any = event.get("payload")
            if told.event in ("CALL_STARTED", "QUEUED_CALL_STARTED"):
                self._learn(payload["callId"])
            expected = filled({**told.shows, **(told.shows_in_four if self.is_four else {})}, self.words)
            assert {path: at(payload, path) for path in expected} == expected, event
            await self._was_published(told)
        if step.until:
            await phone.engine.event(step.until)

    def _learn(self, call: str) -> None:
        if call != self.words.setdefault("call", call):
            self.words["second"] = call

    async def _was_published(self, told: Told) -> None:
        """The browser tells of frames on another way than of what Salesforce hears: either may be first."""
        if told.by in BY_ITSELF:
            await until(lambda: self.published, f"{told.event} is dispatched, and the phone has published it")
            assert self.published.popleft() == name_of(told)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._note)

    def _note(self, frame: str | bytes) -> None:
        message = json.loads(frame)
        params = message.get("params", {})
        if message.get("method") == "publishError":
            self.published.append(f"error {params['eventType']}")
        elif message.get("method") == "publishEvent":
            is_interval = params["eventType"] == "UPDATE_AUDIO_STATS" and not params["payload"]["isAudioStatsCompleted"]
            if not is_interval:
                self.published.append(params["eventType"])


def name_of(told: Told) -> str:
    """Name what the phone has published, as the page is sent it."""
    published = told.published_as or told.event.removesuffix("_COMPLETED")
    return f"error {published}" if told.by is By.ERROR else published


def filled(value: Any, words: Shown) -> Any:
    """Fill in the words in braces, however deep they are."""
    match value:
        case str():
            return value.format(**words) if "{" in value else value
        case dict():
            return {key: filled(entry, words) for key, entry in value.items()}
        case list() | tuple():
            return [filled(entry, words) for entry in value]
        case _:
            return value


def at(payload: Any, path: str) -> Any:
    """Find a field of a payload by its path; None where there is none."""
    for name in path.split(".") if path else ():
        if isinstance(payload, list):
            payload = payload[int(name)] if int(name) < len(payload) else None
        else:
            payload = (payload or {}).get(name)
    return payload
