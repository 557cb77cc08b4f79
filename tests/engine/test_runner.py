"""The runner: order, timers, answers, and that one adapter's fault stops nobody."""

import asyncio
import logging
import threading
from dataclasses import dataclass, field, replace

import pytest

from softphone.core.messages.commands import Answer, SetMute
from softphone.core.messages.effects import SendRinging, SipEffect
from softphone.core.messages.events import LegConnected, PageAttached
from softphone.core.messages.facts import CallEnded, CallStarted, Fact
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.state.phone import new_phone
from softphone.core.values import Asked, Origin, RequestId
from softphone.engine import runner as running
from softphone.engine.runner import Announced, Outcome, Runner, Stepped
from tests.core.scenes import LEG_A, ONE_LINE, invited

DESK = Asked(Origin.DESK, RequestId("desk-1"))


@dataclass
class Bench:
    """A runner with an adapter that only remembers, and a listener that only listens."""

    runner: Runner
    effects: list[SipEffect] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    def listen(self, told: Announced) -> None:
        self.facts.append(told.fact)
        self.heard.set()


@pytest.fixture
async def bench() -> Bench:
    runner = Runner(new_phone(replace(ONE_LINE, no_answer_s=0.01)), lambda _: None)
    bench = Bench(runner)
    runner.perform = bench.effects.append
    runner.listeners.append(bench.listen)
    return bench


async def test_an_event_from_another_thread_is_decided_in_the_loop(bench: Bench) -> None:
    threading.Thread(target=bench.runner.post, args=(invited(),)).start()
    await asyncio.wait_for(bench.heard.wait(), 5)

    assert SendRinging(LEG_A) in bench.effects
    assert isinstance(bench.facts[0], CallStarted)


async def test_a_request_is_answered_when_it_has_happened(bench: Bench) -> None:
    bench.runner.tell(invited())
    asking = asyncio.ensure_future(bench.runner.ask(Answer(), DESK))
    await asyncio.sleep(0)
    assert not asking.done()

    bench.runner.tell(LegConnected(LEG_A))

    assert not isinstance(await asking, Refusal)


async def test_a_timer_that_the_machine_started_reaches_it(bench: Bench) -> None:
    bench.runner.tell(invited())
    while not any("SendReject" in repr(effect) for effect in bench.effects):
        await asyncio.wait_for(bench.heard.wait(), 5)
        await asyncio.sleep(0.005)

    assert bench.runner.phone.conversations[0].legs[0].is_live is False


async def test_the_same_request_twice_is_carried_out_once(bench: Bench) -> None:
    bench.runner.tell(invited())
    first = asyncio.ensure_future(bench.runner.ask(Answer(), DESK))
    await asyncio.sleep(0)
    second = await bench.runner.ask(Answer(), DESK)

    assert isinstance(second, Refusal)
    assert second.why is Why.ALREADY_UNDER_WAY
    bench.runner.stop()
    await first


async def test_a_request_without_a_name_is_refused(bench: Bench) -> None:
    assert isinstance(await bench.runner.ask(Answer(), Asked(Origin.DESK)), Refusal)


async def test_nobody_waits_for_a_phone_that_was_switched_off(bench: Bench) -> None:
    bench.runner.tell(invited())
    asking = asyncio.ensure_future(bench.runner.ask(Answer(), DESK))
    await asyncio.sleep(0)
    bench.runner.stop()
    outcome = await asking

    assert isinstance(outcome, Refusal)
    assert outcome.why is Why.STOPPING


async def test_nobody_who_has_stopped_waiting_is_disturbed(bench: Bench) -> None:
    bench.runner.tell(invited())
    asking = asyncio.ensure_future(bench.runner.ask(Answer(), DESK))
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.sleep(0)

    bench.runner.tell(LegConnected(LEG_A))

    assert bench.runner.counters.faults == 0


async def test_a_listener_that_fails_stops_nobody(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("out of paper")

    bench.runner.listeners.insert(0, fail)
    bench.runner.perform = fail
    with caplog.at_level(logging.ERROR):
        bench.runner.tell(invited())

    assert isinstance(bench.facts[0], CallStarted)
    assert bench.runner.counters.faults >= 2
    assert "out of paper" in caplog.text


async def test_what_a_listener_tells_is_decided_after_what_it_listens_to(bench: Bench) -> None:
    order: list[str] = []

    def chatter(told: Announced) -> None:
        if isinstance(told.fact, CallStarted):
            bench.runner.tell(PageAttached())
            order.append(f"page known: {bench.runner.phone.has_page}")

    bench.runner.listeners.append(chatter)
    bench.runner.tell(invited())

    assert order == ["page known: False"]
    assert bench.runner.phone.has_page


async def test_an_observer_sees_whole_steps(bench: Bench) -> None:
    steps: list[Stepped] = []
    bench.runner.observers.append(steps.append)
    bench.runner.tell(invited())

    assert [type(effect).__name__ for effect in steps[0].effects][:2] == ["Announce", "SendRinging"]
    assert steps[0].phone is bench.runner.phone


async def test_a_flood_is_dropped_and_counted(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MAILBOX_LIMIT", 3)

    def flood(told: Announced) -> None:
        if isinstance(told.fact, CallStarted):
            for _ in range(10):
                bench.runner.tell(PageAttached())

    bench.runner.listeners.append(flood)
    bench.runner.tell(invited())

    assert bench.runner.counters.dropped == 7


async def test_late_events_are_counted(bench: Bench) -> None:
    bench.runner.tell(LegConnected(LEG_A))

    assert bench.runner.counters.ignored == 1


async def test_stopping_lets_timers_go(bench: Bench) -> None:
    bench.runner.tell(invited())
    bench.runner.stop()
    await asyncio.sleep(0.05)

    assert not any(isinstance(fact, CallEnded) for fact in bench.facts)
    outcomes: list[Outcome] = []
    bench.runner.request(SetMute(is_muted=True), Asked(Origin.DESK, RequestId("late")), outcomes.append)
    assert len(outcomes) == 1
