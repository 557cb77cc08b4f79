"""The one thread that touches the SIP stack, from its creation to its end.

PJSIP gets no thread of its own for signalling: this one polls it, runs what others hand in, and is woken for that by a
CRLFCRLF datagram (a keep-alive, which SIP ignores) to the phone's own port. It knows nothing of calls.
"""

import logging
import socket
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

from softphone.adapters.sip.library.guard import Guard

log = logging.getLogger(__name__)

WAKE_UP = b"\r\n\r\n"
T = TypeVar("T")
Job = Callable[[], object]


class Stack(Protocol):
    """What the owner runs; every method is called in its thread."""

    def open(self) -> tuple[str, int]:
        """Begin; answers with the address of the UDP port at which the stack can be woken."""

    def poll(self) -> None:
        """Let the stack work, and wait for the network a little while."""

    def close(self) -> None:
        """End everything, within a bounded time."""


class Owner:
    """Runs a stack in its thread until it is told to stop."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._jobs: deque[Job] = deque()
        self._is_stopping = False
        self._is_wake_up_due = threading.Event()
        self._opened: Future[None] = Future()
        self._closed: Future[None] = Future()
        self._waker: Waker | None = None
        self._thread = threading.Thread(target=self._run, name="sip-owner", daemon=True)
        self._guard = Guard("the SIP thread")

    def start(self) -> Future[None]:
        """Begin; the future holds the error if the stack cannot."""
        self._opened.set_running_or_notify_cancel()  # a cancelled one could not be told how it went
        self._thread.start()
        return self._opened

    def submit(self, job: Job) -> None:
        """Have something done soon; from any thread."""
        self._jobs.append(job)
        if self._waker is not None and not self._is_wake_up_due.is_set():
            self._is_wake_up_due.set()
            self._waker.wake()

    def ask(self, question: Callable[[], T]) -> "Future[T]":
        """Have something found out soon; from any thread."""
        answer: Future[T] = Future()

        def find_out() -> None:
            if answer.set_running_or_notify_cancel():
                try:
                    answer.set_result(question())
                except Exception as error:  # noqa: BLE001 - whoever asked gets the error, whatever it is
                    answer.set_exception(error)

        self.submit(find_out)
        return answer

    def wake_at(self, address: tuple[str, int]) -> None:
        """The stack can be woken elsewhere from now on; in the owner's thread."""
        before, self._waker = self._waker, Waker(address)
        if before is not None:
            before.close()

    def stop(self) -> Future[None]:
        """End; the future is done when the thread has closed the stack."""
        self.submit(self._note_stop)
        return self._closed

    def _note_stop(self) -> None:
        self._is_stopping = True

    def _run(self) -> None:
        try:
            self._waker = Waker(self._stack.open())
        except BaseException as error:  # noqa: BLE001 - the engine waits for the outcome, whatever it is
            self._close()
            self._opened.set_exception(error)
            return
        self._opened.set_result(None)
        while True:
            self._run_jobs()
            if self._is_stopping:
                break
            with self._guard:
                self._stack.poll()
        self._close()

    def _run_jobs(self) -> None:
        self._is_wake_up_due.clear()
        while self._jobs:
            job = self._jobs.popleft()
            with self._guard:
                job()

    def _close(self) -> None:
        with self._guard:
            self._stack.close()
        if self._waker is not None:
            self._waker.close()
        self._closed.set_result(None)


class Waker:
    """Sends a datagram to the stack's own port, which ends its waiting at once."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self._socket = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address[0], 0))  # else the kernel binds it to every address
        self._socket.settimeout(0)

    def wake(self) -> None:
        """Wake the stack; where that fails, the next regular poll does."""
        try:
            self._socket.sendto(WAKE_UP, self._address)
        except OSError as error:
            log.debug("the SIP thread could not be woken: %s", error)

    def close(self) -> None:
        """Let the socket go."""
        self._socket.close()
