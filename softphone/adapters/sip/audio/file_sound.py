"""Files that stand for a microphone and a headset: one is played and looped, the other is written.

Only the owner thread may use it.
"""

import pjsua2 as pj


class FileReader:
    """A sound file as the microphone."""

    def __init__(self) -> None:
        self._name: str | None = None
        self.media: pj.AudioMediaPlayer | None = None

    def use(self, name: str | None) -> None:
        """Play this file, or none. Raises `pj.Error` where it cannot be read."""
        if name == self._name:
            return
        self.close()
        if name is not None:
            player = pj.AudioMediaPlayer()
            player.createPlayer(name)
            self._name, self.media = name, player

    def close(self) -> None:
        """Let the file go."""
        self._name = self.media = None


class FileWriter:
    """A sound file as the headset; it holds what was heard while something was."""

    def __init__(self) -> None:
        self._name: str | None = None
        self.media: pj.AudioMediaRecorder | None = None

    def use(self, name: str | None) -> None:
        """Write this file, or none. Raises `pj.Error` where it cannot be written."""
        if name == self._name:
            return
        self.close()
        if name is not None:
            recorder = pj.AudioMediaRecorder()
            recorder.createRecorder(name)
            self._name, self.media = name, recorder

    def close(self) -> None:
        """Let the file go."""
        self._name = self.media = None
