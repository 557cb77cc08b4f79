"""Plays the phone with anything that may be asked or may happen, and watches the laws while it does."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from softphone.core.messages.commands import (
    AddParticipant,
    Command,
    Dial,
    Supervise,
    Transfer,
)
from softphone.core.messages.effects import (
    ArrangeAudio,
    Effect,
    SendAnswer,
    SendAttendedTransfer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendMode,
    SendRedirect,
    SendReject,
    SendTransfer,
    StartTimer,
    StopTimer,
)
from softphone.core.messages.events import (
    Event,
    HoldConfirmed,
    HoldRefused,
    LegEnded,
    TimerFired,
)
from softphone.core.messages.facts import (
    CallEnded,
    HoldChanged,
    ParticipantAdded,
    PartiesMerged,
    PartiesSplit,
    PartiesSwapped,
)
from softphone.core.messages.timers import HoldDue, Timer
from softphone.core.rules.switching import is_aside
from softphone.core.state.audio import AudioPlan, LegAudio, Microphone, Route
from softphone.core.state.legs import Hold
from softphone.core.state.policy import Policy
from softphone.core.state.wishes import Switching, Transferring
from softphone.core.values import Asked, CallId, LegId, Mode, Origin
from tests.core.moves import FRESH_LEGS
from tests.core.scenes import Scene, scene

TELLS_HOLD = HoldChanged | ParticipantAdded | PartiesSwapped | PartiesMerged | PartiesSplit


class Player:
    """Drives a scene with random messages and watches the laws."""

    def __init__(self, policy: Policy) -> None:
        self.play: Scene = scene(policy)
        self.legs: list[LegId] = []
        self.timers: set[Timer] = set()
        self.requests: list[str] = []
        self.sent: Counter[Effect] = Counter()
        self.holds: set[LegId] = set()
        self.over: set[LegId] = set()
        self.held: set[LegId] = set()
        self.unholdable: set[LegId] = set()

    def hear(self) -> None:
        """Look at what the last message did."""
        for effect in self.play.last:
            match effect:
                case StartTimer(timer=timer):
                    self.timers.add(timer)
                case StopTimer(timer=timer):
                    self.timers.discard(timer)
                case ArrangeAudio(plan=plan):
                    self.check_audio(plan)
                case _:
                    self.check_signalling(effect)
        self.holds = {
            leg.id
            for call in self.play.phone.conversations
            for leg in call.legs
            if leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF) and leg.is_live
        }
        self.over |= {leg.id for fact in self.play.new_facts if isinstance(fact, CallEnded) for leg in fact.call.legs}
        self.check_hold()

    def check_signalling(self, effect: Effect) -> None:
        """The network is asked once, and never about what is over."""
        match effect:
            case SendTransfer() | SendAttendedTransfer() | SendMode():
                assert effect.leg not in self.over
            case SendAnswer() | SendInvite() | SendGoodbye() | SendReject() | SendRedirect():
                self.sent[effect] += 1
                assert self.sent[effect] == 1, "the network was asked twice for the same thing"
                assert effect.leg not in self.over
            case SendHold(leg=leg):
                assert leg not in self.holds, "a second re-INVITE while the first is under way"
                self.holds.add(leg)
            case _:
                pass

    def check_audio(self, plan: AudioPlan) -> None:
        """One conversation has the microphone, and parties hear each other only when they are merged."""
        plan = self.without_guests(plan)
        heard = {route.sink for route in plan.routes if route.source == Microphone()}
        legs = {sink.leg for sink in heard if isinstance(sink, LegAudio)}
        assert not any(self.is_listening(leg) for leg in legs), "a listening supervisor is heard"
        assert len({self.call_of(leg) for leg in legs}) <= 1, "two calls have the microphone"
        assert len(legs) <= 1 or self.is_merged(legs), "two parties hear the agent unmerged"
        pairs = {
            (route.source.leg, route.sink.leg)
            for route in plan.routes
            if isinstance(route.source, LegAudio) and isinstance(route.sink, LegAudio)
        }
        assert all(self.is_merged(pair) for pair in pairs), "parties hear each other unmerged"

    def without_guests(self, plan: AudioPlan) -> AudioPlan:
        """Leave aside what supervisors of our calls hear, once it is sure that only those are heard who may be."""
        guests = {leg.id: leg for call in self.play.phone.conversations for leg in call.guests}
        for route in plan.routes:
            guest = guests.get(route.source.leg) if isinstance(route.source, LegAudio) else None
            if guest:
                assert guest.mode is not Mode.LISTEN, "a listening supervisor is heard"
                assert not guest.media.is_held_by_peer, "a supervisor's music on hold is heard"
                assert guest.mode is Mode.BARGE or not isinstance(route.sink, LegAudio), "a whisper goes too far"

        def is_of_guest(route: Route) -> bool:
            return any(isinstance(end, LegAudio) and end.leg in guests for end in (route.source, route.sink))

        return replace(plan, routes=frozenset(route for route in plan.routes if not is_of_guest(route)))

    def is_listening(self, leg: LegId) -> bool:
        """Whether a leg is the way into a colleague's call, in which nothing may be heard of us."""
        call, found = self.play.phone.find(leg) or (None, None)
        is_silent = found is not None and found.mode is Mode.LISTEN
        return call is not None and call.is_supervision and (is_silent or isinstance(call.wish, Switching))

    def is_merged(self, legs: Iterable[LegId]) -> bool:
        """Whether legs may hear each other."""
        found = [self.play.phone.find(leg) for leg in legs]
        return all(one and one[0].is_merged for one in found)

    def check_hold(self) -> None:
        """With nothing under way, what was told of hold is what is so, and only one conversation is open."""
        for fact in self.play.new_facts:
            if isinstance(fact, TELLS_HOLD):
                self.held |= {leg.id for leg in fact.call.legs if leg.is_held}
                self.held -= {leg.id for leg in fact.call.legs if not leg.is_held}
        for call in self.play.phone.conversations:
            is_quiet = isinstance(call.wish, Transferring | None) and all(leg.is_told for leg in call.parties)
            if is_quiet and not any(leg.is_hold_under_way for leg in call.parties):
                truth = {leg.id for leg in call.parties if leg.is_talking and leg.is_held}
                assert truth == self.held & {leg.id for leg in call.parties if leg.is_talking}
                unheld = {leg.id for leg in call.open_legs} - self.unholdable
                assert not (is_aside(self.play.phone, call) and unheld), "somebody waits unheld elsewhere"
                assert len(call.parties) < 2 or call.is_merged or len(call.open_legs) <= 1

    def call_of(self, leg: LegId) -> CallId:
        """The conversation of a leg that has audio."""
        found = self.play.phone.find(leg)
        assert found, "audio for a leg that is gone"
        assert found[1].hold is Hold.OFF
        assert not found[0].is_muted
        return found[0].id

    def command(self, body: Command | str, origin: Origin) -> None:
        """Somebody asks for something."""
        match body:
            case "dial":
                body = Dial("sip:bob@127.0.0.1", CallId(f"call-{len(self.legs)}"), self.new_leg())
            case "add":
                body = AddParticipant("sip:carol@127.0.0.1", self.new_leg())
            case "supervise":
                number = len(self.legs)
                body = Supervise("sip:spy@127.0.0.1", CallId(f"call-{number}"), self.new_leg(), agent="sip:a@127.0.0.1")
            case "transfer":
                body = Transfer("sip:dave@127.0.0.1", self.new_leg())
            case str():
                raise AssertionError(body)
            case _:
                pass
        self.requests.append(self.play.asks(body, origin))
        self.hear()

    def event(self, body: Event) -> None:
        """The network says something."""
        match body:
            case TimerFired(timer=timer):
                self.timers.discard(timer)
                if isinstance(timer, HoldDue):
                    self.unholdable.add(timer.leg)
                    self.holds.discard(timer.leg)
            case HoldRefused(leg=leg):
                self.unholdable.add(leg)
                self.holds.discard(leg)
            case HoldConfirmed(leg=leg):
                self.holds.discard(leg)
            case _:
                pass
        self.play.happens(body, asked=Asked(Origin.REMOTE))
        self.hear()

    def new_leg(self) -> LegId:
        """A leg id that was never used."""
        self.legs.append(FRESH_LEGS[len(self.legs)])
        return self.legs[-1]

    def come_to_rest(self) -> None:
        """Let the far ends hang up, and every timer run out."""
        for call in self.play.phone.conversations:
            for leg in call.legs:
                self.event(LegEnded(leg.id))
        while self.timers:
            timer = min(self.timers, key=repr)
            self.event(TimerFired(timer))
