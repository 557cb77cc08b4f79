"""Where the phone listens: which transports are opened on which of our addresses, and which account uses which.

Pure: addresses are asked for through functions. "auto" is the address that leads to an account's registrar; a phone
that has neither a registrar nor a trusted peer listens on loopback alone.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from ipaddress import IPv4Address

from msgspec import structs

from softphone.adapters.sip.network.addresses import IpAddress, Place, in_uri, place_of, place_of_uri, user_of_uri
from softphone.settings import Settings
from softphone.settings.kinds import Transport
from softphone.settings.sections.account import AccountSettings

LOOPBACK_ADDRESS = IPv4Address("127.0.0.1")
LOCAL_USER = "softphone"
_HOST_END = re.compile(r"^(sips?:(?:[^@]*@)?(?:\[[^\]]*\]|[^;?:>]+))", re.IGNORECASE)
FindAddress = Callable[[str], IpAddress | None]


@dataclass(frozen=True, slots=True)
class TlsChoice:
    """What an account asks of its server's certificate and of TLS."""

    ca_file: str | None
    is_verified: bool
    oldest: str


@dataclass(frozen=True, slots=True)
class Door:
    """One transport on one of our addresses; `tls` for that kind only. Port 0 means any free one."""

    kind: Transport
    address: IpAddress
    port: int
    tls: TlsChoice | None = None


@dataclass(frozen=True, slots=True)
class Doors:
    """All doors, the first being the UDP one through which the phone can be woken, and each account's own."""

    all: tuple[Door, ...]
    of_account: Mapping[str, Door]

    def is_tied(self, door: Door) -> bool:
        """Whether an account must use its own door: TLS has choices of its own, and so has a second address."""
        return door.kind == "tls" or len({one.address for one in self.all}) > 1

    @property
    def is_loopback_only(self) -> bool:
        """Whether nothing outside this machine can reach the phone."""
        return all(door.address.is_loopback for door in self.all)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How addresses are found: a host's own, and ours on the way to a host. Both may wait for the network."""

    address_of: FindAddress
    way_to: FindAddress


def plan_doors(settings: Settings, accounts: tuple[AccountSettings, ...], around: Surroundings) -> Doors:
    """Decide what to open; every account gets a door of its transport, even if the settings open none of the kind."""
    bound = place_of(settings.sip.bind) if settings.sip.bind != "auto" else None
    port = (bound and bound.port) or settings.sip.port
    homes = _homes(settings, accounts, bound, around)
    own = _with_tls_port({account.name: _own_door(account, homes[account.name], port) for account in accounts}, port)
    kinds = [kind for kind in settings.sip.transports if kind != "tls"]
    listening = [Door(kind, home, port) for home in dict.fromkeys(homes.values()) for kind in kinds]
    doors = tuple(dict.fromkeys([*listening, *own.values()]))
    udp = tuple(door for door in doors if door.kind == "udp") or (Door("udp", LOOPBACK_ADDRESS, 0),)
    return Doors((*udp, *(door for door in doors if door.kind != "udp")), own)


def _homes(
    settings: Settings, accounts: tuple[AccountSettings, ...], bound: Place | None, around: Surroundings
) -> dict[str, IpAddress]:
    """Find each account's address; one without a server lives where another does, or where trusted peers are."""
    if bound:
        address = bound.address or around.address_of(bound.host) or LOOPBACK_ADDRESS
        return {account.name: address for account in accounts}
    found = {account.name: _way_out(account, around) for account in accounts}
    trusted = (around.way_to(entry) for entry in settings.sip.trusted if "/" not in entry)
    elsewhere = next((home for home in (*found.values(), *trusted) if home), LOOPBACK_ADDRESS)
    return {name: home or elsewhere for name, home in found.items()}


def _way_out(account: AccountSettings, around: Surroundings) -> IpAddress | None:
    server = account.proxy or account.registrar
    return around.way_to(place_of_uri(server).host) if server else None


def _own_door(account: AccountSettings, home: IpAddress, port: int) -> Door:
    if account.transport != "tls":
        return Door(account.transport, home, port)
    return Door("tls", home, 0, TlsChoice(account.ca_file, account.verify, account.tls_min))


def _with_tls_port(own: dict[str, Door], port: int) -> dict[str, Door]:
    """Give the port next to the configured one to the first TLS door; others, with other choices, take any."""
    first = next((door for door in own.values() if door.kind == "tls"), None)
    if first is None or not port:
        return own
    return {name: replace(door, port=port + 1) if door == first else door for name, door in own.items()}


def own_uri(account: AccountSettings, door: Door, port: int) -> str:
    """Say where the phone itself can be reached, past every registrar."""
    user = user_of_uri(account.uri) or LOCAL_USER
    transport = "" if door.kind == "udp" else f";transport={door.kind}"
    return f"sip:{user}@{in_uri(str(door.address))}:{port}{transport}"


def uri_with_port(account: AccountSettings, port: int) -> AccountSettings:
    """Name the port in the address of an account that no registrar stands for."""
    return structs.replace(account, uri=_HOST_END.sub(rf"\1:{port}", account.uri, count=1))


def local_account(address: IpAddress) -> AccountSettings:
    """Make up an account for a phone that has none: it can be called, and can call, without a registrar."""
    return AccountSettings(name="local", uri=f"sip:{LOCAL_USER}@{in_uri(str(address))}")
