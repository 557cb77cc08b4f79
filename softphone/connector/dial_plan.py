"""From what was clicked to what is dialled: the dial rules of the settings, applied to a contact or a number.

May not know calls. The same plan serves every front end, so that a click in Salesforce and one at the desk reach the
same telephone. Only the contact centre's own prefix (`reqLongDistPrefix`) is for Salesforce's clicks alone.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

import phonenumbers

from softphone.connector.calls import Contact
from softphone.connector.numbers import LONGEST, Written, read_number
from softphone.connector.words import ContactKind
from softphone.core.values import CallType
from softphone.settings.sections.calls import DialSettings

NOBODY_DIALS = "In a blind transfer nobody would dial the extension behind that number: consult first."


@dataclass(frozen=True, slots=True)
class Destination:
    """Whom to call: a SIP URI, the number for people, and digits to send after the answer.

    `number` is what the history keeps, Salesforce is told and contacts are found by: without what only this telephone
    system wants (rules, the prefix for outside), so that calling it again does the same again, and not twice.
    """

    uri: str
    number: str
    extension: str = ""


_CODE = re.compile(r"\+[1-9][0-9]{0,2}")
"""A country's, such as +1 or +49."""
_OUTSIDE = ("+", *"0123456789")
"""How numbers begin that are no codes of the telephone system."""
_INSIDE = frozenset({ContactKind.AGENT, ContactKind.QUEUE})
"""Kinds whose numbers are the telephone system's own."""


def destination_of(contact: Contact, plan: DialSettings, domain: str, centre_prefix: str = "") -> Destination | None:
    """Say what to dial for a contact; None if there is nothing that could be dialled.

    A contact's own prefix always goes before its number. `centre_prefix` is the contact centre's: it goes before long
    numbers of contacts that have none, where the settings name neither a country nor a rule for them.
    """
    template = _template(contact.type, plan)
    if contact.type is ContactKind.FLOW:
        return _flow(contact, template, domain)
    written = _written(contact)
    if written is None or template is None:
        return None
    extension = (contact.extension or written.extension) if plan.extension_pause else ""
    if written.is_address and written.number.startswith(("sip:", "sips:")):
        return Destination(written.number, written.number, extension)
    number = dialled = written.number
    if not written.is_address:
        usual = "" if contact.prefix or contact.type in _INSIDE or plan.country else centre_prefix
        dialled, number = _dialled(_prefixed(number, contact.prefix or "", plan), plan, usual)
    return Destination(_filled(template, contact, dialled, domain), number, extension)


def call_type_of(kind: ContactKind | None) -> CallType:
    """Say what a call to a contact is to Salesforce: one to a colleague stays in the house."""
    return CallType.INTERNAL if kind is ContactKind.AGENT else CallType.OUTBOUND


def _written(contact: Contact) -> Written | None:
    """Read a contact's number, or the id of one that has none: no rule touches an id that is no number itself."""
    if contact.phone_number or contact.type not in _INSIDE:
        return read_number(contact.phone_number or contact.id or "")
    name = (contact.id or "").strip()
    written = read_number(name)
    if written and (written.is_address or not any(map(str.isalpha, name))):
        return written
    return Written(name, is_address=True) if 0 < len(name) <= LONGEST else None


def _flow(contact: Contact, template: str | None, domain: str) -> Destination | None:
    """A flow has a name or an id, and no number."""
    name = contact.name or contact.id or contact.phone_number
    if template is None or not name:
        return None
    return Destination(_filled(template, contact, contact.phone_number or name, domain), name)


def _filled(template: str, contact: Contact, number: str, domain: str) -> str:
    # Salesforce is given the number as the id of contacts that have none
    own_id = contact.id if contact.id != contact.phone_number else None
    uri = template.format(
        number=_escaped(number),
        id=_escaped(own_id or number),
        name=_escaped(contact.name or ""),
        domain=domain,
    )
    if uri.lower().startswith(("sip:", "sips:")):
        return uri
    return f"sip:{uri}" if "@" in uri else f"sip:{uri}@{domain}"


def _template(kind: ContactKind | None, plan: DialSettings) -> str | None:
    match kind:
        case ContactKind.AGENT:
            return plan.agent
        case ContactKind.QUEUE:
            return plan.queue
        case ContactKind.PHONE_BOOK:
            return plan.phone_book
        case ContactKind.FLOW:
            return plan.flow
        case ContactKind.PHONE_NUMBER | None:
            return plan.number


def _prefixed(number: str, wanted: str, plan: DialSettings) -> str:
    """Put Salesforce's long-distance prefix before a number that lacks it; the settings may name another.

    Before a country's code goes what its people write, without the digit that they dial for far away.
    """
    found = read_number(plan.long_distance_prefix or wanted) if wanted else None
    if found is None or number.startswith(("+", found.number)):
        return number
    country = (
        phonenumbers.region_code_for_country_code(int(found.number[1:])) if _CODE.fullmatch(found.number) else None
    )
    return _international(number, country) or found.number + number


def _dialled(number: str, plan: DialSettings, centre_prefix: str) -> tuple[str, str]:
    """Say what this telephone system wants to be dialled for a number, and which number that is for people.

    One that a rule is for, in either form, stays for people as the rule found it: it will be found so again.
    """
    if (ruled := _by_rule(number, plan)) is not None:
        return ruled, number
    whole = number
    if _is_outside(number, plan) and number[0] != "+":
        whole = _international(number, plan.country) or _prefixed(number, centre_prefix, plan)
    dialled = whole
    if plan.outside_prefix and _is_outside(whole, plan):
        dialled = plan.outside_prefix + whole.replace("+", "00", 1)
    return dialled, whole if _by_rule(whole, plan) is None else number


def _is_outside(number: str, plan: DialSettings) -> bool:
    """Whether it is neither an extension nor a code of the telephone system."""
    return len(number) > plan.internal_digits and number.startswith(_OUTSIDE)


def _by_rule(number: str, plan: DialSettings) -> str | None:
    """Let the first rule decide that is for this number."""
    found = ((re.fullmatch(rule.match, number), rule.dial) for rule in plan.rules)
    return next((match.expand(dial) for match, dial in found if match), None)


def _international(number: str, country: str | None) -> str | None:
    if country is None:
        return None
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _escaped(text: str) -> str:
    """Make text fit for the user part of a SIP URI."""
    return quote(text, safe="+*!$&'(),;=-_.~")
