"""Rings, on a loudspeaker of its own, so that a headset on the table is not all that rings.

Where its device is the headset's it uses that one; where it fails it rings there, too, and says so. Only the owner
thread may use it.
"""

import logging
from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.devices import Devices
from softphone.adapters.sip.file_sound import FileWriter
from softphone.adapters.sip.levels import factor_of
from softphone.adapters.sip.sound_devices import FILE, NULL, SoundDevice, fitting
from softphone.adapters.sip.tone_player import play_for_ever
from softphone.adapters.sip.tones import ring
from softphone.core.events import DeviceChanged
from softphone.settings.sections.sound import AudioSettings

log = logging.getLogger(__name__)

SILENT = "silent"


class Ringer:
    """One ringing at a time."""

    def __init__(
        self, devices: Devices, settings: AudioSettings, clock_rate_hz: int, tell: Callable[[DeviceChanged], None]
    ) -> None:
        self._devices = devices
        self._settings = settings
        self._clock_rate_hz = clock_rate_hz
        self._tell = tell
        self._in_use = settings.ringers[0]
        self._sound: pj.AudioMedia | None = None
        self._extra: list[pj.ExtraAudioDevice] = []
        self._writer = FileWriter()
        self.level_db = float(settings.ringer_level_db)

    def start(self, *, is_internal: bool = False) -> None:
        """Begin to ring."""
        if self._sound is not None:
            return
        self._sound = self._make_sound(self._settings.ring_sound_internal if is_internal else self._settings.ring_sound)
        if self._sound is None:
            return
        self._sound.adjustRxLevel(factor_of(self.level_db))
        for sink in self._sinks():
            self._sound.startTransmit(sink)

    def stop(self) -> None:
        """Stop ringing, and let the devices go."""
        self._sound = None
        for extra in self._extra:
            extra.close()
        self._extra.clear()

    def close(self) -> None:
        """Let everything go."""
        self.stop()
        self._writer.close()

    def _make_sound(self, name: str) -> pj.AudioMedia | None:
        if name == SILENT:
            return None
        if name.startswith(FILE):
            try:
                player = pj.AudioMediaPlayer()
                player.createPlayer(name.removeprefix(FILE))
            except pj.Error as error:
                log.warning("the ring sound %s cannot be played: %s", name, error.reason)
            else:
                return player
        generator = pj.ToneGenerator()
        generator.createToneGenerator(self._clock_rate_hz)
        play_for_ever(generator, ring(name))
        return generator

    def _sinks(self) -> list[pj.AudioMedia]:
        sinks = [sink for sink in (self._main_sink(), *map(self._sink_for, self._settings.also_ring)) if sink]
        return sinks if len(sinks) < 2 else list({sink.getPortId(): sink for sink in sinks}.values())

    def _main_sink(self) -> pj.AudioMedia | None:
        """Find the first wish that works; a ringer that works nowhere rings in the headset."""
        for name, device in fitting(self._settings.ringers, self._devices.known, "ringer")[:-1]:
            if name == NULL:
                self._report(NULL)
                return None
            if sink := self._sink_for(name, device):
                self._report(name)
                return sink
        self._report("output")
        return self._devices.speaker()

    def _sink_for(self, name: str, device: SoundDevice | None = None) -> pj.AudioMedia | None:
        try:
            if name.startswith(FILE):
                self._writer.use(name.removeprefix(FILE))
                return self._writer.media
            found = device or next((one for _, one in fitting([name], self._devices.known, "ringer") if one), None)
            return self._card(found) if found else None
        except pj.Error as error:
            log.warning("%s cannot ring: %s", name, error.reason)
            return None

    def _card(self, device: SoundDevice) -> pj.AudioMedia | None:
        if device.pcm == self._devices.output_pcm:
            return self._devices.speaker()
        number = self._devices.pcm_index(device.pcm)
        if number is None:
            return None
        extra = pj.ExtraAudioDevice(number, self._devices.any_input)
        extra.open()
        self._extra.append(extra)
        return extra

    def _report(self, now: str) -> None:
        if now != self._in_use:
            self._in_use = now
            wished = self._settings.ringers[0]
            self._tell(DeviceChanged("ringer", now, wished, "" if now == wished else "it cannot be opened"))
