"""From what people type, paste or click to the SIP URI that is called. Pure.

Understands numbers as they are written, `tel:`, `callto:`, `sip:` and `sips:` links, and names of users; applies the
dial rules of the settings. What cannot be understood is None: the caller says so.
"""

import re
from urllib.parse import unquote

import phonenumbers

from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.calls import DialSettings

_SIP = re.compile(r"sips?:", re.IGNORECASE)
_LINK = re.compile(r"(?:tel|callto):(?://)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s().\-/\u00a0\u2010-\u2015\u202a-\u202e]+")
_NUMBER = re.compile(r"\+?[0-9*#]+")
_USER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.!~*'&=+$,;?/%-]*")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?(?:;[^\s<>\"]*)?")
_DOMAIN = re.compile(r"sips?:(?:[^@]*@)?([^;?>]+)", re.IGNORECASE)
LONGEST = 256


def sip_uri(text: str, dial: DialSettings, account: AccountSettings) -> str | None:
    """Find the SIP URI that `text` means for an account, or None."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    if scheme := _SIP.match(text):
        return _complete(scheme.group().lower(), text[scheme.end() :])
    if link := _LINK.match(text):
        text = unquote(text[link.end() :]).partition(";")[0]
    if "@" in text:
        return _complete("sip:", text)
    number = _SEPARATORS.sub("", text)
    if _NUMBER.fullmatch(number):
        return _fill(dial.number, dialled_number(number, dial), account)
    return _fill("sip:{number}@{domain}", text, account) if _USER.fullmatch(text) else None


def dialled_number(number: str, dial: DialSettings) -> str:
    """Apply the dial rules to a bare number."""
    for rule in dial.rules:
        if match := re.fullmatch(rule.match, number):
            return match.expand(rule.dial)
    if len(number) <= dial.internal_digits or not number.lstrip("+").isdigit():
        return number
    return dial.outside_prefix + _internationally(number, dial)


def _internationally(number: str, dial: DialSettings) -> str:
    if dial.country is None:
        return number
    try:
        parsed = phonenumbers.parse(number, dial.country)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return written.replace("+", "00", 1) if dial.outside_prefix else written


def _complete(scheme: str, rest: str) -> str | None:
    user, at, host = rest.rpartition("@")
    if not at:
        return scheme + rest if _HOST.fullmatch(rest) else None
    return f"{scheme}{user}@{host}" if _USER.fullmatch(user) and _HOST.fullmatch(host) else None


def _fill(template: str, number: str, account: AccountSettings) -> str:
    domain = _DOMAIN.match(account.uri)
    uri = template.replace("{number}", number).replace("{domain}", domain.group(1) if domain else "")
    return uri if _SIP.match(uri) else f"sip:{uri}"


def number_of(uri: str) -> str:
    """The number in a SIP URI's user part, or nothing."""
    user = re.sub(r"^sips?:", "", uri, flags=re.IGNORECASE).partition("@")[0].partition(";")[0]
    return user if _NUMBER.fullmatch(user) else ""
