"""A phone of the doctor's own, which tries what the engine's would do: at any free port, and without a sound card.

One at a time: PJSIP bears only one per process.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from softphone.adapters.sip.phone import PjsuaPhone
from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.adapters.storage.secrets import EnvironmentFirstSecrets, environment_names
from softphone.settings import Settings

QUIET: Mapping[str, object] = {"input": "silence", "output": "null", "ringer": "null", "also_ring": ()}


def own_phone(settings: Settings, folder: Path, sound: Mapping[str, object] = QUIET) -> PjsuaPhone:
    """Make a phone beside the one that may be running; `sound` are settings of its audio."""
    secrets = EnvironmentFirstSecrets(KeyringSecrets(), environment_names(settings))
    beside = replace(settings, sip=replace(settings.sip, port=0), audio=replace(settings.audio, **{**QUIET, **sound}))
    return PjsuaPhone(beside, secrets, folder)
