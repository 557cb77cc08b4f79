"""No order of changes from both sides runs in circles, whether Salesforce repeats what it is told or not."""

from collections import deque
from dataclasses import dataclass, field

from hypothesis import given, settings, strategies as st

from softphone.core.messages.commands import Answer, ChooseStatus, EndWrapUp, TakeStatus
from softphone.core.messages.events import LegConnected, LegEnded
from softphone.core.messages.facts import StatusChanged
from softphone.core.state.presence import Status
from tests.core.scenes import LEG_A, Scene, invited
from tests.core.test_status import ALL, ONLINE, online


@dataclass
class World:
    """A phone and a Salesforce that hear each other late, and in order."""

    repeats: bool
    """Whether Salesforce says again what it was told."""
    play: Scene = field(default_factory=online)
    there: Status = ONLINE
    inbox: deque[Status] = field(default_factory=deque)
    outbox: deque[TakeStatus] = field(default_factory=deque)
    told: int = 0
    changes: int = 0
    has_enqueued: bool = False

    def does(self, what: str, status: Status) -> None:
        """One thing happens somewhere."""
        calls, wrap_up = self.play.phone.conversations, self.play.phone.wrap_up
        match what:
            case "desk":
                self.changes += 1
                self.play.desk(ChooseStatus(status.id))
            case "salesforce" | "enqueue":
                self.chooses(status, is_enqueued=what == "enqueue")
            case "call" if not calls and not wrap_up:
                self.play.happens(invited())
                self.play.desk(Answer())
                self.play.happens(LegConnected(LEG_A))
            case "hangup" if calls:
                self.play.happens(LegEnded(LEG_A))
            case "wrap up" if wrap_up:
                self.play.desk(EndWrapUp())
            case "hear" | "say":
                self.passes_on(hears=what == "hear", says=what == "say")
            case _:
                pass

    def chooses(self, status: Status, *, is_enqueued: bool) -> None:
        """The agent chooses in Salesforce."""
        self.changes += 1
        self.has_enqueued |= is_enqueued
        self.there = status
        self.outbox.append(TakeStatus(status, is_enqueued))

    def passes_on(self, *, hears: bool = True, says: bool = True) -> None:
        """One message arrives at either side, or at both."""
        news = [fact.status for fact in self.play.facts if isinstance(fact, StatusChanged) and fact.is_news]
        self.inbox.extend(news[self.told :])
        self.told = len(news)
        if hears and self.inbox:
            self.there = self.inbox.popleft()
            if self.repeats:
                self.outbox.append(TakeStatus(self.there))
        if says and self.outbox:
            self.play.salesforce(self.outbox.popleft())

    def comes_to_rest(self) -> int:
        """All work ends, all messages arrive; says how many it took."""
        self.does("hangup", ONLINE)
        self.does("wrap up", ONLINE)
        passed = 0
        while passed <= 4 * self.changes + 4:
            self.passes_on()
            passed += 1
            if not self.inbox and not self.outbox:
                break
        return passed


STEPS = st.tuples(
    st.sampled_from(["desk", "salesforce", "enqueue", "call", "hangup", "wrap up", "hear", "say"]), st.sampled_from(ALL)
)


@settings(max_examples=400)
@given(st.lists(STEPS, max_size=25), st.booleans())
def test_whatever_both_sides_choose_they_come_to_rest(steps: list[tuple[str, Status]], repeats: bool) -> None:
    world = World(repeats)
    for what, status in steps:
        world.does(what, status)

    assert world.comes_to_rest() <= 2 * world.changes + 2
    assert world.told <= world.changes
    assert world.play.phone.presence.pending is None
    if repeats and not world.has_enqueued:
        assert world.play.phone.presence.current == world.there
