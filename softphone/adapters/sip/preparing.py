"""What has to be found out before the stack can begin, and may take its time: names, addresses, passwords, sound cards.

For worker threads only.
"""

import logging
import os
import sys
from pathlib import Path

from softphone.adapters.sip.account_config import Passwords
from softphone.adapters.sip.addresses import IpAddress, resolve, way_to
from softphone.adapters.sip.alsa_config import NOTHING, STOCK, named_for_alsa, server_config
from softphone.adapters.sip.certificates import believed
from softphone.adapters.sip.doors import LOOPBACK_ADDRESS, Surroundings, local_account, plan_doors
from softphone.adapters.sip.sound_devices import SoundDevice, is_card
from softphone.adapters.sip.sound_server import plugged_in
from softphone.adapters.sip.stack import Preparation
from softphone.adapters.sip.trust_keeper import TrustKeeper
from softphone.engine.secrets_port import SecretsPort, SecretsUnavailable
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.sound import AudioSettings

log = logging.getLogger(__name__)

ALSA_CONFIG = "ALSA_CONFIG_PATH"


def prepare(settings: Settings, secrets: SecretsPort, cache: Path) -> Preparation:
    """Find out everything."""
    accounts = settings.accounts or (local_account(LOOPBACK_ADDRESS),)
    doors = plan_doors(settings, accounts, Surroundings(_address_of, _way_to_host))
    trust = TrustKeeper(settings, resolve, is_loopback_only=doors.is_loopback_only)
    trust.look_up()
    return Preparation(
        accounts=accounts,
        doors=doors,
        passwords={account.name: _passwords(account, secrets) for account in accounts},
        trust=trust,
        certificates={door: believed(door.tls.ca_file, cache) for door in doors.all if door.tls},
        sound_devices=look_for_devices(settings.audio, cache),
    )


def look_for_devices(audio: AudioSettings, cache: Path) -> tuple[SoundDevice, ...] | None:
    """List the sound cards and show them to ALSA under their real names; None where PJSIP has to look by itself."""
    if not sys.platform.startswith("linux"):
        return None
    wishes = (*audio.inputs, *audio.outputs, *audio.ringers, *audio.also_ring)
    if not any(map(is_card, wishes)):
        _show_to_alsa(NOTHING, cache)
        return ()
    found = plugged_in()
    if found is None:
        _show_to_alsa(STOCK, cache)
        return None
    devices = named_for_alsa(found)
    _show_to_alsa(server_config(devices), cache)
    return devices


def _show_to_alsa(config: str, cache: Path) -> None:
    """Replace our private ALSA configuration in one stroke; without it, ALSA's own names have to do."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        fresh, file = cache / "alsa.conf.new", cache / "alsa.conf"
        fresh.write_text(config)
        fresh.replace(file)
    except OSError as error:
        log.warning("sound cards are known by ALSA's names only: %s", error)
    else:
        os.environ[ALSA_CONFIG] = str(file)


def _passwords(account: AccountSettings, secrets: SecretsPort) -> Passwords:
    """Ask only for what some server will ask for: the keyring is slow, and may not be there at all."""
    is_asked, has_turn = account.registrar or account.proxy, account.turn is not None
    return Passwords(
        _secret(account.name, secrets) if is_asked else "",
        _secret(f"{account.name}/turn", secrets) if has_turn else "",
    )


def _secret(name: str, secrets: SecretsPort) -> str:
    try:
        found = secrets.read(name)
    except SecretsUnavailable as error:
        log.warning("there is no password for %s: %s", name, error)
        return ""
    return found.reveal() if found else ""


def _address_of(host: str) -> IpAddress | None:
    return next(iter(resolve(host)), None)


def _way_to_host(host: str) -> IpAddress | None:
    address = _address_of(host)
    return way_to(address) if address else None
