"""Who calls: names, numbers and queues as a contact centre meets them. Pure; chance comes as an argument.

All numbers are from ranges that are set aside for films and plays, so that none of them is anybody's.
"""

from dataclasses import dataclass
from random import Random

_PEOPLE = (
    ("Anna Schmidt", "DE"),
    ("Jörg Krüger", "DE"),
    ("Aylin Şahin", "DE"),
    ("Katharina Vogel", "DE"),
    ("Tobias Neumann", "DE"),
    ("Emily Carter", "US"),
    ("Marcus Johnson", "US"),
    ("Sofía Ramírez", "US"),
    ("Daniel Kim", "US"),
    ("Olivia Brown", "GB"),
    ("Siân O'Connor", "GB"),
    ("Harry Patel", "GB"),
    ("Camille Lefèvre", "FR"),
    ("Hugo Bernard", "FR"),
)
_ANONYMOUS_SHARE = 0.08
_RANGES = {
    "DE": ("+493023125", 3),
    "US": ("+120255501", 2),
    "GB": ("+442079460", 3),
    "FR": ("+3319900", 4),
}
_QUEUES = (
    ("sales", "Sales"),
    ("support", "Technical support"),
    ("billing", "Billing"),
    ("returns", "Returns"),
)


@dataclass(frozen=True, slots=True)
class Queue:
    """Where a customer waited before the agent's phone rang."""

    id: str
    name: str
    waited_s: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part. An empty name and number belong to somebody who hides both."""

    name: str
    number: str
    voice: int
    queue: Queue | None = None

    @property
    def user(self) -> str:
        """The user part of the person's address."""
        return self.number or "anonymous"


def customer(chance: Random) -> Person:
    """Think of a customer who calls about something."""
    queue = Queue(*chance.choice(_QUEUES), waited_s=chance.randint(5, 240))
    voice = chance.randint(1, 40)
    if chance.random() < _ANONYMOUS_SHARE:
        return Person("", "", voice, queue)
    name, country = chance.choice(_PEOPLE)
    return Person(name, _number(chance, country), voice, queue)


def colleague(index: int) -> Person:
    """Name the colleague who has this extension; always the same one."""
    names = ("Petra Lang", "Samuel Osei", "Mia Rossi", "Lukas Weber", "Hana Novak", "Ravi Menon")
    return Person(names[index % len(names)], str(201 + index), voice=50 + index)


def third_party() -> Person:
    """Name the specialist outside the company to whom calls are transferred."""
    return Person("Repair Centre Nord", "+494066969812", voice=60)


def supervisor() -> Person:
    """Name the supervisor."""
    return Person("Ingrid Sommer", "290", voice=70)


def _number(chance: Random, country: str) -> str:
    prefix, digits = _RANGES[country]
    return f"{prefix}{chance.randrange(10**digits):0{digits}d}"
