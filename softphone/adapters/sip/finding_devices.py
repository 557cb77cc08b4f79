"""Finds the sound cards and shows them to ALSA, and through it to PJSIP, under their real names.

For worker threads: a sound server may take its time.
"""

import atexit
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from softphone.adapters.sip.alsa_config import NOTHING, STOCK, named_for_alsa, server_config
from softphone.adapters.sip.sound_devices import SoundDevice, is_card
from softphone.adapters.sip.sound_server import plugged_in

log = logging.getLogger(__name__)

ALSA_CONFIG = "ALSA_CONFIG_PATH"


def look_for_devices(wishes: Iterable[str], cache: Path) -> tuple[SoundDevice, ...] | None:
    """List the sound cards and show them to ALSA under their real names; None where PJSIP has to look by itself.

    Where no wish needs a card, none is looked for.
    """
    if not sys.platform.startswith("linux"):
        return None
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
        file = cache / f"alsa-{os.getpid()}.conf"  # another phone of this user sees other devices, or none
        fresh = file.with_suffix(".new")
        fresh.write_text(config)
        fresh.replace(file)
    except OSError as error:
        log.warning("sound cards are known by ALSA's names only: %s", error)
    else:
        if os.environ.get(ALSA_CONFIG) != str(file):
            os.environ[ALSA_CONFIG] = str(file)
            atexit.register(file.unlink, missing_ok=True)
