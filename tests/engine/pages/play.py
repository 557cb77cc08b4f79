"""A page in Salesforce, an engine, and a world that does anything to both."""

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from softphone.core.messages.commands import (
    AddParticipant,
    Answer,
    Command,
    HangUp,
    Leave,
    Merge,
    SetHold,
    Split,
    Swap,
    Transfer,
)
from softphone.core.messages.events import (
    Event,
    HoldConfirmed,
    HoldRefused,
    LegConnected,
    LegEnded,
    ProvisionalReceived,
    TransferAccepted,
    TransferEnded,
)
from softphone.core.state.legs import Accepting, Alerting, Dialling, Hold, Leg, Offered, Talking
from softphone.core.state.wishes import Transferring
from softphone.core.values import CallId, LegId, Role
from tests.core.scenes import TWO_LINES, invited
from tests.engine.pages.office_hours import House, Line, seq_of, settled
from tests.engine.pages.picture import Picture, is_quiet, truth

POLICY = replace(TWO_LINES, rings_in_wrap_up=True)
MOVES = ["invite", *["network"] * 6, *["desk", "salesforce"] * 2, "look", *["ack"] * 2, "drop", "reload", "restart"]
MOVES += [*["check"] * 2, *["company"] * 2]
DESK: dict[str, Command] = {
    "answer": Answer(),
    "hangup": HangUp(),
    "hold": SetHold(is_held=True),
    "resume": SetHold(is_held=False),
    "swap": Swap(),
    "merge": Merge(),
    "split": Split(),
    "leave": Leave(),
    "remove": HangUp(role=Role.THIRD_PARTY),
    "remove first": HangUp(role=Role.INITIAL_CALLER),
}
DESK_DOES = [*["answer"] * 4, *["add"] * 4, *["merge"] * 2, *["swap"] * 2, "transfer", *DESK]
SELDOM = st.integers(0, 9)
ASKS = [
    *["acceptCall"] * 3,
    *["addParticipant"] * 3,
    "declineCall",
    "endCall",
    "endThird",
    "leave",
    "hold",
    "resume",
    "mute",
]
ASKS += ["swap", "conference", "addParticipant", "blind"]


