"""A party on a stage where the test is the network and the clock."""

from dataclasses import dataclass, field
from typing import TypeVar

from softphone.core.messages.effects import ArrangeAudio
from softphone.core.messages.events import Event, Invited, LegConnected
from softphone.core.values import NO_TAGS, AccountName, CallId, Instant, LegId, Peer
from softphone.simulator import party as parties
from softphone.simulator.party import Party
from softphone.simulator.performance import Doing, Note, Verdict
from softphone.simulator.script import parse

LEG, OTHER = LegId("leg"), LegId("other")
ANNA = AccountName("anna")
PHONE = "sip:agent@127.0.0.1:5060"
INVITED = Invited(LEG, ANNA, Peer("sip:agent@127.0.0.1", name="Agent"), CallId("minted"), NO_TAGS)
D = TypeVar("D")


@dataclass
class Stage:
    """A party on a stage where the test is the network and the clock."""

    party: Party
    now: float = 100.0
    done: list[Doing] = field(default_factory=list)

    def call(self) -> "Stage":
        return self._take(parties.call(self.party, LEG, CallId("key"), PHONE, Instant(self.now)))

    def hear(self, *events: Event) -> "Stage":
        for event in events:
            self._take(parties.hear(self.party, event, Instant(self.now)))
        return self

    def pass_time(self, seconds: float) -> "Stage":
        self.now += seconds
        return self._take(parties.tick(self.party, Instant(self.now)))

    def leave(self) -> "Stage":
        return self._take(parties.leave(self.party, Instant(self.now)))

    def fresh(self, *kinds: type[D]) -> list[D]:
        """Give what was done of these kinds since last asked."""
        found = [doing for doing in self.done if isinstance(doing, kinds)]
        self.done.clear()
        return found  # type: ignore[return-value]

    def effects(self) -> list[object]:
        """Give the signalling that was done since last asked."""
        found = [doing for doing in self.done if not isinstance(doing, Note | ArrangeAudio)]
        self.done.clear()
        return list(found)

    @property
    def verdicts(self) -> list[Verdict]:
        return [outcome.verdict for outcome in self.party.outcomes]

    def _take(self, result: tuple[Party, parties.Doings]) -> "Stage":
        self.party, doings = result
        self.done += doings
        return self


def caller(text: str) -> Stage:
    return Stage(Party(ANNA, parse("call\n" + text))).call()


def talking(text: str) -> Stage:
    return caller("expect connected\n" + text).hear(LegConnected(LEG))


def called(text: str) -> Stage:
    return Stage(Party(ANNA, parse(text))).hear(INVITED)
