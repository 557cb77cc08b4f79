"""Words for tests of the machine: a phone, what happens to it, and what it said."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from softphone.core.messages.commands import Answer, Command, Dial
from softphone.core.messages.effects import Announce, Effect, Ignore, Reply, StartTimer
from softphone.core.messages.events import Event, Invited, LegConnected, TimerFired
from softphone.core.messages.facts import CallEnded, Fact
from softphone.core.messages.refusals import Refusal
from softphone.core.messages.timers import Timer
from softphone.core.state.phone import Phone, new_phone
from softphone.core.state.policy import AccountPolicy, Policy
from softphone.core.step import step
from softphone.core.turn import Message
from softphone.core.values import (
    NO_TAGS,
    AccountName,
    Asked,
    CallId,
    Ending,
    Instant,
    LegId,
    Origin,
    Peer,
    RequestId,
    Tags,
)

ACCOUNT = AccountName("desk")
ONE_LINE = Policy(accounts=(AccountPolicy(ACCOUNT, has_registrar=False),))
TWO_LINES = replace(ONE_LINE, has_call_waiting=True)
A, B, C = CallId("call-a"), CallId("call-b"), CallId("call-c")
LEG_A, LEG_B, LEG_C = LegId("leg-a"), LegId("leg-b"), LegId("leg-c")
REMOTE, PBX = Asked(Origin.REMOTE), Asked(Origin.PBX)
BOB = Peer("sip:bob@127.0.0.1", "Bob", "+4930123456")


def invited(call: CallId = A, leg: LegId = LEG_A, tags: Tags = NO_TAGS) -> Invited:
    """An INVITE from Bob."""
    return Invited(leg, ACCOUNT, BOB, call, tags)


def dial(call: CallId = A, leg: LegId = LEG_A) -> Dial:
    """The agent calls Bob."""
    return Dial("sip:bob@127.0.0.1", call, leg)


@dataclass
class Scene:
    """A phone that things happen to, and everything it said, in order."""

    phone: Phone
    now: float = 100.0
    effects: list[Effect] = field(default_factory=list)
    last: list[Effect] = field(default_factory=list)
    requests: int = 0

    def happens(self, *bodies: Command | Event, asked: Asked = REMOTE) -> "Scene":
        """The network, a device or the clock reports."""
        for body in bodies:
            self.now += 1.0
            result = step(self.phone, Message(body, Instant(self.now), asked))
            self.phone, self.last = result.phone, list(result.effects)
            self.effects += self.last
        return self

    def desk(self, command: Command) -> RequestId:
        """The agent asks for something at the desk."""
        return self.asks(command, Origin.DESK)

    def salesforce(self, command: Command) -> RequestId:
        """Salesforce asks for something."""
        return self.asks(command, Origin.CONNECTOR)

    def asks(self, command: Command, origin: Origin) -> RequestId:
        """Somebody asks for something and waits for the answer."""
        self.requests += 1
        request = RequestId(f"{origin}-{self.requests}")
        self.happens(command, asked=Asked(origin, request))
        return request

    def fires(self, timer: Timer) -> "Scene":
        """The clock reaches a timer that the machine has started."""
        assert timer in {effect.timer for effect in self.effects if isinstance(effect, StartTimer)}
        return self.happens(TimerFired(timer), asked=Asked(Origin.TIMER))

    @property
    def facts(self) -> list[Fact]:
        """Everything announced so far."""
        return facts_of(self.effects)

    @property
    def new_facts(self) -> list[Fact]:
        """What the last message made the phone announce."""
        return facts_of(self.last)

    @property
    def was_ignored(self) -> bool:
        """Whether the last message changed nothing."""
        return len(self.last) == 1 and isinstance(self.last[0], Ignore)

    def names(self) -> list[str]:
        """The names of everything announced so far."""
        return [type(fact).__name__ for fact in self.facts]

    def answer_to(self, request: RequestId) -> Fact | Refusal | None:
        """What a request was answered with; it was answered once."""
        replies = [effect for effect in self.effects if isinstance(effect, Reply) and effect.request == request]
        assert len(replies) == 1, f"{request} was answered {len(replies)} times"
        return replies[0].outcome

    def is_answered(self, request: RequestId) -> bool:
        """Whether a request has its answer."""
        return any(isinstance(effect, Reply) and effect.request == request for effect in self.effects)

    def refusal(self, request: RequestId) -> Refusal:
        """Why a request was turned down."""
        answer = self.answer_to(request)
        assert isinstance(answer, Refusal)
        return answer

    def did(self, kind: type[Effect]) -> list[Effect]:
        """All effects of a kind so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]


def facts_of(effects: Iterable[Effect]) -> list[Fact]:
    """The facts among effects."""
    return [effect.fact for effect in effects if isinstance(effect, Announce)]


def scene(policy: Policy = ONE_LINE) -> Scene:
    """A phone that has just been switched on."""
    return Scene(new_phone(policy))


def ending(play: Scene) -> Ending:
    """How the only call ended."""
    (fact,) = [fact for fact in play.facts if isinstance(fact, CallEnded)]
    return fact.ending


def talking(call: CallId = A, leg: LegId = LEG_A, play: Scene | None = None) -> Scene:
    """A call that was answered."""
    play = (play or scene()).happens(invited(call, leg))
    play.desk(Answer(call))
    return play.happens(LegConnected(leg))
