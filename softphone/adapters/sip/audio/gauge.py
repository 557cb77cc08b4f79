"""Measures a microphone that nobody listens to: PJSIP measures only what goes somewhere. Owner thread only."""

import pjsua2 as pj


class Gauge:
    """A place for sound to go where nobody is."""

    def __init__(self) -> None:
        self._nowhere: pj.ToneGenerator | None = None

    def hear(self, microphone: pj.AudioMedia | None) -> None:
        """Let a microphone speak to nobody; it may do so already."""
        if microphone is None:
            return
        if self._nowhere is None:
            self._nowhere = pj.ToneGenerator()
            self._nowhere.createToneGenerator()
        microphone.startTransmit(self._nowhere)

    def close(self) -> None:
        """Stop measuring."""
        self._nowhere = None
