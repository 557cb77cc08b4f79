"""A party on stage plays with a real clock and a phone, and leaves when it is told to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from softphone.core.messages.effects import SendAnswer, SendGoodbye, SendInvite, SendReject, SipEffect
from softphone.core.messages.events import Event, Invited, LegConnected, LegEnded
from softphone.core.values import NO_TAGS, AccountName, CallId, LegId, Peer
from softphone.engine.ports.phone import Measured, Post
from softphone.engine.ports.secrets import Secret
from softphone.simulator.party import Party
from softphone.simulator.performance import Note, Verdict
from softphone.simulator.script import parse
from softphone.simulator.stage import Playbill, Stage
from tests.peers.waiting import until

ANNA = AccountName("anna")
LEG = LegId("in")
CALL = Invited(LEG, ANNA, Peer("sip:agent@127.0.0.1"), CallId("k"), NO_TAGS)
PHONE = "sip:agent@127.0.0.1"
Answers = Callable[[SipEffect], Event | None]


def obliging(effect: SipEffect) -> Event | None:
    """Answer every call, and confirm every end."""
    match effect:
        case SendInvite(leg=leg) | SendAnswer(leg=leg):
            return LegConnected(leg)
        case SendGoodbye(leg=leg) | SendReject(leg=leg):
            return LegEnded(leg, 200)
        case _:
            return None


def unanswering(effect: SipEffect) -> Event | None:
    """Let it ring for ever, and confirm every end."""
    return obliging(effect) if isinstance(effect, SendGoodbye) else None


def nobody(event: Event) -> None:
    """Hear what a phone says that is not switched on."""
    raise AssertionError(f"a phone that is off reported {event}")


@dataclass
class ObligingPhone:
    """A phone whose network does at once what `answers` says."""

    answers: Answers = obliging
    done: list[SipEffect] = field(default_factory=list)
    is_on: bool = False
    post: Post = nobody

    async def start(self, post: Post) -> str:
        self.post, self.is_on = post, True
        return "sip:anna@127.0.0.1:5070"

    def perform(self, effect: SipEffect) -> None:
        self.done.append(effect)
        if event := self.answers(effect):
            self.post(event)

    def network_changed(self) -> None:
        """It stays where it is."""

    def use_password(self, account: AccountName, password: Secret) -> None:
        """Nobody asks for one."""

    def measure(self, measured: Measured) -> None:
        """Nobody wants to know here."""

    async def stop(self) -> None:
        self.is_on = False


@dataclass
class Scene:
    """A stage and all that can be seen on it."""

    text: str
    answers: Answers = obliging
    most_calls: int = 1
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.phone = ObligingPhone(self.answers)
        party = Party(ANNA, parse(self.text), self.most_calls)
        self.stage = Stage(self.phone, party, self.notes.append)

    @property
    def verdicts(self) -> list[Verdict]:
        return [outcome.verdict for outcome in self.stage.party.outcomes]


async def test_a_caller_calls_as_often_as_it_should() -> None:
    scene = Scene("call\nexpect connected 5\nsay speech\nhangup")
    await scene.stage.open()

    await scene.stage.perform(Playbill(PHONE, times=3, pause_s=0.01))
    await scene.stage.close()

    assert scene.verdicts == [Verdict.PASSED] * 3
    assert [effect.target for effect in scene.phone.done if isinstance(effect, SendInvite)] == [PHONE] * 3
    assert len({effect.leg for effect in scene.phone.done if isinstance(effect, SendInvite)}) == 3
    assert not scene.phone.is_on


async def test_a_step_that_takes_time_is_woken_by_the_clock() -> None:
    scene = Scene("call\nexpect connected 20ms", unanswering)
    await scene.stage.open()

    await scene.stage.perform(Playbill(PHONE))

    assert scene.verdicts == [Verdict.FAILED]


async def test_one_who_waits_to_be_called_answers() -> None:
    scene = Scene("ring 10ms\nanswer\nhangup")
    await scene.stage.open()
    scene.phone.post(CALL)

    await scene.stage.perform(Playbill(times=1))

    assert scene.verdicts == [Verdict.PASSED]
    assert next(note.what for note in scene.notes) == "offered"


async def test_leaving_ends_the_call_that_is_up() -> None:
    scene = Scene("answer\nwait 1m")
    await scene.stage.open()
    scene.phone.post(CALL)
    playing = asyncio.create_task(scene.stage.perform(Playbill(times=None)))
    await until(lambda: any(note.what == "connected" for note in scene.notes), "the call is up")

    scene.stage.leave()
    await playing
    await scene.stage.close()

    assert SendGoodbye(LEG) in scene.phone.done
    assert scene.verdicts == [Verdict.PASSED]
    assert not scene.phone.is_on


async def test_leaving_before_anything_happened_is_no_trouble() -> None:
    scene = Scene("answer")
    await scene.stage.open()
    scene.stage.leave()

    await scene.stage.perform(Playbill(times=None))
    await scene.stage.close()

    assert scene.verdicts == []
