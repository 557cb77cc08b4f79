"""A private ALSA configuration, through which PJSIP sees devices by their real names. Pure text work.

On desktops with PulseAudio or PipeWire, ALSA itself knows one device for everything. Where no device is wanted at all,
an empty configuration keeps ALSA from looking for any, which takes longer than all the rest of the start.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

from softphone.adapters.sip.audio.sound_devices import DEFAULT, SoundDevice

NOTHING = "# no sound device is wanted\n"
STOCK = "</usr/share/alsa/alsa.conf>\n"
_DEFAULT_PCM = 'pcm.!default { type pulse hint { show on description "Default" } }\nctl.!default { type pulse }\n'


def named_for_alsa(devices: Iterable[SoundDevice]) -> tuple[SoundDevice, ...]:
    """Give every device a name that ALSA can bear and that stays the same."""
    return tuple(replace(device, pcm=_pcm(device)) for device in devices)


def server_config(devices: Iterable[SoundDevice]) -> str:
    """Describe one PCM for each device of the sound server."""
    return _DEFAULT_PCM + "".join(_entry(device) for device in devices if device.pcm != DEFAULT)


def _pcm(device: SoundDevice) -> str:
    if device.identity == DEFAULT:
        return DEFAULT
    return f"softphone_{'in' if device.is_input else 'out'}_{crc32(device.identity.encode()):08x}"


def _entry(device: SoundDevice) -> str:
    hint = f'hint {{ show on description "{_quoted(device.description)}" }}'
    return f'pcm.{device.pcm} {{ type pulse device "{_quoted(device.identity)}" {hint} }}\n'


def _quoted(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", " ", text).replace("\\", "\\\\").replace('"', '\\"')
