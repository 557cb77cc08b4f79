"""Whatever calls, acks, drops, reloads and restarts do: nothing doubled, nothing missing, and the picture is right."""

import asyncio
from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given, settings, strategies as st

from softphone.core.commands import Answer, Command, HangUp, SetHold
from softphone.core.events import Event, HoldConfirmed, LegConnected, LegEnded
from softphone.core.legs import Accepting, Hold, Leg, Offered, Talking
from softphone.core.values import CallId, LegId
from tests.core.scenes import TWO_LINES, invited
from tests.engine.pages.office_hours import House, Line, seq_of, settled

POLICY = replace(TWO_LINES, rings_in_wrap_up=True)
MOVES = ["invite", "network", "network", "desk", "salesforce", "look", "ack", "ack", "drop", "reload", "restart"]


class Play:
    """A page in Salesforce, an engine, and a world that does anything to both."""

    def __init__(self) -> None:
        self.house = House(policy=POLICY)
        self.lives = 0
        self.calls = 0
        self.restarts = 0
        self.line: Line
        self.published: Counter[tuple[str, str]] = Counter()
        self.unacked: list[int] = []
        self.heard = 0
        self.dispatched: set[int] = set()

    async def load(self) -> None:
        """Salesforce loads the page anew."""
        self.lives += 1
        self.unacked.clear()
        self.line = self.house.load(f"page-{self.lives}", acks=False)
        self.heard = 0
        self.line.ask("init", connectorConfig={})
        await self.listen()

    async def listen(self) -> None:
        """Take what was sent, as the page does: each number once."""
        await settled()
        for frame in self.line.frames[self.heard :]:
            if (seq := seq_of(frame)) is not None:
                self.unacked.append(seq)
                if seq not in self.dispatched:
                    self.note(frame)
                    self.dispatched.add(seq)
        self.heard = len(self.line.frames)

    def note(self, frame: dict[str, Any]) -> None:
        """Count what reaches Salesforce about a call's beginning and end."""
        kind = frame.get("params", {}).get("eventType")
        if kind in ("CALL_STARTED", "CALL_CONNECTED", "HANGUP"):
            self.published[kind, frame["params"]["callId"]] += 1
        elif kind == "UPDATE_AUDIO_STATS":
            self.note_sound(frame["params"]["callId"], frame["params"]["payload"])
        elif frame.get("result", {}).get("type") == "HangupResult":
            self.published["HANGUP", frame["result"]["value"]["calls"][0]["callId"]] += 1

    def note_sound(self, call: str, stats: dict[str, Any]) -> None:
        """Statistics belong between the connection of a call and its end, and the last ones say so."""
        assert not self.published["HANGUP", call], "statistics of a call that is over"
        assert not self.published["STATS_COMPLETED", call], "statistics after the last ones"
        self.published["STATS_COMPLETED", call] += bool(stats.get("isAudioStatsCompleted"))
        for element in stats.get("stats") or ():
            for channel in element.values():
                assert all(isinstance(number, int) and number >= 0 for number in channel.values())
                assert channel["packetsLost"] <= channel["packetsCount"]

    async def look(self, leg: Leg, lost: int, *, is_reported: bool) -> None:
        """The phone looks at a leg for a few seconds."""
        await self.house.sounds(3, leg.id, lost=lost, is_reported=is_reported)
        await self.listen()

    async def ack(self, how_many: int) -> None:
        """The page acks some of what it has dealt with, in order."""
        for _ in range(min(how_many, len(self.unacked))):
            self.line.ack(self.unacked.pop(0))
        await self.listen()

    async def drop(self) -> None:
        """The socket drops and comes back: what was not acked may be sent again."""
        welcome = self.line.welcome
        assert welcome
        self.house.desk.gone(self.line)
        self.line = Line(self.house, self.line.instance, acks=False)
        self.heard = 0
        self.unacked.clear()
        self.house.seen = max(self.dispatched, default=0)
        self.line.hello(session=welcome.session)
        await self.listen()

    async def restart(self) -> None:
        """The engine dies with its calls, and starts again."""
        self.restarts += 1
        self.house.open()
        welcome = self.line.welcome
        assert welcome
        self.line = Line(self.house, self.line.instance, acks=False)
        self.heard = 0
        self.unacked.clear()
        self.house.seen = max(self.dispatched, default=0)
        self.line.hello(session=welcome.session)
        await self.listen()

    async def invite(self) -> None:
        """Somebody calls."""
        self.calls += 1
        await self.house.happens(invited(CallId(f"call-{self.calls}"), LegId(f"leg-{self.calls}")))
        await self.listen()

    def legs(self) -> list[Leg]:
        """The legs there are."""
        return [leg for call in self.house.runner.phone.conversations for leg in call.legs]

    async def network(self, leg: Leg, *, is_over: bool) -> None:
        """The network answers, or the far end hangs up."""
        event: Event = LegEnded(leg.id, 200)
        if isinstance(leg.phase, Accepting) and not is_over:
            event = LegConnected(leg.id)
        elif isinstance(leg.phase, Talking) and leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF) and not is_over:
            event = HoldConfirmed(leg.id, is_held=leg.hold is Hold.TURNING_ON)
        elif isinstance(leg.phase, Talking | Offered) and not is_over:
            return
        await self.house.happens(event)
        await self.listen()

    async def desk(self, what: str) -> None:
        """The agent does something at the phone."""
        commands: dict[str, Command] = {"answer": Answer(), "hangup": HangUp(), "hold": SetHold(is_held=True)}
        await self.house.desk_does(commands[what])
        await self.listen()

    async def salesforce(self, what: str, call: int) -> None:
        """The agent does something in Salesforce."""
        self.line.ask(what, call={"callId": f"call-{call}"})
        await self.listen()

    async def come_to_rest(self) -> None:
        """Everybody hangs up, and everything is acked."""
        for leg in self.legs():
            await self.network(leg, is_over=True)
        while self.unacked:
            await self.ack(100)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_salesforce_sees_each_call_begin_and_end_once_and_believes_what_is_true(data: st.DataObject) -> None:
    asyncio.run(_play(data))


