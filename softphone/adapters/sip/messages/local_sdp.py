"""Cuts our own session description down to the codecs of one account. Pure text work.

PJSIP knows one list of codecs for all accounts; this keeps the wanted ones, in the wanted order, and what is no codec
(telephone events).
"""

import re

_STATIC = {"0": "pcmu", "3": "gsm", "8": "pcma", "9": "g722"}
_AUDIO_LINE = re.compile(r"^(m=audio \d+(?:/\d+)? \S+) ([\d ]+)$")


def with_codecs(sdp: str, wanted: tuple[str, ...]) -> str:
    """Keep and order the codecs of every audio line; a description that would be left without any stays as it is."""
    lines = re.split(r"\r?\n", sdp)
    return "\r\n".join(line for section in _sections(lines) for line in _cut(section, wanted))


def _sections(lines: list[str]) -> list[list[str]]:
    sections: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("m="):
            sections.append([])
        sections[-1].append(line)
    return sections


def _cut(section: list[str], wanted: tuple[str, ...]) -> list[str]:
    found = _AUDIO_LINE.match(section[0]) if section else None
    if found is None:
        return section
    names = _names(section)
    types = found[2].split()
    codecs = [one for codec in wanted for one in types if names.get(one) == codec]
    if not codecs:
        return section
    others = [one for one in types if one not in names]
    kept = {*codecs, *others}
    rest = [line for line in section[1:] if _payload_type(line) in (None, *kept)]
    return [f"{found[1]} {' '.join([*codecs, *others])}", *rest]


def _names(section: list[str]) -> dict[str, str]:
    """Name the payload types that are codecs, wanted or not."""
    names = dict(_STATIC)
    for line in section:
        if found := re.match(r"a=rtpmap:(\d+) ([A-Za-z0-9-]+)/", line):
            name = found[2].lower()
            names.pop(found[1], None)
            if name != "telephone-event":
                names[found[1]] = name
    return names


def _payload_type(line: str) -> str | None:
    found = re.match(r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+) ", line)
    return found[1] if found else None
