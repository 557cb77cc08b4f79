"""All that is heard: devices, ringing, tones, recordings, and who is connected with whom. Owner thread only.

It takes the machine's audio plan and makes it so; where a plan names a leg without media, that part waits for it.
"""

import time
from collections.abc import Mapping

import pjsua2 as pj

from softphone.adapters.sip.audio.devices import Devices
from softphone.adapters.sip.audio.gauge import Gauge
from softphone.adapters.sip.audio.levels import factor_of, meter_of
from softphone.adapters.sip.audio.patchbay import Patchbay
from softphone.adapters.sip.audio.ringer import Ringer
from softphone.adapters.sip.audio.sound_devices import SoundDevice
from softphone.adapters.sip.audio.sound_trial import SoundTrial
from softphone.adapters.sip.audio.tone_player import TonePlayer
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.recording.recorders import Recorders
from softphone.core.state.audio import (
    SILENCE,
    AudioPlan,
    LegAudio,
    Microphone,
    RecorderAudio,
    Sink,
    Source,
    Speaker,
    Tone,
    ToneAudio,
)
from softphone.core.values import LegId
from softphone.engine.ports.sound import SoundCard, SoundSetup, Use
from softphone.settings.sections.sound import AudioSettings

ENGAGE_AFTER_S, REST_AFTER_S = 0.05, 5.0
RING_S = 3.0
"""How long the ringer is tried."""


