"""Sends digits on a leg, by the best way it has, in order, and finds out when that way does not work.

Each leg has one queue: PJSIP takes a few digits at a time, and the next ones follow when those have been sent. What
goes wrong empties the queue and is told: nothing waits for ever, and nothing goes out without what came before it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.audio.tone_player import TonePlayer
from softphone.adapters.sip.legs.digits import REFUSING_INFO
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.core.messages.events import DigitsFailed, LegEvent
from softphone.core.values import LegId

AT_ONCE = 16
"""PJSIP queues 32 events per stream, and 31 tones."""
EVENT_S = 0.3
MOST_WAITING = 256


@dataclass(slots=True)
class Queue:
    """What still has to be sent on a leg, and the digit that its peer has not answered yet."""

    waiting: str
    asked: str = ""


class DigitSender:
    """Keeps what still has to be sent: a leg has a queue for as long as something of it is on its way."""

    def __init__(self, legs: Legs, player: TonePlayer, agenda: Agenda, tell: Callable[[LegEvent], None]) -> None:
        self._legs = legs
        self._player = player
        self._agenda = agenda
        self._tell = tell
        self._queues: dict[LegId, Queue] = {}

    def send(self, call: LiveCall, digits: str) -> None:
        """Send digits after those that are still on their way. Raises `pj.Error` where the leg cannot carry them."""
        leg = call.state.leg
        queue = self._queues.get(leg)
        if queue is None:
            queue = self._queues[leg] = Queue(digits)
            try:
                self._send_some(call, queue)
            except pj.Error:
                self.forget(leg)
                raise
        elif len(queue.waiting) + len(digits) > MOST_WAITING:
            self._tell(DigitsFailed(leg, "Too many digits wait to be sent already."))
        else:
            queue.waiting += digits

    def info_answered(self, call: LiveCall, code: int) -> None:
        """The peer took a digit, or not; INFO that it does not know is replaced by sound."""
        leg = call.state.leg
        queue = self._queues.get(leg)
        if queue is None or not queue.asked:
            return
        digit, queue.asked = queue.asked, ""
        if code in REFUSING_INFO and call.state.digits.wish == "auto":
            queue.waiting = digit + queue.waiting
            for event in call.state.digits_learned(call.state.digits.without_info()):
                self._tell(event)
        elif code >= 300:
            self._fail(leg, f"The network refused a digit: {code}.")
        self._go_on(leg, queue)

    def forget(self, leg: LegId) -> None:
        """The leg is over."""
        self._queues.pop(leg, None)

    def _go_on(self, leg: LegId, queue: Queue) -> None:
        """Send what waits, unless the queue was given up meanwhile."""
        call = self._legs.find(leg)
        if call is None or self._queues.get(leg) is not queue:
            return
        if not queue.waiting:
            self.forget(leg)
            return
        try:
            self._send_some(call, queue)
        except pj.Error as error:
            self._fail(leg, error.reason)

    def _send_some(self, call: LiveCall, queue: Queue) -> None:
        match call.state.digits.method:
            case "rfc4733":
                digits = _take(queue, AT_ONCE)
                call.dialDtmf(digits)
                self._go_on_after(len(digits) * EVENT_S, call.state.leg, queue)
            case "info":
                queue.asked = _take(queue, 1)
                _send_info(call, queue.asked)
            case "inband":
                digits = _take(queue, AT_ONCE)
                length_s = self._player.play_digits(call.state.leg, call.getAudioMedia(-1), digits)
                self._go_on_after(length_s, call.state.leg, queue)

    def _go_on_after(self, seconds: float, leg: LegId, queue: Queue) -> None:
        self._agenda.at(time.monotonic() + seconds, lambda: self._go_on(leg, queue))

    def _fail(self, leg: LegId, why: str) -> None:
        self.forget(leg)
        self._tell(DigitsFailed(leg, why))


def _take(queue: Queue, most: int) -> str:
    taken, queue.waiting = queue.waiting[:most], queue.waiting[most:]
    return taken


def _send_info(call: LiveCall, digit: str) -> None:
    param = pj.CallSendDtmfParam()
    param.method = pj.PJSUA_DTMF_METHOD_SIP_INFO
    param.digits = digit
    call.sendDtmf(param)
