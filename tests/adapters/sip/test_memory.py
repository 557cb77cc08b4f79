"""Memory is given back when the phone has rested, and only then."""

from dataclasses import dataclass, field

from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.library.memory import REST_S, Memory, give_back_pages


@dataclass
class Desk:
    """A phone with some calls, on a clock of the test."""

    now: float = 0.0
    calls: list[str] = field(default_factory=list)
    given_back: int = 0

    def __post_init__(self) -> None:
        self.agenda = Agenda()
        self.memory = Memory(self.calls, self.agenda, self._give_back, lambda: self.now)

    def at(self, now: float, *calls: str) -> int:
        """Let time pass with these calls up; answers how often memory was given back so far."""
        self.now, self.calls[:] = now, calls
        self.memory.look()
        for job in self.agenda.due(now):
            job()
        return self.given_back

    def _give_back(self) -> None:
        self.given_back += 1


def test_a_phone_that_was_never_called_has_nothing_to_give_back() -> None:
    assert Desk().at(10 * REST_S) == 0


def test_memory_is_given_back_once_when_the_last_call_is_long_over() -> None:
    desk = Desk()

    assert desk.at(0, "a") == 0
    assert desk.at(REST_S - 1) == 0
    assert desk.at(REST_S) == 1
    assert desk.at(9 * REST_S) == 1


def test_nothing_is_given_back_while_calls_come_and_go() -> None:
    desk = Desk()

    counts = [desk.at(second, *("a",) * (second % 7 < 3)) for second in range(300)]

    assert set(counts) == {0}
    assert desk.at(300 + REST_S) == 1


def test_the_next_rush_is_tidied_up_too() -> None:
    desk = Desk()
    desk.at(0, "a")
    desk.at(REST_S)
    desk.at(REST_S + 1, "b")

    assert desk.at(2 * REST_S + 2) == 2


def test_giving_back_harms_nobody() -> None:
    give_back_pages()