class Play:
    """A page in Salesforce, an engine, and a world that does anything to both."""

    def __init__(self) -> None:
        self.house = House(policy=POLICY)
        self.lives = 0
        self.calls = 0
        self.others = 0
        self.is_replayed = False
        self.restarts = 0
        self.line: Line
        self.published: Counter[tuple[str, str]] = Counter()
        self.unacked: list[int] = []
        self.heard = 0
        self.dispatched: set[int] = set()
        self.picture = Picture()
        self.methods: dict[str, str] = {}

    async def load(self) -> None:
        """Salesforce loads the page again."""
        self.lives += 1
        self.unacked.clear()
        self.is_replayed = False
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
        """Salesforce draws its picture, and what it hears about a call's beginning and end is counted."""
        kind = frame.get("params", {}).get("eventType")
        if frame.get("method") == "publishEvent":
            before = repr(self.picture)
            self.picture.dispatch(kind, frame["params"]["payload"], frame["params"].get("followUp"))
            assert kind != "HOLD_TOGGLE" or before != repr(self.picture), "a toggle that toggles nothing"
        elif "result" in frame:
            self.resolve(frame["id"], frame["result"])
        if kind in ("CALL_STARTED", "CALL_CONNECTED", "HANGUP") and frame["method"] == "publishEvent":
            self.published[kind, frame["params"]["callId"]] += 1
        elif kind == "UPDATE_AUDIO_STATS":
            self.note_sound(frame["params"]["callId"], frame["params"]["payload"])
        elif frame.get("result", {}).get("type") == "HangupResult" and not frame["result"].get("followUp"):
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

    def resolve(self, request: str, result: dict[str, Any]) -> None:
        """The base connector makes an event of a result."""
        value, method = result.get("value", {}), self.methods.get(request)
        match method, result.get("type"):
            case "getActiveCalls", "ActiveCallsResult":
                self.picture.replay(value.get("activeCalls", ()))
            case "acceptCall", "CallResult":
                self.picture.dispatch("CALL_CONNECTED", value)
            case "declineCall", "CallResult":
                self.picture.dispatch("HANGUP", {"calls": [value["call"]]})
            case "endCall", "HangupResult" if left := result.get("followUp"):
                self.picture.dispatch("PARTICIPANT_REMOVED", {"call": value["calls"][0]}, left)
            case "endCall", "HangupResult":
                self.picture.dispatch("HANGUP", value)
            case "swap", "HoldToggleResult":
                self.picture.dispatch("PARTICIPANTS_SWAPPED", value)
            case _, "HoldToggleResult":
                self.picture.dispatch("HOLD_TOGGLE", value)
            case "addParticipant", "ParticipantResult":
                self.picture.dispatch("PARTICIPANT_ADDED", value)
            case "blind", "ParticipantResult":
                self.picture.parties.pop(value["callId"], None)
                self.picture.merged.discard(value["callId"])
                self.published["HANGUP", value["callId"]] += 1
            case _:
                pass

    async def check(self) -> None:
        """Once all is acked and nothing is under way, the picture is the truth."""
        while self.unacked:
            await self.ack(100)
        phone = self.house.runner.phone
        if all(is_quiet(call) for call in phone.conversations):
            assert self.picture.parties == truth(phone)
            assert self.picture.merged == {call.id for call in phone.conversations if call.is_merged}

    async def ack(self, how_many: int) -> None:
        """The page acks some of what it has dealt with, in order."""
        for _ in range(min(how_many, len(self.unacked))):
            self.line.ack(self.unacked.pop(0))
            self.replay()
        await self.listen()

    async def drop(self) -> None:
        """The socket drops and comes back: what was not acked may be sent again."""
        welcome = self.line.welcome
        assert welcome
        self.house.desk.gone(self.line)
        self.line = Line(self.house, self.line.instance, acks=False, asked=self.line.asked)
        self.heard = 0
        self.unacked.clear()
        self.house.seen = max(self.dispatched, default=0)
        self.line.hello(session=welcome.session)
        self.replay()
        await self.listen()

    def replay(self) -> None:
        """Once in its life, when it is ready, a page is asked what goes on."""
        page = self.house.desk.page
        if not self.is_replayed and page and page.is_ready:
            self.is_replayed = True
            self.methods[self.line.ask("getActiveCalls")] = "getActiveCalls"

    async def restart(self) -> None:
        """The engine dies with its calls, and starts again."""
        self.restarts += 1
        self.house.open()
        welcome = self.line.welcome
        assert welcome
        self.line = Line(self.house, self.line.instance, acks=False, asked=self.line.asked)
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

    async def network(self, leg: Leg, *, is_over: bool, is_refused: bool = False) -> None:
        """The network answers, grants or refuses what it was asked for, or the far end hangs up."""
        event: Event = LegEnded(leg.id, 200)
        if isinstance(leg.phase, Accepting) and not is_over:
            event = LegConnected(leg.id)
        elif isinstance(leg.phase, Dialling) and not is_over:
            event = ProvisionalReceived(leg.id, 180)
        elif isinstance(leg.phase, Alerting) and not is_over:
            event = LegConnected(leg.id)
        elif any(isinstance(call.wish, Transferring) for call in self.house.runner.phone.conversations) and not is_over:
            await self.house.happens(TransferAccepted(leg.id))
            event = TransferEnded(leg.id, 200 if self.calls % 2 else 486, "")
        elif isinstance(leg.phase, Talking) and leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF) and not is_over:
            granted = HoldConfirmed(leg.id, is_held=leg.hold is Hold.TURNING_ON)
            event = HoldRefused(leg.id, 488, "Not Acceptable Here") if is_refused else granted
        elif isinstance(leg.phase, Talking | Offered) and not is_over:
            return
        await self.house.happens(event)
        await self.listen()

    async def desk(self, what: str) -> None:
        """The agent does something at the phone."""
        self.others += 1
        other = LegId(f"other-{self.others}")
        fresh: dict[str, Command] = {
            "add": AddParticipant("sip:carol@127.0.0.1", other),
            "transfer": Transfer("sip:dave@127.0.0.1", other),
        }
        await self.house.desk_does((DESK | fresh)[what])
        await self.listen()

    async def salesforce(self, what: str, call: int) -> None:
        """The agent does something in Salesforce, which shows no calls before the page is ready."""
        if not self.is_replayed:
            return
        named = {"callId": f"call-{call}"}
        contact = {"phoneNumber": "+4930123456", "type": "PhoneNumber"}
        match what:
            case "swap":
                request = self.line.ask("swap", callToHold=named, callToResume=named)
            case "conference":
                request = self.line.ask("conference", calls=[named])
            case "addParticipant" | "blind":
                blind = what == "blind"
                request = self.line.ask("addParticipant", contact=contact, call=named, isBlindTransfer=blind)
            case "endThird":
                party = {**named, "callAttributes": {"participantType": "Third_Party"}}
                request, what = self.line.ask("endCall", call=party), "endCall"
            case "leave":
                party = {**named, "callAttributes": {"participantType": "Agent"}}
                request, what = self.line.ask("endCall", call=party), "endCall"
            case _:
                request = self.line.ask(what, call=named)
        self.methods[request] = what
        await self.listen()

    async def company(self, how_far: int) -> None:
        """What often happens: a call, answered, a third party, connected, merged."""
        await self.invite()
        for what in ("answer", "add", "", "", "merge", "")[:how_far]:
            if what:
                await self.desk(what)
            for leg in self.legs():
                await self.network(leg, is_over=False)

    async def come_to_rest(self) -> None:
        """Everybody hangs up, and everything is acked."""
        for leg in self.legs():
            await self.network(leg, is_over=True)
        while self.unacked:
            await self.ack(100)
