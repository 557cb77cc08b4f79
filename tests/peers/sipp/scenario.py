"""Puts a sipp scenario together from the steps in `steps/`: "invite answered wait:2000 bye".

A step's name may carry an argument after a colon. A step's file is XML with {{placeholders}}; a line that holds only
a placeholder disappears when its value is empty. Callers and called ends share the steps of a running call.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from tests.peers.refusals import REASONS

STEPS = Path(__file__).with_name("steps")
CALLED_FIRST = {"offered", "registered"}
PAYLOADS = {"PCMU": 0, "PCMA": 8, "G722": 9}

_LONELY = re.compile(r"^\{\{(\w+)\}\}\n", re.MULTILINE)
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def scenario(steps: str, values: Mapping[str, str]) -> str:
    """Build the XML text of a scenario."""
    names = steps.split()
    is_called = names[0] in CALLED_FIRST
    known = {**_ends(is_called=is_called), **values}
    body = "".join(_step(name, known) for name in names)
    reference = '<Reference variables="caller"/>\n' if "offered" in names else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="peer">\n{body}{reference}</scenario>\n'


def offer(codec: str, port: int | str, *, crypto: str = "", host: str = "127.0.0.1") -> str:
    """Build an SDP with one codec and telephone events."""
    payload = PAYLOADS[codec]
    profile = "RTP/SAVP" if crypto else "RTP/AVP"
    lines = [
        "v=0",
        f"o=peer 53655765 2353687637 IN IP4 {host}",
        "s=-",
        f"c=IN IP4 {host}",
        "t=0 0",
        f"m=audio {port} {profile} {payload} 101",
        f"a=rtpmap:{payload} {codec}/8000",
        "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-16",
        "a=ptime:20",
        *([crypto] if crypto else []),
    ]
    return "\n".join(lines)


def _ends(*, is_called: bool) -> dict[str, str]:
    """Give the From and To of requests inside a call, as this end has to write them."""
    if is_called:
        return {"local": "<sip:{{user}}@[local_ip]:[local_port]>;tag=[pid]Called[call_number]", "remote": "[$caller]"}
    return {
        "local": "{{display}} <sip:{{user}}@[local_ip]:[local_port]>;tag=[pid]Caller[call_number]",
        "remote": "<{{target}}>[peer_tag_param]",
    }


def _step(text: str, values: Mapping[str, str]) -> str:
    name, _, argument = text.partition(":")
    known = {**values, "arg": argument, "reason": REASONS.get(argument, "Something")}
    source = _COMMENT.sub("", (STEPS / f"{name}.xml").read_text())
    source = _LONELY.sub(lambda found: f"{value}\n" if (value := known.get(found[1], "")) else "", source)
    return _filled(_filled(source, known), known)  # twice: a value may hold a placeholder itself


def _filled(source: str, known: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: _value(found[1], known, source), source)


def _value(name: str, known: Mapping[str, str], source: str) -> str:
    """Give a value; where it lands in an attribute, quotes and ampersands are escaped."""
    value = known.get(name, "")
    return escape(value, {'"': "&quot;"}) if f'"{{{{{name}}}}}"' in source else value
