"""Calls from their making to their end: who hears their callbacks, and what follows for audio, digits and holds."""

import pjsua2 as pj

from softphone.adapters.sip import calling
from softphone.adapters.sip.accounts import LiveAccount
from softphone.adapters.sip.digit_sending import DigitSender
from softphone.adapters.sip.digits import DigitRules
from softphone.adapters.sip.holding import Holding
from softphone.adapters.sip.leg_state import LegState
from softphone.adapters.sip.legs import Legs
from softphone.adapters.sip.live_call import CallHabits, CallListener, LiveCall
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.relays import Relays
from softphone.adapters.sip.sampling import Sampling
from softphone.adapters.sip.sound import Sound
from softphone.adapters.sip.translate import Audio, audio_of, media_of
from softphone.adapters.sip.watchfulness import Watchfulness
from softphone.core.values import Direction, LegId
from softphone.settings import Settings

LOST = "The SIP stack lost the call."


class Calls:
    """Makes `LiveCall`s and listens to them."""

    def __init__(
        self,
        settings: Settings,
        legs: Legs,
        outbox: Outbox,
        sound: Sound,
        holding: Holding,
        digits: DigitSender,
        sampling: Sampling,
    ) -> None:
        self._settings = settings
        self._legs = legs
        self._outbox = outbox
        self._sound = sound
        self.holding = holding
        self.digits = digits
        self.sampling = sampling
        self.watch: Watchfulness | None = None
        self._listener = CallListener(
            tell=outbox.tell_all,
            audio_changed=self._audio_changed,
            reinvite_sent=holding.sent,
            reinvite_answered=holding.answered,
            info_answered=digits.info_answered,
            connected=sampling.connected,
            about_to_go=sampling.look,
            stream_ends=sampling.stream_ends,
            described=Relays(settings.accounts, outbox.tell).look,
            over=self._over,
        )

    def create(self, account: LiveAccount, leg: LegId, direction: Direction, call_id: int | None = None) -> LiveCall:
        """Make a call object and speak of it from now on."""
        settings = next((one for one in self._settings.accounts if one.name == account.name), None)
        habits = CallHabits(account.name, settings.codecs if settings else None, self._settings.headers.abandoned)
        state = LegState(leg, direction, digits=DigitRules(settings.dtmf if settings else "auto"))
        number = pj.PJSUA_INVALID_ID if call_id is None else call_id
        call = LiveCall(account, state, self._listener, habits, number)
        self._legs.add(call)
        self._sound.call_began()
        if self.watch:
            self.watch.begin()
        return call

    def answer(self, call: LiveCall) -> None:
        """200; the agent is warned where nobody asked the agent."""
        if call.state.answers_itself and self._settings.calls.auto_answer_beep:
            self._sound.beep()
        calling.answer(call)

    def fail(self, call: LiveCall, code: int, phrase: str) -> None:
        """A call that could not begin, could not be answered, or was lost, is over."""
        self._outbox.tell_all(call.state.ended(code, phrase))
        self._over(call)

    def lose(self, call: LiveCall) -> None:
        """PJSIP has nothing of this call any more and never said so."""
        self.fail(call, 0, LOST)

    def drop(self, call: LiveCall) -> None:
        """Forget a leg; what PJSIP still has of it is hung up."""
        try:
            self.hang_up(call)
        finally:
            self.fail(call, 0, "")

    def hang_up(self, call: LiveCall) -> None:
        """End a call; PJSIP ends its stream without a word."""
        self.sampling.look(call)
        call.state.is_let_go = True
        calling.hang_up(call)

    def _over(self, call: LiveCall) -> None:
        self._legs.let_go(call)
        self.digits.forget(call.state.leg)
        self.sampling.over(call)
        self._sound.audio_changed(call.state.leg)

    def describe(self, call: LiveCall) -> None:
        """Tell what a call's audio runs on, where that is not known already."""
        audio, state = audio_of(call.getInfo()), call.state
        stream = stream_of(call, audio) if audio else None
        state.has_audio = stream is not None
        if audio is not None:
            if stream is not None:
                state.learn_events(can_be_sent=stream.audTxEventPt > 0)
            dump = call.dump(True, "")  # noqa: FBT003 - by position
            described = media_of(audio, stream, dump, state.digits.method, state.media)
            self._outbox.tell_all(state.media_changed(described))

    def _audio_changed(self, call: LiveCall) -> None:
        self.describe(call)
        self._sound.audio_changed(call.state.leg)


def stream_of(call: pj.Call, audio: Audio) -> pj.StreamInfo | None:
    """Find the stream behind a call's audio; an inactive one has none."""
    try:
        return call.getStreamInfo(audio.index)
    except pj.Error:
        return None
