"""The phone that a simulated party gets: who it says it is, how it sounds, what it speaks. Pure: settings come out."""

import re
from dataclasses import dataclass
from pathlib import Path

from softphone.settings import Settings
from softphone.settings.kinds import Codec, Transport
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.network import SipSettings
from softphone.settings.sections.sound import AudioSettings

ACCOUNT = "party"
_HOST = re.compile(r"\Asips?:(?:[^@]*@)?(\[[0-9A-Fa-f:.]+\]|[^:;?>]+)")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9.!%*_+'~-]*)\s*:\s*(\S.*)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNFIT_FOR_USER = re.compile(r"[^A-Za-z0-9+*#._~-]")


class Unfit(ValueError):
    """A wish cannot be met; the text says why, for the person who has it."""


@dataclass(frozen=True, slots=True)
class Outfit:
    """What can be chosen. `target` is whom the party calls, if it does; it leads to the address to listen on."""

    name: str = ""
    number: str = ""
    target: str = ""
    bind: str = ""
    port: int = 0
    speaks: Path | None = None
    hears_into: Path | None = None
    codecs: tuple[Codec, ...] = ()
    srtp: str = "off"
    transport: Transport = "udp"
    trusted: tuple[str, ...] = ()
    registrar: str = ""
    username: str = ""
    password_env: str = ""
    ca_file: str = ""


def settings_of(outfit: Outfit) -> Settings:
    """Turn an outfit into the settings of a phone."""
    far_end = (host_of(outfit.target),) if outfit.target else ()
    return Settings(
        sip=SipSettings(
            bind=outfit.bind or "auto",
            port=outfit.port,
            transport=(outfit.transport,),
            trusted=(*far_end, *outfit.trusted),
            user_agent="softphone simulator",
        ),
        accounts=(_account(outfit),),
        audio=AudioSettings(
            input=f"file:{outfit.speaks}" if outfit.speaks else "silence",
            output=f"file:{outfit.hears_into}" if outfit.hears_into else "null",
            ringer="null",
            echo="off",
            noise_suppression=False,
            codecs=outfit.codecs or AudioSettings().codecs,
        ),
    )


def header_of(text: str) -> tuple[str, str]:
    """Read `Name: value`; raises `Unfit`."""
    found = _HEADER.fullmatch(text.strip())
    if found is None or _CONTROL.search(text):
        raise Unfit(f"{text!r} is no header; write 'X-Queue-Name: Sales'")
    return found[1], found[2].strip()


def host_of(uri: str) -> str:
    """Name the host of a SIP URI; raises `Unfit`."""
    found = _HOST.match(uri)
    if found is None:
        raise Unfit(f"{uri!r} is no SIP address such as sip:1000@127.0.0.1")
    return found[1]


def _account(outfit: Outfit) -> AccountSettings:
    user = _UNFIT_FOR_USER.sub("", outfit.number) or "simulated"
    domain = host_of(outfit.registrar or outfit.target) if outfit.registrar else outfit.bind or "127.0.0.1"
    return AccountSettings(
        name=ACCOUNT,
        uri=f"sip:{user}@{domain}",
        display_name=_CONTROL.sub(" ", outfit.name),
        registrar=outfit.registrar or None,
        username=outfit.username or None,
        password_env=outfit.password_env or None,
        transport=outfit.transport,
        srtp=outfit.srtp,  # type: ignore[arg-type]  # the command line offers only what there is
        ca_file=outfit.ca_file or None,
        codecs=outfit.codecs or None,
        voicemail=False,
    )
