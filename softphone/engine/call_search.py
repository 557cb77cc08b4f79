"""What it means that a call record is wanted: the plain rule that every history has to agree with. Pure."""

from softphone.contacts.folding import DIALLED, digits_of, folded
from softphone.engine.call_record import CallRecord
from softphone.engine.ports.storage import Wanted


def terms_of(text: str) -> tuple[str, ...]:
    """Split what somebody typed into what has to be found; of a number the digits, without its leading zeros."""
    return tuple(digits_of(word) if DIALLED.issuperset(word) else word for word in folded(text).split())


def searched_text(record: CallRecord) -> str:
    """Say everything that a record can be found by, each on its own line."""
    parties = (record.party, *record.others)
    numbers = (digits_of(folded(party.number)) for party in parties)
    words = (folded(word) for party in parties for word in (party.name, party.number, party.uri))
    return "\n".join((*numbers, *words, folded(record.queue_name)))


def is_wanted(wanted: Wanted, record: CallRecord) -> bool:
    """Say whether a record is one of those, whatever the page."""
    text = searched_text(record)
    return (
        (wanted.call is None or record.call == wanted.call)
        and (wanted.direction is None or record.direction is wanted.direction)
        and (not wanted.is_missed_only or record.is_missed)
        and (wanted.since is None or record.started_at >= wanted.since)
        and (wanted.until is None or record.started_at < wanted.until)
        and all(term in text for term in terms_of(wanted.text))
    )