class Sound:
    """The parts, and the plan they follow."""

    def __init__(
        self,
        settings: AudioSettings,
        legs: Legs,
        agenda: Agenda,
        devices: Devices,
        ringer: Ringer,
        tones: TonePlayer,
        recorders: Recorders,
    ) -> None:
        self._legs = legs
        self._agenda = agenda
        self.devices = devices
        self._ringer = ringer
        self.tones = tones
        self.recorders = recorders
        self._gauge = Gauge()
        self.trial = SoundTrial(devices, tones)
        self._metered_until = float("-inf")
        self._patchbay = Patchbay(self._end_of, self._made)
        self._has_waiting_tone = settings.call_waiting_tone
        self._levels: dict[Use, float] = {"input": settings.input_level_db, "output": settings.output_level_db}
        self._plan = SILENCE

    def arrange(self, plan: AudioPlan) -> None:
        """From now on audio runs like this. Recorders come before their routes and go after them."""
        before, self._plan = self._plan, plan
        if plan.is_ringing or plan.routes:
            self.devices.engage()
        else:
            self._rest_later()
        if plan.recorders <= before.recorders:
            self._patchbay.plan(plan.routes)
            self.recorders.plan(plan)
        else:
            self.recorders.plan(plan)
            self._patchbay.plan(plan.routes)
        self._set_ringing(is_wanted=plan.is_ringing)

    def call_began(self) -> None:
        """There is a call: the devices will be wanted soon."""
        self.trial.end()
        self.devices.wake()
        self._apply_levels()
        self._agenda.at(time.monotonic() + ENGAGE_AFTER_S, self._engage)

    def beep(self) -> None:
        """Warn the agent that a call answers itself."""
        self.devices.engage()
        self.tones.beep(self.devices.speaker())

    def audio_changed(self, leg: LegId) -> None:
        """A leg's stream came, was replaced, or went."""
        self._patchbay.renew(LegAudio(leg))
        self._rest_later()

    def leg_moves(self, leg: LegId) -> None:
        """Another call is about to take over a leg: nobody hears, or is heard by, the one that leaves."""
        self._patchbay.release(LegAudio(leg))
        self.tones.forget(leg)

    def clock_stopped(self) -> None:
        """Nothing is sent on a leg that should send: the sound card that gives the time is gone."""
        self.devices.give_up()
        self._renew_devices()

    def replug(self, known: tuple[SoundDevice, ...]) -> None:
        """Sound cards came or went."""
        self.devices.replug(known)
        self._renew_devices()

    def wish(self, use: Use, wishes: tuple[str, ...]) -> None:
        """Use other devices, also in the middle of a call."""
        if use == "ringer":
            self._ringer.wish(wishes)
            return
        self.devices.wish(use, wishes)
        self._renew_devices()

    def set_level(self, use: Use, level_db: float) -> None:
        """Make a device louder or softer."""
        if use == "ringer":
            self._ringer.set_level(level_db)
            return
        self._levels[use] = level_db
        self._apply_levels()

    def setup(self) -> SoundSetup:
        """Tell which devices there are, and which are used for what."""
        cards = tuple(
            SoundCard(one.identity, one.description, one.is_input, one.is_output, one.is_monitor)
            for one in self.devices.known
        )
        agent: tuple[Use, ...] = ("input", "output")
        uses = (self.devices.use(use, self._levels[use]) for use in agent)
        return SoundSetup(cards, (*uses, self._ringer.use))

    def meters(self) -> Mapping[Use, float]:
        """How loud it is now, from 0 to 1, in each direction; the devices are open as long as somebody looks."""
        is_new, self._metered_until = not self._is_metered, time.monotonic() + REST_AFTER_S
        self.devices.engage()
        microphone = self.devices.microphone()
        self._gauge.hear(microphone)
        if is_new:
            self._apply_levels()
            self._agenda.at(self._metered_until, self._stop_metering)
        return {
            "input": meter_of(microphone.getTxLevel()) if microphone else 0.0,
            "output": meter_of(self.devices.speaker().getRxLevel()),
        }

    def play_tone(self, use: Use) -> bool:
        """Let headset or ringer be heard for a moment; False while a call needs them."""
        if not self._is_free:
            return False
        if use == "ringer":
            self._ringer.start()
            self._agenda.at(time.monotonic() + RING_S, self._stop_trial_ringing)
            return True
        self.devices.engage()
        self._apply_levels()
        self.trial.play_tone()
        self._rest_after_trial()
        return True

    def begin_trial(self, file: str) -> bool:
        """Begin to record the microphone into a file; False while a call needs it, or where there is no microphone."""
        if not self._is_free:
            return False
        self.devices.engage()
        self._apply_levels()
        return self.trial.record(file)

    def play_back(self, file: str) -> bool:
        """Play what was recorded; False while a call needs the headset, or has needed it meanwhile."""
        return self._is_free and self.trial.play_back(file)

    def play_file(self, file: str) -> bool:
        """Let the agent hear a file from its beginning; False while a call or a trial needs the headset."""
        if not self._is_free:
            return False
        self.devices.engage()
        self._apply_levels()
        return self.trial.play_file(file)

    def stop_file(self) -> None:
        """A file has been heard, or will not be."""
        self.trial.stop_file()
        self._rest_later()

    def end_trial(self) -> None:
        """The microphone has been tried, or could not be."""
        self.trial.end()
        self._rest_later()

    def close(self) -> None:
        """End everything that is heard."""
        self.arrange(SILENCE)
        self.trial.end()
        self.recorders.close()
        self._gauge.close()
        self._ringer.close()
        self.tones.close()
        self.devices.close()

    @property
    def _is_metered(self) -> bool:
        return time.monotonic() < self._metered_until

    def _stop_metering(self) -> None:
        if self._is_metered:
            self._agenda.at(self._metered_until, self._stop_metering)
        else:
            self._gauge.close()
            self._rest()

    def _engage(self) -> None:
        if len(self._legs):
            self.devices.engage()

    def _rest_later(self) -> None:
        if self._is_quiet:
            self._agenda.at(time.monotonic() + REST_AFTER_S, self._rest)

    def _rest(self) -> None:
        if self._is_quiet:
            self.devices.rest()

    @property
    def _is_quiet(self) -> bool:
        return self._is_free and not self._is_metered and not self.trial.is_on

    @property
    def _is_free(self) -> bool:
        """Whether no call needs the devices."""
        return not (len(self._legs) or self._plan.is_ringing or self._plan.routes)

    def _stop_trial_ringing(self) -> None:
        if not self._plan.is_ringing:
            self._ringer.stop()
            self._rest_later()

    def _rest_after_trial(self) -> None:
        self._agenda.at(time.monotonic() + REST_AFTER_S, self._rest)

    def _renew_devices(self) -> None:
        self._patchbay.renew(Microphone())
        self._patchbay.renew(Speaker())
        self._apply_levels()

    def _apply_levels(self) -> None:
        """PJSIP names directions from the device's side: a microphone transmits, a loudspeaker receives."""
        if microphone := self.devices.microphone():
            microphone.adjustTxLevel(factor_of(self._levels["input"]))
        self.devices.speaker().adjustRxLevel(factor_of(self._levels["output"]))

    def _set_ringing(self, *, is_wanted: bool) -> None:
        if is_wanted:
            ringing = (call.state for call in self._legs if call.state.is_offered)
            self._ringer.start(is_internal=any(state.is_internal for state in ringing))
        else:
            self._ringer.stop()

    def _made(self, source: Source) -> None:
        """A route from a source was made: tones begin at their beginning."""
        if isinstance(source, ToneAudio):
            self.tones.begin(source.tone)

    def _end_of(self, end: Source | Sink) -> pj.AudioMedia | None:
        match end:
            case Microphone():
                return self.devices.microphone()
            case Speaker():
                return self.devices.speaker()
            case ToneAudio(tone=tone):
                is_wanted = tone is not Tone.WAITING or self._has_waiting_tone
                return self.tones.tone(tone) if is_wanted else None
            case RecorderAudio():
                return self.recorders.sink(end)
            case LegAudio(leg=leg):
                call = self._legs.find(leg)
                return call.getAudioMedia(-1) if call and call.state.has_audio else None
