"""Whom a row, a suggestion or a field means: what is shown of it, and what the phone is asked to call.

The dial rules are not known here: a contact is handed to the phone with all they ask for.
"""

from dataclasses import dataclass

from softphone.connector.numbers import LONGEST, read_number
from softphone.protocol import targets
from softphone.protocol.answers import HistoryEntry
from softphone.protocol.contacts import ContactState
from softphone.ui.views import people
from softphone.ui.views.language import Language


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to call: the text that a field shows, and the contact that is meant by it, if one was chosen."""

    text: str = ""
    contact: targets.ContactTarget | None = None

    @property
    def target(self) -> targets.Callee:
        """What the phone is asked to call."""
        return self.contact or self.text.strip()

    @property
    def is_callable(self) -> bool:
        """Whether there is anything that could be called."""
        return self.contact is not None or read_number(self.text) is not None

    def still(self, text: str) -> "Callee":
        """Whom a field means that shows `text` now: the one who was chosen, until somebody writes something else."""
        return self if text == self.text else Callee(text)


NOBODY = Callee()


def of_contact(contact: ContactState) -> Callee:
    """Who is called by a contact: it is known by its number, or by its id where it has none."""
    text = people.clean(contact.number or contact.id, LONGEST)
    if not text:
        return NOBODY
    return Callee(
        text,
        targets.ContactTarget(
            kind=contact.kind,
            name=contact.name,
            number=contact.number,
            id=contact.id,
            prefix=contact.prefix,
            extension=contact.extension,
        ),
    )


def written(contact: ContactState, say: Language, region: str | None = None) -> str:
    """Write where a contact is reached: an extension tells apart those who share a number."""
    number = people.written(contact.number, region) if contact.number else people.clean(contact.id)
    if not number or not contact.extension:
        return number
    return say("{number} ext. {extension}", number=number, extension=people.clean(contact.extension))


def of_target(target: targets.Callee) -> Callee:
    """Who was called by what the phone was asked to call."""
    if isinstance(target, str):
        return Callee(target)
    return Callee(people.clean(target.number or target.id, LONGEST), target)


def of_call(entry: HistoryEntry) -> Callee:
    """Who is called by a call there was: its number, or its address where that was called by an id."""
    if people.is_withheld(entry):
        return NOBODY
    return Callee(entry.number if read_number(entry.number) else entry.uri)
