"""Laws that hold whatever happens, in whatever order, how often and how late."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings, strategies as st

from softphone.core.audio import LegAudio, Microphone
from softphone.core.commands import (
    Answer,
    Command,
    Decline,
    Dial,
    EndWrapUp,
    HangUp,
    Redirect,
    SendDigits,
    SetDoNotDisturb,
    SetHold,
    SetMute,
    SetRecordingPause,
)
from softphone.core.effects import (
    ArrangeAudio,
    Effect,
    Reply,
    SendAnswer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendRedirect,
    SendReject,
    StartTimer,
    StopTimer,
)
from softphone.core.events import (
    AudioResumed,
    AudioStopped,
    Event,
    HoldConfirmed,
    HoldRefused,
    Invited,
    LegConnected,
    LegEnded,
    LegRedirected,
    MediaChanged,
    PageAttached,
    PageDetached,
    ProvisionalReceived,
    TimerFired,
)
from softphone.core.facts import CallEnded, CallStarted
from softphone.core.legs import Accepting, Alerting, Dialling, Hold, Leg, Talking
from softphone.core.policy import Policy
from softphone.core.timers import LegTimer, Timer
from softphone.core.values import Asked, CallId, EndReason, LegId, Media, Origin, Tags
from tests.core.scenes import ACCOUNT, BOB, ONE_LINE, TWO_LINES, Scene, scene

FRESH_LEGS = [LegId(f"leg-{number}") for number in range(200)]
calls = st.sampled_from([None, CallId("call-0"), CallId("call-1"), CallId("call-2")])
origins = st.sampled_from([Origin.DESK, Origin.CONNECTOR, Origin.SCRIPT])
codes = st.sampled_from([0, 180, 404, 408, 486, 487, 503, 603])
causes = st.sampled_from([None, EndReason.ANSWERED_ELSEWHERE, EndReason.ABANDONED])

commands: st.SearchStrategy[Command | str] = st.one_of(
    st.just("dial"),
    st.builds(Answer, calls),
    st.builds(Decline, calls),
    st.builds(Redirect, st.sampled_from(["sip:x@127.0.0.1", "?"]), calls),
    st.builds(HangUp, calls),
    st.builds(SetMute, st.booleans(), calls),
    st.builds(SetHold, st.booleans(), calls),
    st.builds(SetRecordingPause, st.booleans(), calls),
    st.builds(SendDigits, st.sampled_from(["1", "x"]), calls),
    st.builds(SetDoNotDisturb, st.sampled_from([False] * 5 + [True])),
    st.just(EndWrapUp()),
    st.builds(Answer),
    st.builds(Answer),
    st.builds(SetHold, st.booleans()),
    st.builds(HangUp),
)


def leg_events(leg: LegId) -> st.SearchStrategy[Event]:
    """Anything the network may say about a leg, whether it makes sense or not."""
    return st.one_of(
        st.builds(ProvisionalReceived, st.just(leg), codes, st.booleans()),
        st.just(LegConnected(leg)),
        st.builds(LegEnded, st.just(leg), codes, st.just(""), causes),
        st.builds(HoldConfirmed, st.just(leg), st.booleans()),
        st.builds(HoldRefused, st.just(leg), codes, st.just("")),
        st.builds(MediaChanged, st.just(leg), st.builds(Media, is_held_by_peer=st.booleans())),
        st.just(LegRedirected(leg, "sip:y@127.0.0.1")),
        st.just(AudioStopped(leg, 3.0, "")),
        st.just(AudioResumed(leg)),
    )


def expected(leg: Leg) -> Event:
    """What a well-behaved network says next, so that calls get somewhere in spite of all the noise."""
    match leg.phase:
        case Dialling():
            return ProvisionalReceived(leg.id, 180)
        case Accepting() | Alerting():
            return LegConnected(leg.id)
        case Talking() if leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF):
            return HoldConfirmed(leg.id, is_held=leg.hold is Hold.TURNING_ON)
        case _:
            return LegEnded(leg.id, 200)


policies: st.SearchStrategy[Policy] = st.sampled_from(
    [
        ONE_LINE,
        TWO_LINES,
        replace(TWO_LINES, records_calls=True, rings_in_wrap_up=True, takes_auto_answer=True),
        replace(TWO_LINES, rings_in_wrap_up=True),
        replace(TWO_LINES, has_wrap_up=False, no_answer_s=None, max_conversations=2),
    ]
)


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

    def hear(self) -> None:
        """Look at what the last message did."""
        for effect in self.play.last:
            match effect:
                case StartTimer(timer=timer):
                    self.timers.add(timer)
                case StopTimer(timer=timer):
                    self.timers.discard(timer)
                case SendAnswer() | SendInvite() | SendGoodbye() | SendReject() | SendRedirect():
                    self.sent[effect] += 1
                    assert self.sent[effect] == 1, "the network was asked twice for the same thing"
                    assert effect.leg not in self.over
                case SendHold(leg=leg):
                    assert leg not in self.holds, "a second re-INVITE while the first is under way"
                    self.holds.add(leg)
                case ArrangeAudio(plan=plan):
                    heard = {route.sink for route in plan.routes if route.source == Microphone()}
                    legs = {sink.leg for sink in heard if isinstance(sink, LegAudio)}
                    assert len({self.call_of(leg) for leg in legs}) <= 1, "two calls have the microphone"
                case _:
                    pass
        self.holds = {
            leg.id
            for call in self.play.phone.conversations
            for leg in call.legs
            if leg.hold in (Hold.TURNING_ON, Hold.TURNING_OFF) and leg.is_live
        }
        self.over |= {leg.id for fact in self.play.new_facts if isinstance(fact, CallEnded) for leg in fact.call.legs}

    def call_of(self, leg: LegId) -> CallId:
        """The conversation of a leg that has audio."""
        found = self.play.phone.find(leg)
        assert found, "audio for a leg that is gone"
        assert found[1].hold is Hold.OFF
        assert not found[0].is_muted
        return found[0].id

    def command(self, body: Command | str, origin: Origin) -> None:
        """Somebody asks for something."""
        if isinstance(body, str):
            body = Dial("sip:bob@127.0.0.1", CallId(f"call-{len(self.legs)}"), self.new_leg())
        self.requests.append(self.play.asks(body, origin))
        self.hear()

    def event(self, body: Event) -> None:
        """The network says something."""
        if isinstance(body, TimerFired):
            self.timers.discard(body.timer)
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


KINDS = ["command"] * 6 + ["network"] * 3 + ["noise", "invite", "timer", "page"]


@given(data=st.data(), policy=policies, length=st.integers(20, 120))
@settings(max_examples=200, deadline=None)
def test_any_order_of_messages_leaves_a_sane_phone(data: st.DataObject, policy: Policy, length: int) -> None:
    player = Player(policy)
    for _ in range(length):
        kind = data.draw(st.sampled_from(KINDS))
        if kind == "command":
            player.command(data.draw(commands), data.draw(origins))
        elif kind == "invite":
            tags = Tags(
                key=data.draw(st.sampled_from([None, CallId("call-0")])), wants_auto_answer=data.draw(st.booleans())
            )
            leg = player.new_leg()
            player.event(Invited(leg, ACCOUNT, BOB, CallId(f"call-{len(player.legs) - 1}"), tags))
        elif kind == "network" and (legs := [leg for call in player.play.phone.conversations for leg in call.legs]):
            player.event(expected(data.draw(st.sampled_from(legs))))
        elif kind == "noise" and player.legs:
            player.event(data.draw(st.sampled_from(player.legs).flatmap(leg_events)))
        elif kind == "timer" and player.timers:
            player.event(TimerFired(data.draw(st.sampled_from(sorted(player.timers, key=repr)))))
        elif kind == "page":
            player.event(PageAttached() if data.draw(st.booleans()) else PageDetached())
    player.come_to_rest()
    check_books(player)


def check_books(player: Player) -> None:
    """At rest, everything that began has ended, and nobody waits."""
    phone, facts = player.play.phone, player.play.facts
    assert phone.conversations == ()
    assert phone.focus is None
    assert not phone.audio.routes
    assert not any(isinstance(timer, LegTimer) for timer in player.timers)
    replies = Counter(effect.request for effect in player.play.did(Reply) if isinstance(effect, Reply))
    assert replies == Counter(player.requests), "every request is answered exactly once"
    lives = [fact.leg for fact in facts if isinstance(fact, CallStarted)]
    deaths = [leg.id for fact in facts if isinstance(fact, CallEnded) for leg in fact.call.legs]
    assert sorted(lives) == sorted(deaths), "every call that started ended exactly once"
    for position, fact in enumerate(facts):
        if isinstance(fact, CallEnded):
            later = [other for other in facts[position + 1 :] if getattr(other, "leg", None) == fact.call.initial.id]
            assert later == [], "a call that is over stays over"
