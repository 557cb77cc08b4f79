"""Which Salesforce pages may embed the phone, and which pages hosted elsewhere may use it: the settings, or the agent.

An origin of the settings is let in at once, one that looks like Salesforce is asked about at the phone, once, and
anything else is refused. May not know pages' connections: whoever waits gives a function to be called.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from softphone.connector.page import looks_like_salesforce
from softphone.engine.ports.page_memory import PageMemory

MOST_QUESTIONS = 8
MOST_WAITING = 32
"""As many as there are pages; a page that asks again and again hears no."""

Verdict = Callable[[bool], None]


@dataclass(slots=True)
class Admission:
    """Judges origins, and keeps the questions that the agent has not answered yet."""

    parents: tuple[str, ...]
    memory: PageMemory
    changed: Callable[[], None]
    """Other questions are open than before."""
    _waiting: dict[str, list[Verdict]] = field(default_factory=dict)

    def judge(self, origin: str, verdict: Verdict) -> None:
        """Give the verdict on an origin, now or when the agent has spoken."""
        if any(matches(origin, parent) for parent in self.parents):
            verdict(True)  # noqa: FBT003 - the verdict is the datum
        elif self.parents or not looks_like_salesforce(origin):
            verdict(False)  # noqa: FBT003 - the same
        else:
            self.question(origin, verdict)

    def question(self, what: str, verdict: Verdict) -> None:
        """Ask the agent, unless that was done before."""
        if self.memory.is_approved(what):
            verdict(True)  # noqa: FBT003 - the same
        elif len(self._waiting.get(what, ())) >= MOST_WAITING:
            verdict(False)  # noqa: FBT003 - the same
        elif what in self._waiting:
            self._waiting[what].append(verdict)
        elif len(self._waiting) < MOST_QUESTIONS:
            self._waiting[what] = [verdict]
            self.changed()
        else:
            verdict(False)  # noqa: FBT003 - the same

    @property
    def open_questions(self) -> tuple[str, ...]:
        """What the agent has been asked and has not answered."""
        return tuple(self._waiting)

    def approve(self, what: str) -> bool:
        """The agent says yes; answers whether that was asked at all."""
        waiting = self._waiting.pop(what, None)
        if waiting is None:
            return False
        self.memory.approve(what)
        for verdict in waiting:
            verdict(True)  # noqa: FBT003 - the same
        self.changed()
        return True


def matches(origin: str, parent: str) -> bool:
    """Whether an origin is one of the settings'; a parent's port may be `*`."""
    if not parent.endswith(":*"):
        return origin.lower() == parent.lower()
    try:
        given, wanted = urlsplit(origin.lower()), urlsplit(parent.removesuffix(":*").lower())
    except ValueError:
        return False
    return (given.scheme, given.hostname) == (wanted.scheme, wanted.hostname) and given.path == ""
