"""Finds the sound cards and shows them to ALSA, and through it to PJSIP, under their real names.

For worker threads: a sound server may take its time.
"""

import logging
import os
import sys
from collections.abc import Iterable

from softphone.adapters.sip.audio.alsa_config import NOTHING, STOCK, named_for_alsa, server_config
from softphone.adapters.sip.audio.sound_devices import SoundDevice, is_card
from softphone.adapters.sip.audio.sound_server import plugged_in
from softphone.adapters.sip.library.passing_files import passing_file

log = logging.getLogger(__name__)

ALSA_CONFIG = "ALSA_CONFIG_PATH"


def look_for_devices(wishes: Iterable[str]) -> tuple[SoundDevice, ...] | None:
    """List the sound cards and show them to ALSA under their real names; None where PJSIP has to look by itself.

    Where no wish needs a card, none is looked for.
    """
    if not sys.platform.startswith("linux"):
        return None
    if not any(map(is_card, wishes)):
        _show_to_alsa(NOTHING)
        return ()
    found = plugged_in()
    if found is None:
        _show_to_alsa(STOCK)
        return None
    devices = named_for_alsa(found)
    _show_to_alsa(server_config(devices))
    return devices


def _show_to_alsa(config: str) -> None:
    """Replace our private ALSA configuration in one stroke; without it, ALSA's own names have to do."""
    try:
        os.environ[ALSA_CONFIG] = passing_file("alsa.conf", config.encode())
    except OSError as error:
        log.warning("sound cards are known by ALSA's names only: %s", error)
