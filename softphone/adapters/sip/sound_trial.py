"""Trying headset and microphone without a call: a melody, or what the agent just said. Owner thread only."""

import pjsua2 as pj

from softphone.adapters.sip.devices import Devices
from softphone.adapters.sip.tone_player import TonePlayer


class SoundTrial:
    """One trial at a time; a call that comes ends it."""

    def __init__(self, devices: Devices, tones: TonePlayer) -> None:
        self._devices, self._tones = devices, tones
        self._recorder: pj.AudioMediaRecorder | None = None
        self._player: pj.AudioMediaPlayer | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is recorded or played."""
        return self._recorder is not None or self._player is not None

    def play_tone(self) -> None:
        """Let the headset be heard."""
        self._tones.chime(self._devices.speaker())

    def record(self, file: str) -> bool:
        """Begin to record the microphone; False where there is none."""
        self.end()
        microphone = self._devices.microphone()
        if microphone is None:
            return False
        recorder = pj.AudioMediaRecorder()
        recorder.createRecorder(file)
        microphone.startTransmit(recorder)
        self._recorder = recorder
        return True

    def end_recording(self) -> bool:
        """Record no more, for PJSIP to finish the file; False where a call has ended it before."""
        was_recording, self._recorder = self._recorder is not None, None
        return was_recording

    def play_back(self, file: str) -> None:
        """Play what was recorded."""
        player = pj.AudioMediaPlayer()
        player.createPlayer(file, pj.PJMEDIA_FILE_NO_LOOP)
        player.startTransmit(self._devices.speaker())
        self._player = player

    def end(self) -> None:
        """Leave the devices to others."""
        self._recorder = self._player = None
