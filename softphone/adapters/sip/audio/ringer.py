"""Rings, on a loudspeaker of its own, so that a headset on the table is not all that rings.

Where its device is the headset's it uses that one; where it fails it rings there, too, and says so. Only the owner
thread may use it.
"""

import logging
from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.audio.devices import ABSENT, Devices
from softphone.adapters.sip.audio.file_sound import FileWriter
from softphone.adapters.sip.audio.levels import factor_of
from softphone.adapters.sip.audio.sound_devices import FILE, NULL, SoundDevice, fitting
from softphone.adapters.sip.audio.tone_player import play_for_ever
from softphone.adapters.sip.audio.tones import ring
from softphone.core.messages.events import DeviceChanged
from softphone.engine.ports.sound import SoundUse
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
        self._wishes = settings.ringers
        self._told = DeviceChanged("ringer", self._wishes[0], self._wishes[0])
        self._is_internal = False
        self._sound: pj.AudioMedia | None = None
        self._extra: list[pj.ExtraAudioDevice] = []
        self._writer = FileWriter()
        self._level_db = float(settings.ringer_level_db)

    @property
    def use(self) -> SoundUse:
        """What it rings on, or last did."""
        return SoundUse("ringer", self._told.device, self._wishes, self._level_db, self._told.why)

    def wish(self, wishes: tuple[str, ...]) -> None:
        """Ring elsewhere from now on, also when it rings already."""
        self._wishes = wishes
        self._report(fitting(wishes, self._devices.known, "ringer")[0][0], ABSENT)
        if self._sound is not None:
            self.stop()
            self.start(is_internal=self._is_internal)

    def set_level(self, level_db: float) -> None:
        """Ring louder or softer from now on."""
        self._level_db = level_db
        if self._sound is not None:
            self._sound.adjustTxLevel(factor_of(level_db))

    def start(self, *, is_internal: bool = False) -> None:
        """Begin to ring."""
        if self._sound is not None:
            return
        self._is_internal = is_internal
        self._sound = self._make_sound(self._settings.ring_sound_internal if is_internal else self._settings.ring_sound)
        if self._sound is None:
            return
        self._sound.adjustTxLevel(factor_of(self._level_db))
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
        for name, device in fitting(self._wishes, self._devices.known, "ringer")[:-1]:
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

    def _report(self, now: str, why: str = "it cannot be opened") -> None:
        changed = DeviceChanged("ringer", now, self._wishes[0], "" if now == self._wishes[0] else why)
        if changed != self._told:
            self._told = changed
            self._tell(changed)
