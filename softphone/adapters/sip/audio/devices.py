"""The agent's microphone and headset: a sound card, a file, or none.

A device that fails is replaced by the next wish, in the end by none, and that is told; no call ever waits for one. The
card is open while there are calls only: an idle phone does not listen to the room, and nothing ticks in it at all.
Only the owner thread may use it.
"""

import logging
from collections.abc import Callable, Sequence
from itertools import product

import pjsua2 as pj

from softphone.adapters.sip.audio.file_sound import FileReader, FileWriter
from softphone.adapters.sip.audio.sound_devices import FILE, SoundDevice, fitting, is_card
from softphone.core.messages.events import DeviceChanged
from softphone.engine.ports.sound import SoundUse, Use
from softphone.settings.sections.sound import AudioSettings

log = logging.getLogger(__name__)

MOST_TRIES = 6
SPEAKER_ONLY = 1
ABSENT = "it is not there, or stopped working"
Candidate = tuple[str, SoundDevice | None]


class Devices:
    """What the agent speaks into and hears from."""

    def __init__(
        self, manager: pj.AudDevManager, settings: AudioSettings, tell: Callable[[DeviceChanged], None]
    ) -> None:
        self._manager = manager
        self._tell = tell
        self._wishes: dict[Use, tuple[str, ...]] = {"input": settings.inputs, "output": settings.outputs}
        self._told: dict[Use, DeviceChanged] = {
            use: DeviceChanged(use, wishes[0], wishes[0]) for use, wishes in self._wishes.items()
        }
        self._known: tuple[SoundDevice, ...] = ()
        self._is_engaged = False
        self._broken: frozenset[str] = frozenset()
        self._is_awake = self._is_stale = False
        self._opened: tuple[str, str] | None = None
        self._reader = FileReader()
        self._writer = FileWriter()

    @property
    def known(self) -> tuple[SoundDevice, ...]:
        """All sound cards that are plugged in."""
        return self._known

    def open(self, known: Sequence[SoundDevice]) -> None:
        """Begin at rest; wishes that cannot be met are told at once."""
        self._known = tuple(known)
        self._manager.setNoDev()
        self._serve()

    def replug(self, known: Sequence[SoundDevice]) -> None:
        """Devices came or went: look at the wishes again. PJSIP may look only while no card is open, so it waits."""
        self._known = tuple(known)
        self._broken = frozenset()
        self._is_stale = True
        if self._opened is None or self._opened != self._best():
            self._serve()

    def wish(self, use: Use, wishes: tuple[str, ...]) -> None:
        """Use other devices from now on, also in the middle of a call."""
        self._wishes[use] = wishes
        self._serve()

    def look_anew(self) -> None:
        """Have PJSIP look for devices, where it may: while no card is open."""
        if self._opened in (None, ("", "")):
            self._manager.refreshDevs()

    def use(self, use: Use, level_db: float) -> SoundUse:
        """Tell what a use runs on."""
        told = self._told[use]
        return SoundUse(use, told.device, self._wishes[use], level_db, told.why)

    def give_up(self) -> None:
        """The open sound card has stopped working: use the next wishes until something is plugged or called again."""
        opened = frozenset(self._opened or ()) - {""}
        if opened:
            log.warning("the sound card has stopped working")
            self._broken |= opened
            self._serve()

    def wake(self) -> None:
        """There will be something to hear: let sound flow, into nothing for now. This takes no time."""
        if not self._is_awake:
            self._is_awake = True
            self._open_card("", "")

    def engage(self) -> None:
        """There is something to hear: open the sound card."""
        self.wake()
        if not self._is_engaged:
            self._is_engaged = True
            self._broken = frozenset()
            self._serve()

    def rest(self) -> None:
        """There is nothing to hear: let the sound card go, and its clock."""
        if self._is_awake:
            self._is_awake = self._is_engaged = False
            self._opened = None
            self._manager.setNoDev()

    def microphone(self) -> pj.AudioMedia | None:
        """What the agent says; None is silence."""
        if self._reader.media or not is_card(self._told["input"].device):
            return self._reader.media
        return self._manager.getCaptureDevMedia()

    def speaker(self) -> pj.AudioMedia:
        """Where the agent's sound goes; the null device keeps streams flowing without a headset."""
        return self._writer.media or self._manager.getPlaybackDevMedia()

    @property
    def output_pcm(self) -> str:
        """The sound card that is open for the agent's headset; nothing while none is."""
        return self._opened[1] if self._opened else ""

    @property
    def any_input(self) -> int:
        """Some microphone, for a device that PJSIP opens in both directions or not at all."""
        source = self.pcm_index(self._opened[0]) if self._opened else None
        return pj.PJSUA_SND_DEFAULT_CAPTURE_DEV if source is None else source

    def pcm_index(self, pcm: str) -> int | None:
        """The number that PJSIP has for a device now."""
        names = [device.name for device in self._manager.enumDev2()]
        return names.index(pcm) if pcm in names else None

    def close(self) -> None:
        """Let files and devices go."""
        self._reader.close()
        self._writer.close()
        self.wake()
        self._open_card("", "")

    def _serve(self) -> None:
        """Use the best that works."""
        working = [device for device in self._known if device.pcm not in self._broken]
        inputs = fitting(self._wishes["input"], working, "input")
        outputs = fitting(self._wishes["output"], working, "output")
        pairs = sorted(product(range(len(inputs)), range(len(outputs))), key=sum)[:MOST_TRIES]
        why = ""
        for one, other in [*pairs, (len(inputs) - 1, len(outputs) - 1)]:
            try:
                self._use(inputs[one], outputs[other])
            except pj.Error as error:
                why = error.reason
                log.warning("%s with %s cannot be opened: %s", inputs[one][0], outputs[other][0], why)
            else:
                self._report("input", inputs[one][0], why)
                self._report("output", outputs[other][0], why)
                return

    def _use(self, source: Candidate, sink: Candidate) -> None:
        wanted = [device.pcm if device and self._is_engaged else "" for device in (source[1], sink[1])]
        self._open_card(wanted[0], wanted[1])
        self._reader.use(source[0].removeprefix(FILE) if source[0].startswith(FILE) else None)
        self._writer.use(sink[0].removeprefix(FILE) if sink[0].startswith(FILE) else None)

    def _open_card(self, source: str, sink: str) -> None:
        """Open both directions in one go, or the null device; nothing is done at rest, or where it is so already."""
        if not self._is_awake or self._opened == (source, sink):
            return
        self._opened = None
        if not source and not sink:
            self._manager.setNullDev()
        else:
            self._manager.setNoDev()
            self._look_if_stale()
            try:
                self._open_both(source, sink)
            except pj.Error:
                self._manager.setNullDev()
                raise
        self._opened = (source, sink)

    def _look_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self._manager.refreshDevs()

    def _best(self) -> tuple[str, str]:
        """The cards that the first wishes mean now."""
        (_, source), (_, sink) = (fitting(self._wishes[use], self._known, use)[0] for use in ("input", "output"))
        return (source.pcm if source else "", sink.pcm if sink else "")

    def _open_both(self, source: str, sink: str) -> None:
        """Set both sides, then open: a microphone alone needs some loudspeaker for its clock."""
        capture = self.pcm_index(source) if source else None
        playback = self.pcm_index(sink) if sink else None
        self._manager.setCaptureDev(pj.PJSUA_SND_DEFAULT_CAPTURE_DEV if capture is None else capture)
        self._manager.setPlaybackDev(pj.PJSUA_SND_DEFAULT_PLAYBACK_DEV if playback is None else playback)
        self._manager.setSndDevMode(0 if source else SPEAKER_ONLY)

    def _report(self, use: Use, now: str, why: str) -> None:
        wished = self._wishes[use][0]
        changed = DeviceChanged(use, now, wished, "" if now == wished else why or ABSENT)
        if changed != self._told[use]:
            self._told[use] = changed
            self._tell(changed)
