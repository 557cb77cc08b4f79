"""Settings of the doors of the phone: the bridge, SIP and RTP."""

from typing import Annotated, Literal

from softphone.settings.describing import Section, doc
from softphone.settings.kinds import Host, Network, Port, SipUri, Transport, WebOrigin


class BridgeSettings(Section, frozen=True, kw_only=True):
    """The door on 127.0.0.1 through which Salesforce's page, the desk and scripts reach the phone."""

    port: Annotated[
        Port,
        doc("Port on 127.0.0.1. Salesforce's contact centre holds one URL for all seats, so keep it fixed; 0 = any."),
    ] = 17171
    parents: Annotated[
        tuple[WebOrigin, ...],
        doc("Salesforce origins that may embed the phone. Empty: the agent is asked once at the phone and it is kept."),
    ] = ()
    pages: Annotated[
        tuple[WebOrigin, ...],
        doc(
            "Origins of connector pages hosted elsewhere (Visualforce, vendor site); each is paired once by the agent."
        ),
    ] = ()
    max_clients: Annotated[int, doc("Connections at once; more are refused.", ge=2, le=256)] = 32
    max_queue: Annotated[
        int, doc("Messages waiting for a client that does not read, before it is disconnected.", ge=16, le=100_000)
    ] = 2000
    heartbeat_s: Annotated[int, doc("Seconds between two signs of life on a connection.", ge=1, le=300)] = 20
    refusals_per_min: Annotated[
        int, doc("Refused connections per minute from which such ones are dropped unheard.", ge=1, le=100_000)
    ] = 600


class SipSettings(Section, frozen=True, kw_only=True):
    """How the phone speaks SIP, whatever the account."""

    bind: Annotated[
        Literal["auto"] | Host,
        doc('Address to listen on; "auto" is the one that leads to the registrar, "127.0.0.1" is this machine only.'),
    ] = "auto"
    port: Annotated[Port, doc("SIP port for UDP and TCP (TLS takes the next one); 0 = any free port.")] = 0
    transport: Annotated[Transport | tuple[Transport, ...], doc("Transports to open; accounts may use only these.")] = (
        "udp",
        "tcp",
        "tls",
    )
    trusted: Annotated[
        tuple[Network, ...],
        doc("Further peers that may call and assert identities; registrars and proxies always may, others get 403."),
    ] = ()
    user_agent: Annotated[
        str, doc("Name shown to peers; empty: softphone and its version.", max_length=100, pattern=r"\A[ -~]*\Z")
    ] = ""
    trace: Annotated[bool, doc("Write every SIP message to a log file of its own, redacted as [privacy] says.")] = False
    ip_version: Annotated[Literal["auto", "4", "6"], doc("IP version to prefer.")] = "auto"
    max_invites_per_min: Annotated[
        int, doc("Strangers' INVITEs per minute that are counted and told; more get 403 silently.", ge=1, le=100_000)
    ] = 120
    retry_first_s: Annotated[
        int, doc("Wait before the second try to register; doubles up to retry_most_s.", ge=1, le=60)
    ] = 2
    retry_most_s: Annotated[int, doc("Longest wait between two tries to register.", ge=1, le=3600)] = 60
    network_settle_ms: Annotated[
        int, doc("How long a changed network must be stable before the phone registers again.", ge=0, le=60_000)
    ] = 800
    presence_watch: Annotated[
        tuple[SipUri, ...], doc("Addresses whose busy lamp (dialog event) is watched, besides those of the contacts.")
    ] = ()

    @property
    def transports(self) -> tuple[Transport, ...]:
        """The transports to open, also where the file names a single one."""
        return (self.transport,) if isinstance(self.transport, str) else self.transport


class RtpSettings(Section, frozen=True, kw_only=True):
    """Where sound flows."""

    ports: Annotated[
        tuple[Port, Port],
        doc("First and last UDP port for sound (two per call); [0, 0] = any free ones."),
    ] = (0, 0)
    no_audio_after_s: Annotated[
        int, doc("Seconds without a packet after which a call is reported as silent, with what is known.", ge=1, le=60)
    ] = 3
    packet_ms: Annotated[Literal[10, 20, 30, 40, 60], doc("Milliseconds of sound in a packet.")] = 20
    jitter_buffer_ms: Annotated[int, doc("Longest delay that the jitter buffer may add.", ge=40, le=1000)] = 360
    dscp: Annotated[int, doc("Priority mark (DSCP) of sound packets; 46 is expedited forwarding.", ge=0, le=63)] = 46

    @property
    def is_any(self) -> bool:
        """Whether any free port will do."""
        return self.ports == (0, 0)
