"""From what was clicked to what is dialled: the dial rules of the settings, applied to a contact or a number.

May not know calls. The same plan serves every front end, so that a click in Salesforce and a number typed at the desk
reach the same telephone.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

import phonenumbers

from softphone.connector.calls import Contact
from softphone.connector.numbers import Written, read_number
from softphone.connector.words import ContactKind
from softphone.settings.sections.calls import DialSettings


@dataclass(frozen=True, slots=True)
class Destination:
    """Whom to call: a SIP URI, the number for people, and digits to send after the answer."""

    uri: str
    number: str
    extension: str = ""


def destination_of(contact: Contact, plan: DialSettings, domain: str) -> Destination | None:
    """Say what to dial for a contact; None if there is nothing that could be dialled."""
    template = _template(contact.type, plan)
    if contact.type is ContactKind.FLOW:
        return _flow(contact, template, domain)
    written = read_number(contact.phone_number or contact.id or "")
    if written is None or template is None:
        return None
    extension = (contact.extension or written.extension) if plan.extension_pause else ""
    if written.is_address and written.number.startswith(("sip:", "sips:")):
        return Destination(written.number, written.number, extension)
    number = written.number if written.is_address else _rewritten(_with_prefix(written, contact, plan), plan)
    return Destination(_filled(template, contact, number, domain), number, extension)


def _flow(contact: Contact, template: str | None, domain: str) -> Destination | None:
    """A flow has a name or an id, and no number."""
    name = contact.name or contact.id or contact.phone_number
    if template is None or not name:
        return None
    return Destination(_filled(template, contact, contact.phone_number or name, domain), name)


def _filled(template: str, contact: Contact, number: str, domain: str) -> str:
    uri = template.format(
        number=_escaped(number),
        id=_escaped(contact.id or number),
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


def _with_prefix(written: Written, contact: Contact, plan: DialSettings) -> str:
    """Put Salesforce's long-distance prefix before a number that lacks it; the settings may name another."""
    wanted = contact.prefix or ""
    prefix = read_number(plan.long_distance_prefix or wanted) if wanted else None
    if prefix is None or written.number.startswith(("+", prefix.number)):
        return written.number
    return prefix.number + written.number


def _rewritten(number: str, plan: DialSettings) -> str:
    for rule in plan.rules:
        if found := re.fullmatch(rule.match, number):
            return found.expand(rule.dial)
    if len(number) <= plan.internal_digits or not number[0].isdigit():
        return number
    international = _international(number, plan.country) or number
    return plan.outside_prefix + (international.replace("+", "00", 1) if plan.outside_prefix else international)


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
