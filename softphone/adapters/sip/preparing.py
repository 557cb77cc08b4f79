"""What has to be found out before the stack can begin, and may take its time: names, addresses, passwords, sound cards.

For worker threads only.
"""

import logging

from softphone.adapters.sip.audio.finding_devices import look_for_devices
from softphone.adapters.sip.audio.sound_devices import wishes_of
from softphone.adapters.sip.network.addresses import IpAddress, preferred, way_to
from softphone.adapters.sip.network.certificates import believed
from softphone.adapters.sip.network.doors import LOOPBACK_ADDRESS, Surroundings, local_account, plan_doors
from softphone.adapters.sip.network.names import Names
from softphone.adapters.sip.network.password_keeper import PasswordKeeper
from softphone.adapters.sip.network.trust import named_hosts
from softphone.adapters.sip.network.trust_keeper import TrustKeeper
from softphone.adapters.sip.premises import Whereabouts
from softphone.adapters.sip.stack import Preparation
from softphone.engine.ports.secrets import SecretsPort
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)


def prepare(settings: Settings, secrets: SecretsPort) -> Preparation:
    """Find out everything."""
    accounts = settings.accounts or (local_account(LOOPBACK_ADDRESS),)
    passwords = PasswordKeeper(accounts, secrets)
    passwords.begin()
    names = Names()
    where = survey(settings, accounts, names)
    if unknown := names.unknown(named_hosts(settings)):
        log.warning("nobody could say in time where these are, and they may not ring yet: %s", ", ".join(unknown))
    trust = TrustKeeper(settings, names.addresses, is_loopback_only=where.doors.is_loopback_only)
    trust.look_up()
    sound_devices = look_for_devices(wishes_of(settings.audio))
    passwords.wait()
    return Preparation(
        accounts=accounts,
        names=names,
        doors=where.doors,
        passwords=passwords,
        trust=trust,
        certificates=where.certificates,
        sound_devices=sound_devices,
    )


def survey(settings: Settings, accounts: tuple[AccountSettings, ...], names: Names) -> Whereabouts:
    """Find out where the phone should live, as names and ways are now."""
    names.look_up(named_hosts(settings))
    doors = plan_doors(settings, accounts, _surroundings(settings.sip.ip_version, names))
    return Whereabouts(doors, {door: believed(door.tls.ca_file) for door in doors.all if door.tls})


def _surroundings(version: str, names: Names) -> Surroundings:
    """Look for addresses of the wished IP version first."""

    def address_of(host: str) -> IpAddress | None:
        return next(iter(preferred(names.addresses(host), version)), None)

    def way_to_host(host: str) -> IpAddress | None:
        return next((way for address in preferred(names.addresses(host), version) if (way := way_to(address))), None)

    return Surroundings(address_of, way_to_host)
