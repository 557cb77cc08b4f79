"""Takes out of a text what does not belong in a log: passwords and keys always, numbers and names unless allowed.

Pure text work: it knows neither the log nor the calls. It would rather take too much than too little. What it cannot
know: a short extension (up to six digits) or a name in running text, so our own log lines do not write these.
Every pattern reads its text in linear time, because strangers on the network write part of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from softphone.settings.phone_numbers import without_numbers


@dataclass(frozen=True, slots=True)
class Rule:
    """What is replaced by what. It can only match where one of `words` stands, which is much faster to find out."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    replacement: str


SECRET = "[secret]"  # noqa: S105 - stands where a secret was
DIGITS = "[digits]"
NAME = "[name]"
USER = "[user]"
NUMBER = "[number]"

_QUOTED = r"(?:\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?)"
"""A quoted text, perhaps not closed."""
_DONE = r"\[[a-z]+\](?=[\s,;)}\]&]|$)"
"""What an earlier redaction has put there: what follows it was no part of the value."""
_WORD = r"(?:\[[a-z]+\]|[^\s,;)}\]])*"
_TO_THE_BLANK = rf"(?:{_DONE}|{_QUOTED}{_WORD}|\S*)"
_TO_THE_COMMA = rf"{_QUOTED}?(?:\[[a-z]+\]|[^,;)}}\]\r\n])*"
_ONE_WORD = rf"{_QUOTED}?{_WORD}"
_IS = r"\\*[\"']?[ \t]*[:=][ \t]*"
"""What stands between a key and its value, in JSON, Python, TOML, headers and queries."""

_SECRETS = (
    Rule(
        ("authorization",),
        re.compile(rf"((?:proxy-)?authorization{_IS})[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*", re.IGNORECASE),
        rf"\1{SECRET}",
    ),
    Rule(("cookie",), re.compile(rf"(\b(?:set-)?cookie{_IS})[^\r\n]*", re.IGNORECASE), rf"\1{SECRET}"),
    Rule(
        ("response", "nonce", "opaque", "rspauth"),
        re.compile(rf"(\b(?:response|cnonce|nonce|nextnonce|opaque|rspauth){_IS}){_ONE_WORD}", re.IGNORECASE),
        rf"\1{SECRET}",
    ),
    Rule(
        ("pass", "pwd", "secret", "token", "ticket", "api", "credential"),
        re.compile(
            rf"((?:pass(?:word|wd|phrase)|pwd|secret|token|ticket|api[_-]?key|credentials?){_IS}){_TO_THE_BLANK}",
            re.IGNORECASE,
        ),
        rf"\1{SECRET}",
    ),
    Rule(("ha1",), re.compile(rf"(ha1{_IS}){_TO_THE_BLANK}", re.IGNORECASE), rf"\1{SECRET}"),
    Rule(
        ("pin", "sid", "session_id", "sessionid"),
        re.compile(rf"((?<![a-z])(?:pin|sid|session_?id){_IS}){_TO_THE_BLANK}", re.IGNORECASE),
        rf"\1{SECRET}",
    ),
    Rule(("bearer",), re.compile(r"(\bBearer[ \t]+)\S+", re.IGNORECASE), rf"\1{SECRET}"),
    Rule(("inline:",), re.compile(r"(\binline:)[A-Za-z0-9+/=|:^]+"), rf"\1{SECRET}"),
    Rule(("k=",), re.compile(r"^(k=)[^\r\n]+", re.MULTILINE), rf"\1{SECRET}"),
    Rule(("eyj",), re.compile(r"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*"), SECRET),
    Rule(("00d",), re.compile(r"\b00D[A-Za-z0-9]{8,40}![\w.]+"), SECRET),
    Rule(("signal",), re.compile(r"(\bSignal[ \t]*=[ \t]*)[0-9A-D*#]+", re.IGNORECASE), rf"\1{DIGITS}"),
    Rule(
        ("digit", "dtmf", "tone"),
        re.compile(rf"(\b(?:digits?|dtmf|tones?)(?:{_IS}|[ \t]+)[\"']?)[0-9A-D*#,]+", re.IGNORECASE),
        rf"\1{DIGITS}",
    ),
    Rule(
        ("application/dtmf",),
        re.compile(
            r"(application/dtmf\b[^\r\n]{0,200}\r?\n(?:[^\r\n]{1,200}\r?\n){0,40}\r?\n)[0-9A-D*#]+", re.IGNORECASE
        ),
        rf"\1{DIGITS}",
    ),
)

