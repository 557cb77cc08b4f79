"""The one thread: it does what it is given, in order, wakes at once, survives faults, and ends."""

import gc
import logging
import socket
import threading
import weakref
from collections.abc import Iterator

import pytest

from softphone.adapters.sip.library import guard
from softphone.adapters.sip.library.guard import Guard
from softphone.adapters.sip.library.owner import Owner, Waker
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.events import Event, NetworkLost

WITHIN_S = 5


class FakeStack:
    """Waits at a UDP port, as PJSIP does."""

    def __init__(self, *, fails_to_open: bool = False) -> None:
        self._fails_to_open = fails_to_open
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.threads: list[int] = []
        self.polls = 0
        self.is_faulty = False

    def open(self) -> tuple[str, int]:
        self.threads.append(threading.get_ident())
        if self._fails_to_open:
            raise ValueError("no such device")
        self.socket.settimeout(60)
        return "127.0.0.1", self.socket.getsockname()[1]

    def poll(self) -> None:
        self.polls += 1
        if self.is_faulty:
            self.is_faulty = False
            raise RuntimeError("a fault in a poll")
        self.socket.recv(100)

    def close(self) -> None:
        self.threads.append(threading.get_ident())
        self.socket.close()


@pytest.fixture
def stack() -> FakeStack:
    return FakeStack()


@pytest.fixture
def owner(stack: FakeStack) -> Iterator[Owner]:
    found = Owner(stack)
    found.start().result(WITHIN_S)
    yield found
    found.stop().result(WITHIN_S)


def test_everything_happens_in_one_thread_from_the_first_to_the_last(stack: FakeStack) -> None:
    owner = Owner(stack)
    owner.start().result(WITHIN_S)
    asked = owner.ask(threading.get_ident).result(WITHIN_S)
    owner.stop().result(WITHIN_S)

    assert set(stack.threads) == {asked}
    assert asked != threading.get_ident()


def test_jobs_run_in_order_although_the_stack_would_sleep_for_a_minute(owner: Owner) -> None:
    done: list[int] = []
    for number in range(500):
        owner.submit(lambda number=number: done.append(number))  # type: ignore[misc]
    owner.ask(lambda: None).result(WITHIN_S)

    assert done == list(range(500))


def test_jobs_from_many_threads_are_all_done(owner: Owner) -> None:
    done: list[int] = []

    def hand_in() -> None:
        for _ in range(100):
            owner.submit(lambda: done.append(1))

    threads = [threading.Thread(target=hand_in) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WITHIN_S)
    owner.ask(lambda: None).result(WITHIN_S)

    assert len(done) == 800


def test_a_fault_in_a_job_or_a_poll_does_not_end_the_thread(
    owner: Owner, stack: FakeStack, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        stack.is_faulty = True
        owner.submit(lambda: 1 / 0)

        assert owner.ask(lambda: 7).result(WITHIN_S) == 7
    assert "ZeroDivisionError" in caplog.text


def test_whoever_asks_gets_the_error(owner: Owner) -> None:
    with pytest.raises(ZeroDivisionError):
        owner.ask(lambda: 1 / 0).result(WITHIN_S)


def test_a_question_that_nobody_waits_for_any_more_is_not_answered(owner: Owner) -> None:
    hold, went = threading.Event(), threading.Event()

    def be_busy() -> None:
        went.set()
        hold.wait(WITHIN_S)

    owner.submit(be_busy)
    went.wait(WITHIN_S)
    answer = owner.ask(lambda: 7)
    assert answer.cancel()
    hold.set()

    assert owner.ask(lambda: 8).result(WITHIN_S) == 8


def test_a_stack_that_cannot_open_says_why_and_is_closed() -> None:
    stack = FakeStack(fails_to_open=True)
    owner = Owner(stack)

    with pytest.raises(ValueError, match="no such device"):
        owner.start().result(WITHIN_S)
    assert len(stack.threads) == 2


def test_what_was_handed_in_before_the_end_is_done(stack: FakeStack) -> None:
    owner = Owner(stack)
    owner.start().result(WITHIN_S)
    done: list[int] = []
    owner.submit(lambda: done.append(1))
    closed = owner.stop()
    owner.submit(lambda: done.append(2))
    closed.result(WITHIN_S)

    assert done[0] == 1


def test_a_waker_that_reaches_nobody_does_no_harm() -> None:
    waker = Waker(("::1", 9))
    waker.wake()
    waker.close()
    waker.wake()


def test_the_outbox_tells_in_order_and_nothing_after_it_was_closed() -> None:
    told: list[Event] = []
    outbox = Outbox(told.append)
    outbox.tell_all([NetworkLost(), NetworkLost()])
    outbox.close()
    outbox.tell(NetworkLost())

    assert told == [NetworkLost(), NetworkLost()]


def test_a_guard_keeps_errors_in_and_lets_interrupts_out(caplog: pytest.LogCaptureFixture) -> None:
    guarded = Guard("a callback")
    with caplog.at_level(logging.ERROR), guarded:
        raise ValueError("inside")
    assert "a callback" in caplog.text

    with pytest.raises(KeyboardInterrupt), guarded:
        raise KeyboardInterrupt
    with guarded:
        pass


class Thing:
    """Something that must not outlive its callback."""

    def callback(self) -> None:
        with Guard("a thing"):
            raise ValueError(self)


def test_a_guard_keeps_nothing_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = logging.getLogger("quiet")
    quiet.propagate = False
    monkeypatch.setattr(guard, "log", quiet)
    quiet.addHandler(logging.NullHandler())
    thing = Thing()
    alive = weakref.ref(thing)
    gc.disable()
    try:
        thing.callback()
        del thing
        assert alive() is None
    finally:
        gc.enable()
