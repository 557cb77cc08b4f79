"""Looks after the calls twice a second: silent legs, keys that come late, calls that PJSIP lost without a word."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from softphone.adapters.sip.legs.hearing import CameBack, Hearing, WentSilent
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.legs.statistics import ice_state
from softphone.adapters.sip.legs.translate import audio_of
from softphone.adapters.sip.library.agenda import Agenda
from softphone.core.messages.events import AudioResumed, AudioStopped, LegEvent
from softphone.core.values import LegId

LOOK_EVERY_S = 0.5
LOST_AFTER_LOOKS = STOPPED_AFTER_LOOKS = 3
LOST_BEFORE_LOOKS = 30
"""A call that looks for ways (STUN, TURN) is nothing to PJSIP yet; a server that does not answer takes it 3 s."""


@dataclass(frozen=True, slots=True)
class Concerns:
    """Who hears what was noticed."""

    tell: Callable[[LegEvent], None]
    describe: Callable[[LiveCall], None]
    lost: Callable[[LiveCall], None]
    clock_stopped: Callable[[], None]


class Watchfulness:
    """Remembers what it saw of each call last time."""

    def __init__(
        self, legs: Legs, agenda: Agenda, concerns: Concerns, *, patience_s: float, sends_pauses: bool = False
    ) -> None:
        self._legs = legs
        self._agenda = agenda
        self._concerns = concerns
        self._patience_s = patience_s
        self._sends_pauses = sends_pauses
        self._hearing: dict[LegId, Hearing] = {}
        self._sent: dict[LegId, tuple[int, int]] = {}
        self._absent: dict[LegId, int] = {}
        self._is_looking = False

    def begin(self) -> None:
        """There is a call to look after; the looking ends by itself with the last one."""
        if not self._is_looking:
            self._is_looking = True
            self._agenda.at(time.monotonic() + LOOK_EVERY_S, self._look)

    def _look(self) -> None:
        self._is_looking = False
        calls = list(self._legs)
        known = {call.state.leg for call in calls}
        self._hearing = {leg: seen for leg, seen in self._hearing.items() if leg in known}
        self._absent = {leg: looks for leg, looks in self._absent.items() if leg in known}
        self._sent = {leg: seen for leg, seen in self._sent.items() if leg in known}
        if calls:
            self.begin()
        for call in calls:
            if self._is_gone(call):
                self._concerns.lost(call)
            elif call.state.is_connected:
                self._listen(call)

    def _is_gone(self, call: LiveCall) -> bool:
        """Whether PJSIP has had nothing of this call for several looks, although it never said so."""
        leg = call.state.leg
        self._absent[leg] = 0 if call.isActive() else self._absent.get(leg, 0) + 1
        return self._absent[leg] >= (LOST_BEFORE_LOOKS if call.state.is_unsent else LOST_AFTER_LOOKS)

    def _listen(self, call: LiveCall) -> None:
        audio, leg = audio_of(call.getInfo()), call.state.leg
        if audio is None:
            return
        if call.state.may_get_keys():
            self._concerns.describe(call)
        counters = call.getStreamStat(audio.index)
        received, sent = counters.rtcp.rxStat.pkt, counters.rtcp.txStat.pkt
        self._watch_clock(leg, sent, is_sending=audio.is_sent)
        hearing = self._hearing.setdefault(leg, Hearing(self._patience_s))
        match hearing.observe(time.monotonic(), received, is_expected=audio.is_received):
            case WentSilent(for_s=for_s):
                self._concerns.tell(AudioStopped(leg, round(for_s, 1), _known(call, audio.index, received, sent)))
            case CameBack():
                self._concerns.tell(AudioResumed(leg))
            case None:
                pass

    def _watch_clock(self, leg: LegId, sent: int, *, is_sending: bool) -> None:
        """Notice that nothing is sent any more: silence is sent, too, so it is not the agent's doing."""
        before, looks = self._sent.get(leg, (-1, 0))
        looks = looks + 1 if is_sending and sent == before else 0
        self._sent[leg] = (sent, looks)
        if looks == STOPPED_AFTER_LOOKS and not self._sends_pauses:
            self._concerns.clock_stopped()


def _known(call: LiveCall, index: int, received: int, sent: int) -> str:
    """Say what may explain the silence."""
    address = call.getStreamInfo(index).remoteRtpAddress
    ice = ice_state(call.dump(True, ""))  # noqa: FBT003 - by position
    return f"{sent} packets sent to {address}, {received} received in all, " + (f"ICE: {ice}" if ice else "no ICE")
