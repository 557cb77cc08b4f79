"""What must fit together within an account, and between an account and the rest."""

from collections.abc import Iterator
from ipaddress import ip_address

from softphone.settings.contradictions.finding import Contradiction
from softphone.settings.schema import Settings
from softphone.settings.sections.account import AccountSettings
from softphone.settings.wording import Wording


def _each(settings: Settings) -> Iterator[tuple[int, AccountSettings]]:
    """Go through the accounts with their places."""
    return enumerate(settings.accounts)


def credentials_need_a_registrar(settings: Settings) -> Iterator[Contradiction]:
    """A user name or a password is for a registrar, or for a proxy that asks."""
    for place, account in _each(settings):
        for key in ("username", "password_env"):
            if getattr(account, key) is not None and account.registrar is None and account.proxy is None:
                path = ("account", place)
                yield Contradiction(
                    ((*path, key), (*path, "registrar")), Wording("there is no registrar that would ask for it")
                )


def transports_are_open(settings: Settings) -> Iterator[Contradiction]:
    """An account can only use a transport that [sip] opens."""
    for place, account in _each(settings):
        if account.transport not in settings.sip.transports:
            paths = (("account", place, "transport"), ("sip", "transport"))
            says = Wording(
                '"{transport}" is not among the transports that [sip] transport opens', transport=account.transport
            )
            yield Contradiction(paths, says)


def addresses_agree_with_the_transport(settings: Settings) -> Iterator[Contradiction]:
    """The scheme sips, and a transport in an address, mean what they say."""
    for place, account in _each(settings):
        for key in ("uri", "registrar", "proxy"):
            address = getattr(account, key) or ""
            said = _transport_in(address)
            if said and said != account.transport:
                paths = (("account", place, "transport"), ("account", place, key))
                says = Wording(
                    '"{transport}", but {key} asks for {said}', transport=account.transport, key=key, said=said
                )
                yield Contradiction(paths, says)


def _transport_in(address: str) -> str:
    """Read the transport out of an address, if it names one."""
    for parameter in address.lower().split(";")[1:]:
        if parameter.startswith("transport="):
            return parameter.removeprefix("transport=").partition("?")[0]
    return "tls" if address.lower().startswith("sips:") else ""


def encryption_has_keys(settings: Settings) -> Iterator[Contradiction]:
    """SRTP needs a way to agree on keys, and SDES keys travel in the signalling."""
    for place, account in _each(settings):
        path = ("account", place)
        if account.srtp != "off" and not account.srtp_keying:
            paths = ((*path, "srtp_keying"), (*path, "srtp"))
            yield Contradiction(paths, Wording('it is empty, but srtp is "{srtp}"', srtp=account.srtp))
        if account.srtp == "mandatory" and account.srtp_keying == ("sdes",) and account.transport != "tls":
            text = Wording(
                'keys by sdes over {transport} can be read on the way; use transport "tls" or keying "dtls"',
                transport=account.transport,
            )
            yield Contradiction(((*path, "srtp"), (*path, "transport")), text, "notice")


def certificates_are_for_tls(settings: Settings) -> Iterator[Contradiction]:
    """Settings of certificates without TLS are a sign of a mistake."""
    for place, account in _each(settings):
        if account.transport != "tls" and account.ca_file is not None:
            paths = (("account", place, "ca_file"), ("account", place, "transport"))
            yield Contradiction(
                paths, Wording('it is not used: transport is "{transport}"', transport=account.transport), "notice"
            )
        if account.transport == "tls" and not account.verify:
            path = ("account", place, "verify")
            yield Contradiction((path,), Wording("anybody can pretend to be the server; only for tests"), "notice")


def relays_need_ice(settings: Settings) -> Iterator[Contradiction]:
    """A TURN relay is found by ICE."""
    for place, account in _each(settings):
        if account.turn is not None and not account.ice:
            yield Contradiction(
                (("account", place, "turn"), ("account", place, "ice")), Wording("it is used with ice = true only")
            )


def registrars_can_be_reached(settings: Settings) -> Iterator[Contradiction]:
    """An engine that listens on loopback does not reach a server elsewhere."""
    if not _is_loopback(settings.sip.bind):
        return
    for place, account in _each(settings):
        for key in ("registrar", "proxy"):
            address = getattr(account, key)
            if address is not None and _is_elsewhere(_host_of(address)):
                paths = (("sip", "bind"), ("account", place, key))
                says = Wording(
                    'from "{bind}" the {key} of "{account}" cannot be reached',
                    bind=settings.sip.bind,
                    key=key,
                    account=account.name,
                )
                yield Contradiction(paths, says)


def _host_of(address: str) -> str:
    """Cut the host out of a SIP URI."""
    rest = address.partition(":")[2].partition(";")[0].partition("?")[0].rpartition("@")[2]
    return rest[1:].partition("]")[0] if rest.startswith("[") else rest.partition(":")[0]


def _is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, as far as its name says."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_elsewhere(host: str) -> bool:
    """Tell whether a host is certainly not this machine."""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return False


RULES = (
    credentials_need_a_registrar,
    transports_are_open,
    addresses_agree_with_the_transport,
    encryption_has_keys,
    certificates_are_for_tls,
    relays_need_ice,
    registrars_can_be_reached,
)