_NAMES = r"(?:display|caller|callee|full|first|last|user|from|to|contact|agent|remote)[_-]?name"
_NUMBERS = r"(?:phone|caller|callee|dialed|dialled|remote|contact)?[_-]?number|extension|caller_?id"
_PEOPLE = (
    Rule(
        ("<sip", "<tel"),
        re.compile(r"\"(?:[^\"\\\n]|\\.)*\"(?=[ \t]*<(?:sips?|tel):)", re.IGNORECASE),
        f'"{NAME}"',
    ),
    Rule(
        ("name",),
        re.compile(rf"(\b{_NAMES}{_IS}){_TO_THE_COMMA}", re.IGNORECASE),
        rf"\1{NAME}",
    ),
    Rule(("name",), re.compile(rf"(\bname{_IS}){_QUOTED}", re.IGNORECASE), rf"\1{NAME}"),
    Rule(
        ("number", "extension", "caller"),
        re.compile(rf"(\b(?:{_NUMBERS}){_IS}){_ONE_WORD}", re.IGNORECASE),
        rf"\1{NUMBER}",
    ),
    Rule(("tel:", "callto:"), re.compile(r"(\b(?:tel|callto):)[^\s<>\";]+", re.IGNORECASE), rf"\1{NUMBER}"),
    Rule(("o=",), re.compile(r"^(o=)\S+(?=[^\r\n]{1,80} IN )", re.MULTILINE), rf"\1{USER}"),
    Rule(("s=", "i=", "e=", "p="), re.compile(r"^([siep]=)(?!-[ \t]*\r?$)[^\r\n]+", re.MULTILINE), rf"\1{NAME}"),
)

_ADDRESS = re.compile(r"(\bsips?:)([^\s<>\"]+)", re.IGNORECASE)
_SECRET_IN_ADDRESS = re.compile(r"(\bsips?:|://)([^\s<>\"]+)", re.IGNORECASE)
_MAIL = re.compile(
    r"(\bcall-id[ \t]*:[ \t]*\S+|^i:[ \t]*\S+)|(?<![\w.+%-])[\w.+%-]+(@[\w-]+(?:\.[\w-]+)+)",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE_ADDRESS = re.compile(r"(?<![ \t])[ \t]*<(?:sips?|tel):", re.IGNORECASE)
_MOST_PASSES = 5
_TAKEN_FOR_OURS = str.maketrans("\u017f\u0131\u0130\u212a", "siik")
_ENDS_A_NAME = frozenset('"<>:;=\r\n')


def redact(text: str, *, keep_people: bool = False) -> str:
    """Return the text without secrets and, unless they may stay, without people's numbers and names.

    What was taken out can lay bare what stood beside it, so it is done again until nothing changes.
    """
    for _ in range(_MOST_PASSES):
        before = text
        text = _without_secrets(text)
        text = text if keep_people else _without_people(text)
        if text == before:
            break
    return text


def _without_secrets(text: str) -> str:
    """Take passwords, keys and dialled digits out of a text."""
    return _apply(_SECRETS, _where_at(text, lambda line: _SECRET_IN_ADDRESS.sub(_without_password, line)))


def _without_people(text: str) -> str:
    """Take numbers, names and the users of addresses out of a text."""
    text = _apply(_PEOPLE, without_numbers(text, NUMBER))
    if ":" in text:
        text = _ADDRESS.sub(_without_user, _without_display_names(text))
    return _where_at(text, lambda line: _MAIL.sub(lambda found: found.group(1) or f"{USER}{found.group(2)}", line))


def _apply(rules: tuple[Rule, ...], text: str) -> str:
    """Apply the rules one after the other; what one puts in is no word of another's."""
    seen = as_compared(text)
    for rule in rules:
        if any(word in seen for word in rule.words):
            text = rule.pattern.sub(rule.replacement, text)
    return text


def as_compared(text: str) -> str:
    """Write a text in small letters, as patterns that ignore case see it: they take four more letters for ours."""
    return (text if text.isascii() else text.translate(_TAKEN_FOR_OURS)).lower()


def _where_at(text: str, change: Callable[[str], str]) -> str:
    """Change the lines that have an @ in them; nothing that needs one goes over the end of a line."""
    if "@" not in text:
        return text
    return "\n".join(change(line) if "@" in line else line for line in text.split("\n"))


def _without_password(found: re.Match[str]) -> str:
    """Take the password out of an address."""
    who, at, where = found.group(2).rpartition("@")
    user, colon, _ = who.partition(":")
    return f"{found.group(1)}{user}:{SECRET}{at}{where}" if at and colon else found.group()


def _without_user(found: re.Match[str]) -> str:
    """Take the user out of an address; an address of digits only is a number."""
    _, at, where = found.group(2).rpartition("@")
    if at:
        return f"{found.group(1)}{USER}@{where}"
    number, semicolon, parameters = where.partition(";")
    return f"{found.group(1)}{NUMBER}{semicolon}{parameters}" if number.strip("+").isdigit() else found.group()


def _without_display_names(text: str) -> str:
    """Take the names before addresses out, also those that stand without quotes."""
    parts: list[str] = []
    end = 0
    for address in _BEFORE_ADDRESS.finditer(text):
        begin = address.start()
        while begin > end and text[begin - 1] not in _ENDS_A_NAME:
            begin -= 1
        name = text[begin : address.start()]
        blank = name[: len(name) - len(name.lstrip())]
        parts += [text[end:begin], blank + NAME if name.strip(" \t,") else name, address.group()]
        end = address.end()
    return "".join(parts) + text[end:]
