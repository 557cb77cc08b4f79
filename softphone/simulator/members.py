"""The parties of a room as commands to start: each is a `softphone simulate customer` process of its own.

Pure: people and a plan in, arguments out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from softphone.settings.sections.calls import HeadersSettings
from softphone.settings.sections.simulator import SimulatorSettings
from softphone.simulator.cast import Person, Queue, colleague, supervisor, third_party

ANSWER_AFTER_S = 3
LONGEST_TALK_S = 900
_KEY_PRESSERS, _HOLDERS = 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the room, and the arguments that its process gets."""

    title: str
    person: Person
    arguments: tuple[str, ...]


def calling_member(
    person: Person, target: str, plan: SimulatorSettings, headers: HeadersSettings, now: datetime, chance: Random
) -> Member:
    """Let a customer call the phone, and behave as customers do."""
    arguments = (
        *_identity(person),
        *("--call", target),
        *("--patience", str(plan.patience_s)),
        *("--hang-up-after", str(plan.talk_s or LONGEST_TALK_S)),
        *(_queue_headers(person.queue, headers, now) if person.queue else ()),
        *_habits(chance),
    )
    return Member("customer", person, arguments)


def waiting_members(plan: SimulatorSettings) -> Iterator[Member]:
    """Let everybody wait who can be called: colleagues, a third party and a supervisor."""
    people = [("colleague", colleague(index)) for index in range(plan.colleagues)]
    for title, person in [*people, ("third party", third_party()), ("supervisor", supervisor())]:
        yield Member(title, person, (*_identity(person), "--answer-after", str(ANSWER_AFTER_S)))


def _identity(person: Person) -> tuple[str, ...]:
    return ("--name", person.name, "--number", person.user, "--voice", str(person.voice))


def _queue_headers(queue: Queue, headers: HeadersSettings, now: datetime) -> Iterator[str]:
    since = (now - timedelta(seconds=queue.waited_s)).isoformat(timespec="seconds")
    named = {
        headers.call_type: "inbound",
        headers.queue_id: queue.id,
        headers.queue_name: queue.name,
        headers.queue_timestamp: since,
    }
    for name, value in named.items():
        yield from ("--header", f"{name}: {value}")


def _habits(chance: Random) -> Iterator[str]:
    if chance.random() < _KEY_PRESSERS:
        yield from ("--digits", f"{chance.randrange(10**6):06d}#", "--digits-after", str(chance.randint(4, 15)))
    if chance.random() < _HOLDERS:
        yield from ("--hold-after", str(chance.randint(10, 30)))
