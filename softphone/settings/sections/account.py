"""Settings of one SIP account; passwords are never among them, only where to find them."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import (
    Codec,
    EnvironmentName,
    FilePath,
    HostAndPort,
    Label,
    SipUri,
    Transport,
    Words,
)

Keying = Literal["sdes", "dtls"]
CallUse = Literal["dial", "agents", "queues", "supervision"]


class TurnSettings(Section, frozen=True, kw_only=True):
    """A relay for networks that let nothing else through."""

    server: Annotated[HostAndPort, doc("Host and port of the TURN server.")]
    username: Annotated[Words | None, doc("User name at the TURN server.")] = None
    password_env: Annotated[
        EnvironmentName | None,
        doc("Environment variable with its password, for machines without a keyring."),
    ] = None
    transport: Annotated[Transport, doc("How to reach it.")] = "udp"


class AccountSettings(Section, frozen=True, kw_only=True):
    """One SIP account; repeat the block for more. The password comes from: softphone secret set NAME."""

    name: Annotated[Label, doc("Your name for the account; the keyring and other settings refer to it.")]
    uri: Annotated[SipUri, doc("Address of the account.")]
    display_name: Annotated[str, doc("Name shown to those who are called.", max_length=100)] = ""
    registrar: Annotated[
        SipUri | None,
        doc("Server to register at; without it the account is not registered.", examples=["sip:pbx.example.com"]),
    ] = None
    username: Annotated[Words | None, doc("User name for the registrar, where it differs from the address.")] = None
    password_env: Annotated[
        EnvironmentName | None, doc("Environment variable with the password, for machines without a keyring.")
    ] = None
    transport: Annotated[Transport, doc("How to reach the registrar.")] = "udp"
    proxy: Annotated[
        SipUri | None, doc("Outbound proxy that everything goes through.", examples=["sip:proxy.example.com"])
    ] = None
    expires_s: Annotated[int, doc("How long a registration is asked for.", ge=30, le=86_400)] = 300
    keep_alive_s: Annotated[
        int, doc("Seconds between two packets that keep the way through NAT open; 0 = none.", ge=0, le=600)
    ] = 15
    use_for: Annotated[
        tuple[CallUse, ...],
        doc(
            "Which calls go out through this account; the first account that fits is used. "
            "Transfers and consultations stay at the account of their call."
        ),
    ] = ("dial", "agents", "queues", "supervision")
    ca_file: Annotated[FilePath | None, doc("Certificates (PEM) to trust for TLS, besides the system's.")] = None
    verify: Annotated[bool, doc("Check the server's certificate against the domain; false only for tests.")] = True
    tls_min: Annotated[Literal["1.2", "1.3"], doc("Oldest TLS version to accept.")] = "1.2"
    srtp: Annotated[Literal["off", "optional", "mandatory"], doc("Encryption of sound.")] = "optional"
    srtp_keying: Annotated[tuple[Keying, ...], doc("How keys are agreed, most wanted first.")] = ("sdes", "dtls")
    ice: Annotated[bool, doc("Look for the best way through NAT (ICE).")] = False
    stun: Annotated[tuple[HostAndPort, ...], doc("STUN servers that tell the public address.")] = ()
    turn: Annotated[TurnSettings | None, doc("TURN relay.")] = None
    codecs: Annotated[
        tuple[Codec, ...] | None, doc("Codecs of this account, most wanted first; without it those of [audio].")
    ] = None
    dtmf: Annotated[
        Literal["auto", "rfc4733", "info", "inband"],
        doc("How digits are sent; auto takes RFC 4733, else INFO, else sound."),
    ] = "auto"
    session_timers: Annotated[Literal["off", "optional", "required"], doc("Session timers (RFC 4028).")] = "optional"
    session_expires_s: Annotated[int, doc("Length of a session timer.", ge=90, le=86_400)] = 1800
    prack: Annotated[Literal["off", "optional", "required"], doc("Reliable provisional answers (RFC 3262).")] = (
        "optional"
    )
    voicemail: Annotated[bool, doc("Watch the message-waiting lamp (MWI).")] = True
    publish_presence: Annotated[bool, doc("Tell the PBX the agent's state by PUBLISH.")] = False
