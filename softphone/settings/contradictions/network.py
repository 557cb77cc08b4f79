"""What must fit together on the network: ports, networks, origins."""

from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from softphone.settings.contradictions.finding import Contradiction
from softphone.settings.keys import KeyPath
from softphone.settings.schema import Settings
from softphone.settings.wording import Wording

_LOOPBACK_ORIGINS = {"127.0.0.1", "localhost", "::1"}


def sound_ports_are_a_range(settings: Settings) -> Iterator[Contradiction]:
    """The range of sound ports goes upwards and is wide enough for the calls allowed."""
    first, last = settings.rtp.ports
    path = ("rtp", "ports")
    if settings.rtp.is_any:
        return
    if first == 0 or last < first:
        says = Wording("[{first}, {last}] is not a range: the first port must be the lower one", first=first, last=last)
        yield Contradiction((path,), says)
    elif last - first + 1 < 2 * settings.calls.max_calls:
        text = Wording(
            "{ports} ports are too few for {calls} calls; each needs two",
            ports=last - first + 1,
            calls=settings.calls.max_calls,
        )
        yield Contradiction((path, ("calls", "max_calls")), text)


def ports_are_apart(settings: Settings) -> Iterator[Contradiction]:
    """No two doors share a port."""
    sip, (first, last) = settings.sip, settings.rtp.ports
    if sip.port == 0:
        return
    used = {sip.port} | ({sip.port + 1} if "tls" in sip.transports else set())
    if first and "udp" in sip.transports and first <= sip.port <= last:
        says = Wording("{port} is among the sound ports of rtp.ports", port=sip.port)
        yield Contradiction((("sip", "port"), ("rtp", "ports")), says)
    if settings.bridge.port in used and {"tcp", "tls"} & {*sip.transports}:
        says = Wording("{port} is used by sip.port", port=settings.bridge.port)
        yield Contradiction((("bridge", "port"), ("sip", "port")), says)
    if "tls" in sip.transports and sip.port == 65535:
        says = Wording("TLS takes the next port, and there is none")
        yield Contradiction((("sip", "port"), ("sip", "transport")), says)


def networks_are_networks(settings: Settings) -> Iterator[Contradiction]:
    """An address with a prefix length is a network, and not everybody's."""
    for path, network in _networks(settings):
        try:
            size = ip_network(network, strict=False).prefixlen
        except ValueError:
            if "/" in network or _looks_like_an_address(network):
                yield Contradiction((path,), Wording('"{network}" is no IP address or network', network=network))
        else:
            if size == 0:
                says = Wording('"{network}" is everybody: strangers can ring this phone', network=network)
                yield Contradiction((path,), says, "notice")


def _networks(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    """Go through all networks of the settings."""
    for place, network in enumerate(settings.sip.trusted):
        yield ("sip", "trusted", place), network
    for place, network in enumerate(settings.calls.auto_answer):
        yield ("calls", "auto_answer", place), network


def _looks_like_an_address(network: str) -> bool:
    """Tell whether it consists of digits and dots only, and so was meant as an address."""
    return network.replace(".", "").isdigit()


def origins_are_safe(settings: Settings) -> Iterator[Contradiction]:
    """Web pages that may embed or reach the phone come over https, unless they are on this machine."""
    origins = {"parents": settings.bridge.parents, "pages": settings.bridge.pages}
    for key, listed in origins.items():
        for place, origin in enumerate(listed):
            scheme, _, rest = origin.partition("://")
            host, port = _host_and_port(rest)
            if scheme == "http" and host not in _LOOPBACK_ORIGINS:
                text = Wording('"{origin}" must be https: anybody on the way could replace the page', origin=origin)
                yield Contradiction((("bridge", key, place),), text)
            if port.isdigit() and not 0 < int(port) <= 65535:
                yield Contradiction((("bridge", key, place),), Wording("{port} is no port", port=port))


def _host_and_port(rest: str) -> tuple[str, str]:
    """Split what follows the scheme; the port may be `*`."""
    host = urlsplit(f"//{rest.removesuffix(':*')}").hostname or ""
    port = rest.rpartition(":")[2] if not rest.endswith("]") and ":" in rest else ""
    return host, port


def waits_are_in_order(settings: Settings) -> Iterator[Contradiction]:
    """The first wait is not longer than the longest."""
    sip = settings.sip
    if sip.retry_first_s > sip.retry_most_s:
        paths = (("sip", "retry_first_s"), ("sip", "retry_most_s"))
        says = Wording("{first} is more than retry_most_s ({most})", first=sip.retry_first_s, most=sip.retry_most_s)
        yield Contradiction(paths, says)


def the_bound_address_suits_the_version(settings: Settings) -> Iterator[Contradiction]:
    """An address belongs to one version of IP."""
    sip = settings.sip
    try:
        version = str(ip_address(sip.bind.strip("[]")).version)
    except ValueError:
        return
    if sip.ip_version not in {"auto", version}:
        says = Wording('"{address}" is no address of IPv{version}', address=sip.bind, version=sip.ip_version)
        yield Contradiction((("sip", "bind"), ("sip", "ip_version")), says)


RULES = (
    sound_ports_are_a_range,
    ports_are_apart,
    networks_are_networks,
    origins_are_safe,
    waits_are_in_order,
    the_bound_address_suits_the_version,
)
