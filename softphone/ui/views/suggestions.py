"""Who could be meant by what somebody types: from the calls there were, and from whoever else can be asked."""

from dataclasses import dataclass

from softphone.protocol.answers import HistoryEntry
from softphone.protocol.contacts import ContactState
from softphone.protocol.vocabulary import Direction
from softphone.ui.views import people
from softphone.ui.views.callees import Callee, of_call, of_contact, written
from softphone.ui.views.language import Language

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


def of_history(entries: tuple[HistoryEntry, ...], say: Language, region: str | None = None) -> tuple[Suggestion, ...]:
    """Make suggestions of calls, newest first."""
    return tuple(
        Suggestion(
            people.isolated(people.name_of(entry)),
            of_call(entry),
            people.number_of(entry, say, region),
            "outgoing" if entry.direction is Direction.OUT else "incoming",
        )
        for entry in entries
        if of_call(entry).text
    )


def joined(*sources: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """Join sources, whoever is reached by the same number and extension once: the earlier source knows better."""
    found: dict[tuple[str, str], Suggestion] = {}
    for source in sources:
        for suggestion in source:
            callee = suggestion.callee
            found.setdefault((callee.text, callee.contact.extension if callee.contact else ""), suggestion)
    return tuple(found.values())[:MOST]


def of_contacts(contacts: tuple[ContactState, ...], say: Language, region: str | None = None) -> tuple[Suggestion, ...]:
    """Make suggestions of contacts that can be called."""
    return tuple(
        Suggestion(
            people.isolated(people.clean(contact.name)),
            of_contact(contact),
            written(contact, say, region),
            "contacts",
        )
        for contact in contacts
        if of_contact(contact).text
    )
