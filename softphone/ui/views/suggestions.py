"""Who could be meant by what somebody types: from the calls there were, and from whoever else can be asked."""

from dataclasses import dataclass

from softphone.protocol.answers import HistoryEntry
from softphone.protocol.contacts import ContactState
from softphone.protocol.vocabulary import Direction
from softphone.ui.views import people
from softphone.ui.views.callees import Callee, of_call, of_contact

MOST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who can be called."""

    name: str
    callee: Callee
    written: str
    icon: str = "history"

    @property
    def text(self) -> str:
        """What is shown: the name, if there is one, and the number."""
        return f"{self.name}   {self.written}" if self.name else self.written


def of_history(entries: tuple[HistoryEntry, ...], region: str | None = None) -> tuple[Suggestion, ...]:
    """Make suggestions of calls, newest first."""
    return tuple(
        Suggestion(
            people.isolated(people.clean(entry.name)),
            of_call(entry),
            people.written(entry.number, region) if entry.number else people.address(entry.uri),
            "outgoing" if entry.direction is Direction.OUT else "incoming",
        )
        for entry in entries
        if entry.number or entry.uri
    )


def joined(*sources: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """Join sources, each number once: the earlier source knows better."""
    found: dict[str, Suggestion] = {}
    for source in sources:
        for suggestion in source:
            found.setdefault(suggestion.callee.text, suggestion)
    return tuple(found.values())[:MOST]


def of_contacts(contacts: tuple[ContactState, ...], region: str | None = None) -> tuple[Suggestion, ...]:
    """Make suggestions of contacts that can be called."""
    return tuple(
        Suggestion(
            people.isolated(people.clean(contact.name)),
            of_contact(contact),
            people.written(contact.number, region) if contact.number else people.clean(contact.id),
            "contacts",
        )
        for contact in contacts
        if of_contact(contact).text
    )
