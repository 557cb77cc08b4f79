"""Sends digits on a leg, by the best way it has, in order, and finds out when that way does not work."""

import time
from collections import deque
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.adapters.sip.audio.tone_player import TonePlayer
from softphone.adapters.sip.legs.digits import REFUSING_INFO
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.alarms import Alarms
from softphone.core.messages.events import DigitsFailed, LegEvent
from softphone.core.values import LegId

AT_ONCE = 16
"""PJSIP queues 32 events per stream."""
EVENT_S = 0.3


class DigitSender:
    """Keeps what still has to be sent."""

    def __init__(self, legs: Legs, player: TonePlayer, alarms: Alarms, tell: Callable[[LegEvent], None]) -> None:
        self._legs = legs
        self._player = player
        self._alarms = alarms
        self._tell = tell
        self._by_info: dict[LegId, deque[str]] = {}

    def send(self, call: LiveCall, digits: str) -> None:
        """Send digits after those that are still on their way. Raises `pj.Error` where the leg cannot carry them."""
        match call.state.digits.method:
            case "rfc4733":
                self._send_events(call, digits)
            case "info":
                self._queue_info(call, digits)
            case "inband":
                self._player.play_digits(call.state.leg, call.getAudioMedia(-1), digits)

    def info_answered(self, call: LiveCall, code: int) -> None:
        """The peer took a digit, or not; INFO that it does not know is replaced by sound."""
        waiting = self._by_info.get(call.state.leg)
        if not waiting:
            return
        digit = waiting.popleft()
        if code in REFUSING_INFO and call.state.digits.wish == "auto":
            rest = digit + "".join(waiting)
            waiting.clear()
            self._tell_all(call.state.digits_learned(call.state.digits.without_info()))
            self.send(call, rest)
        elif code >= 300:
            waiting.clear()
            self._tell(DigitsFailed(call.state.leg, f"The network refused a digit: {code}."))
        elif waiting:
            self._send_info(call, waiting[0])

    def forget(self, leg: LegId) -> None:
        """The leg is over."""
        self._by_info.pop(leg, None)

    def _send_events(self, call: LiveCall, digits: str) -> None:
        call.dialDtmf(digits[:AT_ONCE])
        if rest := digits[AT_ONCE:]:
            leg = call.state.leg
            self._alarms.at(time.monotonic() + AT_ONCE * EVENT_S, lambda: self._send_rest(leg, rest))

    def _send_rest(self, leg: LegId, rest: str) -> None:
        call = self._legs.find(leg)
        if call is None:
            return
        try:
            self._send_events(call, rest)
        except pj.Error as error:
            self._tell(DigitsFailed(leg, error.reason))

    def _queue_info(self, call: LiveCall, digits: str) -> None:
        waiting = self._by_info.setdefault(call.state.leg, deque())
        is_idle = not waiting
        waiting.extend(digits)
        if is_idle:
            self._send_info(call, waiting[0])

    def _send_info(self, call: LiveCall, digit: str) -> None:
        param = pj.CallSendDtmfParam()
        param.method = pj.PJSUA_DTMF_METHOD_SIP_INFO
        param.digits = digit
        call.sendDtmf(param)

    def _tell_all(self, events: Iterable[LegEvent]) -> None:
        for event in events:
            self._tell(event)
