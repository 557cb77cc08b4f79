"""Calls from their making to their end: who hears their callbacks, and what follows for audio and for other parts."""

from collections.abc import Callable

import pjsua2 as pj

from softphone.adapters.sip.accounts import LiveAccount
from softphone.adapters.sip.alarms import Alarms
from softphone.adapters.sip.holding import Holding
from softphone.adapters.sip.leg_state import LegState
from softphone.adapters.sip.legs import Legs
from softphone.adapters.sip.live_call import CallHabits, CallListener, LiveCall
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.translate import audio_of, is_running, media_of
from softphone.core.values import Direction, LegId
from softphone.settings import Settings

AudioChanged = Callable[[LegId], None]


class Calls:
    """Makes `LiveCall`s and listens to them."""

    def __init__(
        self, settings: Settings, legs: Legs, outbox: Outbox, alarms: Alarms, audio_changed: AudioChanged
    ) -> None:
        self._settings = settings
        self._legs = legs
        self._outbox = outbox
        self._tell_audio_changed = audio_changed
        self.holding = Holding(legs, alarms, outbox.tell)
        self._listener = CallListener(
            tell=outbox.tell_all,
            audio_changed=self._audio_changed,
            reinvite_sent=self.holding.sent,
            reinvite_answered=self.holding.answered,
            info_answered=self._info_answered,
            over=self._over,
        )

    def create(self, account: LiveAccount, leg: LegId, direction: Direction, call_id: int | None = None) -> LiveCall:
        """Make a call object and speak of it from now on."""
        codecs = next((one.codecs for one in self._settings.accounts if one.name == account.name), None)
        habits = CallHabits(codecs, self._settings.headers.abandoned)
        number = pj.PJSUA_INVALID_ID if call_id is None else call_id
        call = LiveCall(account, LegState(leg, direction), self._listener, habits, number)
        self._legs.add(call)
        return call

    def fail(self, call: LiveCall, code: int, phrase: str) -> None:
        """A call that could not even begin, or be answered, is over."""
        self._outbox.tell_all(call.state.ended(code, phrase))
        self._over(call)

    def _info_answered(self, call: LiveCall, code: int) -> None:
        """A digit sent by INFO was answered."""

    def _over(self, call: LiveCall) -> None:
        self._legs.let_go(call)
        self._tell_audio_changed(call.state.leg)

    def _audio_changed(self, call: LiveCall) -> None:
        media = audio_of(call.getInfo())
        call.state.has_audio = is_running(media)
        if media is not None and call.state.has_audio:
            stream = call.getStreamInfo(media.index)
            self._outbox.tell_all(call.state.media_changed(media_of(media, stream, call.dump(True, ""), "")))  # noqa: FBT003 - by position
        self._tell_audio_changed(call.state.leg)
