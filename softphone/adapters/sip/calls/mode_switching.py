"""Asks the other end of a supervisor's leg for a mode, and hears what supervisors ask of this phone.

Nothing of it may be heard: digits that would go out as sound are never sent. Digits are confirmed by nobody, so they
are given the time that they take; a message within the call is confirmed by its answer.
"""

import logging
import time
from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.calls.digit_sending import EVENT_S, DigitSender
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.messages import notes
from softphone.core.messages.events import LegEvent
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, ModeRefused
from softphone.core.values import LegId, Mode
from softphone.settings.sections.supervision import SupervisionSettings

log = logging.getLogger(__name__)

MARGIN_S = 0.2
"""What the other end may take to obey digits."""
AUDIBLE = "This line carries digits only as sound, which would be heard."


class ModeSwitching:
    """Sends what the settings name for a mode."""

    def __init__(
        self, settings: SupervisionSettings, digits: DigitSender, agenda: Agenda, tell: Callable[[LegEvent], None]
    ) -> None:
        self._settings = settings
        self._digits = digits
        self._agenda = agenda
        self._tell = tell
        self._asked: dict[LegId, Mode] = {}
        self._codes = {
            Mode.LISTEN: settings.listen_digits,
            Mode.WHISPER: settings.whisper_digits,
            Mode.BARGE: settings.barge_digits,
        }

    def begin(self, call: LiveCall, mode: Mode, key: str) -> None:
        """Ask for a mode. Raises `pj.Error` where the leg cannot carry the question."""
        if self._settings.way == "agent" and self._settings.switch_by == "info":
            self._ask(call, mode, key)
        elif self._settings.switch_by == "info":
            self._press(call, mode, self._codes[mode])
        elif call.state.digits.method == "inband":
            self._tell(ModeRefused(call.state.leg, 0, AUDIBLE))
        else:
            self._digits.send(call, self._codes[mode])
            self._confirm_later(call, mode)

    def answered(self, call: LiveCall, code: int) -> None:
        """The other end has answered a message."""
        leg = call.state.leg
        mode = self._asked.pop(leg, None)
        if mode is not None:
            refused = ModeRefused(leg, code, f"The agent's phone did not agree: {code}.")
            self._tell(ModeConfirmed(leg, mode) if code < 300 else refused)

    def heard(self, call: LiveCall, kind: str, body: str) -> None:
        """A message came within a call: whether its sender is a supervisor at all is not decided here."""
        note = notes.read(kind, body)
        if note and note.mode:
            self._tell(ModeAsked(call.state.leg, note.mode))
        else:
            log.warning("a message within a call was not understood: %s", kind[:80])

    def forget(self, leg: LegId) -> None:
        """The leg is over."""
        self._asked.pop(leg, None)

    def _ask(self, call: LiveCall, mode: Mode, key: str) -> None:
        param = pj.CallSendRequestParam()
        param.method = "MESSAGE"
        param.txOption.contentType = notes.KIND
        param.txOption.msgBody = notes.write(notes.Note(key=key, mode=mode))
        call.sendRequest(param)
        self._asked[call.state.leg] = mode

    def _press(self, call: LiveCall, mode: Mode, code: str) -> None:
        """Digits in SIP messages, for PBXs that read them only there."""
        param = pj.CallSendDtmfParam()
        param.method = pj.PJSUA_DTMF_METHOD_SIP_INFO
        param.digits = code
        call.sendDtmf(param)
        self._confirm_later(call, mode)

    def _confirm_later(self, call: LiveCall, mode: Mode) -> None:
        leg = call.state.leg
        obeyed_at = time.monotonic() + len(self._codes[mode]) * EVENT_S + MARGIN_S
        self._agenda.at(obeyed_at, lambda: self._tell(ModeConfirmed(leg, mode)))
