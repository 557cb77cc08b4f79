"""What is heard without a call: a melody, what the agent just said, or a file. Owner thread only."""

import pjsua2 as pj

from softphone.adapters.sip.audio.devices import Devices
from softphone.adapters.sip.audio.tone_player import TonePlayer


class SoundTrial:
    """One of them at a time; a call that comes ends it, and a file waits for no trial of the microphone to end."""

    def __init__(self, devices: Devices, tones: TonePlayer) -> None:
        self._devices, self._tones = devices, tones
        self._recorder: pj.AudioMediaRecorder | None = None
        self._player: pj.AudioMediaPlayer | None = None
        self.is_trying = False
        """Whether the microphone is being tried: from the first word recorded until `end`, or a call."""

    @property
    def is_on(self) -> bool:
        """Whether something is recorded or played, or will be at once."""
        return self.is_trying or self._player is not None

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
        self.is_trying = True
        return True

    def end_recording(self) -> bool:
        """Stop recording, for PJSIP to finish the file; False where a call has ended it before."""
        was_recording, self._recorder = self._recorder is not None, None
        return was_recording

    def play_back(self, file: str) -> bool:
        """Play what was recorded; False where a call has ended the trial before."""
        if self.is_trying:
            self._play(file)
        return self.is_trying

    def play_file(self, file: str) -> bool:
        """Play a file from its beginning, in the place of another one; False while the microphone is tried."""
        if not self.is_trying:
            self._play(file)
        return not self.is_trying

    def stop_file(self) -> None:
        """Play no file any more; what is tried goes on."""
        if not self.is_trying:
            self._player = None

    def end(self) -> None:
        """Leave the devices to others."""
        self._recorder = self._player = None
        self.is_trying = False

    def _play(self, file: str) -> None:
        self._player = None
        player = pj.AudioMediaPlayer()
        player.createPlayer(file, pj.PJMEDIA_FILE_NO_LOOP)
        player.startTransmit(self._devices.speaker())
        self._player = player
