"""The kinds of value that several settings share: ports, addresses, URIs, names, files.

A kind carries its limits and the words for what is expected. It knows nothing of sections.
"""

from typing import Annotated, Literal

from softphone.settings.describing import kind

Port = Annotated[int, kind("a port from 1 to 65535, or 0 for any free one", ge=0, le=65535)]

SipUri = Annotated[
    str,
    kind(
        "a SIP URI such as sip:agent@pbx.example.com",
        pattern=r"\Asips?:[^\s<>\"]+\Z",
        examples=["sip:agent@pbx.example.com"],
    ),
]
"""An address or a server. A password inside it is refused by the check of secrets."""

Host = Annotated[
    str,
    kind(
        "a host name or an IP address",
        pattern=r"\A(\[[0-9A-Fa-f:.%\w]+\]|[0-9A-Fa-f]*:[0-9A-Fa-f:.%\w]+|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)\Z",
        examples=["pbx.example.com"],
    ),
]

HostAndPort = Annotated[
    str,
    kind(
        "a host, or a host and a port, such as stun.example.com:3478",
        pattern=r"\A(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(:[0-9]{1,5})?\Z",
        examples=["stun.example.com:3478"],
    ),
]

Network = Annotated[
    str,
    kind(
        "an IP address, a network such as 10.1.0.0/16, or a host name",
        pattern=r"\A[A-Za-z0-9\[\]:._%-]+(/[0-9]{1,3})?\Z",
        examples=["10.1.0.0/16"],
    ),
]

WebOrigin = Annotated[
    str,
    kind(
        "a web origin such as https://example.lightning.force.com without a path; the port may be *",
        pattern=r"\Ahttps?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:([0-9]{1,5}|\*))?\Z",
        examples=["https://example.lightning.force.com"],
    ),
]

EnvironmentName = Annotated[
    str,
    kind(
        "the name of an environment variable, in capitals (never the password itself)",
        "hidden",
        pattern=r"\A[A-Z_][A-Z0-9_]*\Z",
        max_length=128,
        examples=["SOFTPHONE_PASSWORD"],
    ),
]

HeaderName = Annotated[
    str,
    kind(
        "the name of a SIP header",
        pattern=r"\A[A-Za-z][A-Za-z0-9.!%*_+'~-]*\Z",
        max_length=64,
        examples=["X-Vendor-Call-Key"],
    ),
]

Label = Annotated[
    str,
    kind(
        "a name of 1 to 64 characters on one line",
        pattern=r"\A[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f])?\Z",
        max_length=64,
        examples=["office"],
    ),
]

FilePath = Annotated[
    str,
    kind(
        "the name of a file",
        "path",
        min_length=1,
        examples=["ca.pem"],
    ),
]
FolderPath = Annotated[
    str,
    kind("the name of a folder", "path", min_length=1, examples=["~/softphone"]),
]

InputDevice = Annotated[
    str,
    kind('"default", "silence", "file:SOUND.wav" (looped) or the name of a microphone', "sound", min_length=1),
]
OutputDevice = Annotated[
    str,
    kind('"default", "null", "file:SOUND.wav" (written) or the name of a loudspeaker', "sound", min_length=1),
]
Sound = Annotated[str, kind('"silent", the name of a built-in sound or "file:SOUND.wav"', "sound", min_length=1)]

DialString = Annotated[
    str,
    kind(
        "digits, *, # or a SIP URI", pattern=r"\A([0-9*#A-Da-d+]+|sips?:[^\s<>\"]+)\Z", max_length=128, examples=["*43"]
    ),
]
QueueCode = Annotated[
    str,
    kind(
        "digits, *, # or a SIP URI; {id} is the agent's id at the PBX",
        pattern=r"\A(([0-9*#A-Da-d+]|\{id\})+|sips?:[^\s<>\"]+)\Z",
        max_length=128,
        examples=["*45{id}"],
    ),
]
ToneDigits = Annotated[
    str, kind("digits of a telephone keypad", pattern=r"\A[0-9*#A-D]+\Z", max_length=32, examples=["4"])
]
Target = Annotated[
    str,
    kind(
        "a number or a SIP URI, with {placeholders} to be filled in",
        pattern=r"\A[^\s<>\"]+\Z",
        max_length=256,
        examples=["sip:{number}@{domain}"],
    ),
]
Region = Annotated[
    str, kind("a country as two capital letters, such as DE or US", pattern=r"\A[A-Z]{2}\Z", examples=["DE"])
]

Words = Annotated[str, kind("text on one line", pattern=r"\A[^\x00-\x1f\x7f]+\Z", max_length=128, examples=["agent"])]

Transport = Literal["udp", "tcp", "tls"]
Codec = Literal["opus", "g722", "pcma", "pcmu", "gsm"]
