"""Tones made by PJSIP's generators: what the agent hears of a call's progress, and digits as sound.

A generator costs nothing while nobody listens to it, so that each is made once, at its first use, and kept.
"""

import time

import pjsua2 as pj

from softphone.adapters.sip.audio.tones import Burst, Country, cadence
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.library.agenda import Agenda
from softphone.core.state.audio import Tone
from softphone.core.values import LegId

DIGIT_ON_MS, DIGIT_OFF_MS = 120, 100
VOLUME = 8000
SETTLE_S = 0.3
BEEP, BEEP_S = (Burst(880, 0, 120, 80), Burst(1175, 0, 160, 0)), 1.0
CHIME, CHIME_S = tuple(Burst(hz, 0, 350, 50) for hz in (523, 659, 784, 1047)), 2.5


class TonePlayer:
    """Keeps the generators."""

    def __init__(self, country: Country, clock_rate_hz: int, agenda: Agenda, legs: Legs) -> None:
        self._country: Country = country
        self._clock_rate_hz = clock_rate_hz
        self._agenda = agenda
        self._legs = legs
        self._tones: dict[Tone, pj.ToneGenerator] = {}
        self._digits: dict[LegId, pj.ToneGenerator] = {}
        self._beepers: list[pj.ToneGenerator] = []

    def tone(self, tone: Tone) -> pj.AudioMedia:
        """The generator of a tone; it sounds from the beginning whenever somebody begins to listen."""
        if tone not in self._tones:
            generator = self._new_generator()
            play_for_ever(generator, cadence(tone, self._country))
            self._tones[tone] = generator
        return self._tones[tone]

    def begin(self, tone: Tone) -> None:
        """Somebody begins to listen."""
        self._tones[tone].rewind()

    def play_digits(self, leg: LegId, sink: pj.AudioMedia, digits: str) -> float:
        """Let a leg's peer hear digits, besides everything else it hears; answers with how long they take."""
        generator = self._digits.get(leg)
        if generator is None:
            generator = self._new_generator()
            generator.startTransmit(sink)
        generator.playDigits(_keyed(digits))
        self._digits[leg] = generator
        length_s = len(digits) * (DIGIT_ON_MS + DIGIT_OFF_MS) / 1000
        self._agenda.at(time.monotonic() + length_s + SETTLE_S, lambda: self._end_digits(leg))
        return length_s

    def forget(self, leg: LegId) -> None:
        """Digits that still sound on a leg end."""
        self._digits.pop(leg, None)

    def beep(self, sink: pj.AudioMedia) -> None:
        """Let somebody hear two short tones, once."""
        self._play_once(sink, BEEP, BEEP_S)

    def chime(self, sink: pj.AudioMedia) -> None:
        """Let somebody hear a few rising tones, once: enough to set a level by."""
        self._play_once(sink, CHIME, CHIME_S)

    def _play_once(self, sink: pj.AudioMedia, bursts: tuple[Burst, ...], length_s: float) -> None:
        player = self._new_generator()
        player.startTransmit(sink)
        player.play(_described(bursts))
        self._beepers.append(player)
        self._agenda.at(time.monotonic() + length_s, lambda: self._forget_player(player))

    def _forget_player(self, player: pj.ToneGenerator) -> None:
        if player in self._beepers:
            self._beepers.remove(player)

    def close(self) -> None:
        """Let all generators go."""
        self._tones.clear()
        self._digits.clear()
        self._beepers.clear()

    def _end_digits(self, leg: LegId) -> None:
        generator = self._digits.get(leg)
        if generator is not None and not (generator.isBusy() and self._legs.find(leg)):
            del self._digits[leg]

    def _new_generator(self) -> pj.ToneGenerator:
        generator = pj.ToneGenerator()
        generator.createToneGenerator(self._clock_rate_hz)
        return generator


def play_for_ever(generator: pj.ToneGenerator, bursts: tuple[Burst, ...]) -> None:
    """Repeat bursts until somebody says stop."""
    generator.play(_described(bursts), True)  # noqa: FBT003 - by position


def _described(bursts: tuple[Burst, ...]) -> pj.ToneDescVector:
    described = pj.ToneDescVector()
    for burst in bursts:
        tone = pj.ToneDesc()
        tone.freq1, tone.freq2 = burst.hz, burst.with_hz
        tone.on_msec, tone.off_msec = burst.on_ms, burst.off_ms
        tone.volume = VOLUME
        described.push_back(tone)
    return described


def _keyed(digits: str) -> pj.ToneDigitVector:
    keyed = pj.ToneDigitVector()
    for digit in digits:
        key = pj.ToneDigit()
        key.digit, key.on_msec, key.off_msec, key.volume = digit.lower(), DIGIT_ON_MS, DIGIT_OFF_MS, VOLUME
        keyed.push_back(key)
    return keyed
