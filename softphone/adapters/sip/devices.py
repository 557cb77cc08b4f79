"""The agent's microphone and headset: a sound device, a file, or none.

A device that fails is replaced; no call ever waits for one. Only the owner thread may use it.
"""

import logging

import pjsua2 as pj

from softphone.settings.sections.sound import AudioSettings

log = logging.getLogger(__name__)

FILE = "file:"


class Devices:
    """What the agent speaks into and hears from."""

    def __init__(self, manager: pj.AudDevManager, settings: AudioSettings) -> None:
        self._manager = manager
        self._settings = settings
        self._player: pj.AudioMediaPlayer | None = None
        self._writer: pj.AudioMediaRecorder | None = None

    def open(self) -> None:
        """Begin with a clock but no sound card: that costs nothing and cannot fail."""
        self._manager.setNullDev()
        self._open_input(self._settings.inputs[0])
        self._open_output(self._settings.outputs[0])

    def microphone(self) -> pj.AudioMedia | None:
        """What the agent says; None is silence."""
        return self._player

    def speaker(self) -> pj.AudioMedia:
        """Where the agent's sound goes; the null device keeps streams flowing without a headset."""
        return self._writer or self._manager.getPlaybackDevMedia()

    def close(self) -> None:
        """Let files and devices go."""
        self._player = None
        self._writer = None

    def _open_input(self, wished: str) -> None:
        if wished.startswith(FILE):
            player = pj.AudioMediaPlayer()
            player.createPlayer(wished.removeprefix(FILE))
            self._player = player

    def _open_output(self, wished: str) -> None:
        if wished.startswith(FILE):
            writer = pj.AudioMediaRecorder()
            writer.createRecorder(wished.removeprefix(FILE))
            self._writer = writer