async def _play(data: st.DataObject) -> None:
    play = Play()
    await play.load()
    await play.ack(1)
    for _ in range(data.draw(st.integers(5, 40))):
        match data.draw(st.sampled_from(MOVES)):
            case "invite":
                await play.invite()
            case "network" if legs := play.legs():
                await play.network(data.draw(st.sampled_from(legs)), is_over=data.draw(st.booleans()))
            case "desk":
                await play.desk(data.draw(st.sampled_from(["answer", "answer", "hangup", "hold"])))
            case "salesforce":
                what = data.draw(st.sampled_from(["acceptCall", "declineCall", "endCall", "hold", "mute"]))
                await play.salesforce(what, data.draw(st.integers(1, max(1, play.calls))))
            case "look" if legs := play.legs():
                lost, is_reported = data.draw(st.integers(0, 50)), data.draw(st.booleans())
                await play.look(data.draw(st.sampled_from(legs)), lost, is_reported=is_reported)
            case "ack":
                await play.ack(data.draw(st.integers(1, 4)))
            case "drop":
                await play.drop()
            case "reload" if data.draw(st.booleans()):
                play.house.desk.gone(play.line)
                play.house.seen = max(play.dispatched, default=0)
                await play.load()
            case "restart" if data.draw(st.integers(0, 3)) == 0:
                await play.restart()
    await play.come_to_rest()
    check_books(play)


def check_books(play: Play) -> None:
    """At rest, Salesforce believes what is true, and was told everything once."""
    assert not play.house.outgoing.beliefs.calls, "Salesforce believes in a call that is over"
    assert not play.house.outgoing.has_pending
    doubled = {what: times for what, times in play.published.items() if times > 1}
    assert not doubled, "Salesforce was told the same twice"
