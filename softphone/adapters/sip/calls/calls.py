"""Calls from their making to their end: who hears their callbacks, and what follows for audio, digits and holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

import pjsua2 as pj

from softphone.adapters.sip.audio.sound import Sound
from softphone.adapters.sip.calls.digit_sending import DigitSender
from softphone.adapters.sip.calls.mode_switching import ModeSwitching
from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.digits import DigitRules
from softphone.adapters.sip.legs.holding import Holding
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import CallHabits, CallListener, LiveCall, TransferListener
from softphone.adapters.sip.legs.sampling import Sampling
from softphone.adapters.sip.legs.transferring import Transferring
from softphone.adapters.sip.legs.translate import Audio, audio_of, media_of
from softphone.adapters.sip.legs.watchfulness import Watchfulness
from softphone.adapters.sip.messages import callback_signal
from softphone.adapters.sip.messages.headers import Headers
from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.adapters.sip.network.relays import Relays
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.callback_events import CustomerAnswered
from softphone.core.messages.events import LegEvent
from softphone.core.values import Direction, LegId
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

LOST = "The SIP stack lost the call."
NO_RELAY = "The relay {} does not answer, and no call begins before it has said yes or no."

Tell = Callable[[Iterable[LegEvent]], None]


class Successors(Protocol):
    """Who decides about calls that are to take over legs."""

    def referred(self, call: LiveCall, source: str, headers: Headers) -> LiveCall | int:
        """A REFER came."""

    def replacement_asked(self, call: LiveCall, source: str, headers: Headers) -> LiveCall | int:
        """An INVITE with Replaces came."""

    def replaced(self, call: LiveCall) -> None:
        """A call is replaced now."""

    def goodbye_heard(self, call: LiveCall) -> None:
        """A call's peer hangs up."""

    def connected(self, call: LiveCall) -> None:
        """A call is connected."""

    def leg_over(self, leg: LegId) -> None:
        """A leg is over."""


@dataclass(frozen=True, slots=True)
class Skills:
    """What can be done with a call, and be learned of it."""

    holding: Holding
    digits: DigitSender
    sampling: Sampling
    transferring: Transferring
    modes: ModeSwitching


class Calls:
    """Makes `LiveCall`s and listens to them."""

    def __init__(self, settings: Settings, legs: Legs, outbox: Outbox, sound: Sound, skills: Skills) -> None:
        self._settings = settings
        self._legs = legs
        self._outbox = outbox
        self._sound = sound
        self.holding, self.digits = skills.holding, skills.digits
        self.sampling, self.transferring, self.modes = skills.sampling, skills.transferring, skills.modes
        self._relays = Relays(settings.accounts, outbox.tell)
        self._told_of_ends: list[Callable[[LegId], None]] = []
        self._watch: Watchfulness
        self._successors: Successors
        self._transfers: TransferListener
        self._ears: CallListener

    def rely_on(self, watch: Watchfulness, successors: Successors) -> None:
        """Make known who looks after the calls and who moves them; before the first call."""
        self._watch, self._successors = watch, successors
        self._transfers = TransferListener(
            sent=self.transferring.sent,
            answered=self.transferring.answered,
            unauthorized=self.transferring.unauthorized,
            notified=self.transferring.notified,
            referred=successors.referred,
            replacement_asked=successors.replacement_asked,
            replaced=successors.replaced,
            goodbye_heard=successors.goodbye_heard,
        )
        self._ears = self._listener(self._outbox.tell_all)

    def when_over(self, tell: Callable[[LegId], None]) -> None:
        """Have somebody told of every leg that is over."""
        self._told_of_ends.append(tell)

    def create(self, account: LiveAccount, leg: LegId, direction: Direction, call_id: int | None = None) -> LiveCall:
        """Make a call object and speak of it from now on; it will want the devices soon."""
        call = self._begin(account, leg, direction, pj.PJSUA_INVALID_ID if call_id is None else call_id)
        self._sound.call_began()
        return call

    def turn_away(self, account: LiveAccount, leg: LegId, call_id: int, code: int) -> None:
        """Refuse a call of which nobody is to hear: it ends nothing that is heard in the headset."""
        call = self._begin(account, leg, Direction.IN, call_id)
        call.state.is_over = True
        calling.reject(call, code)

    def _begin(self, account: LiveAccount, leg: LegId, direction: Direction, call_id: int) -> LiveCall:
        settings = self._settings_of(account)
        state = LegState(leg, direction, digits=DigitRules(settings.dtmf if settings else "auto"))
        call = self._make(account, state, self._ears, call_id)
        self._legs.add(call)
        self._watch.begin()
        return call

    def prepare_successor(self, call: LiveCall, state: LegState, tell: Tell) -> LiveCall:
        """Make a call object that may take over another one's leg; until then nobody else hears of it."""
        return self._make(call.account, state, self._listener_without_leg(tell))

    def succeed(self, successor: LiveCall) -> LiveCall | None:
        """Let a call take over its leg; answers with the call that had it."""
        leg = successor.state.leg
        before = self._legs.find(leg)
        if before:
            self.sampling.stream_ends(before)
        self._sound.leg_moves(leg)
        self.digits.forget(leg)
        self._legs.succeed(successor)
        if before:
            self._outbox.tell_all(successor.state.inherit(before.state))
            before.listen(self._listener_without_leg(_keep_quiet))
        successor.listen(self._ears)
        self._audio_changed(successor)
        return before

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
        account = self._settings_of(call.account)
        relay = account.turn.server if account and account.ice and account.turn and call.state.is_unsent else None
        self.fail(call, 0, NO_RELAY.format(relay) if relay else LOST)

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
        self.modes.forget(call.state.leg)
        self.sampling.over(call)
        self._successors.leg_over(call.state.leg)
        for tell in self._told_of_ends:
            tell(call.state.leg)
        self._sound.audio_changed(call.state.leg)

    def _connected(self, call: LiveCall) -> None:
        self._successors.connected(call)
        self.sampling.connected(call)
        self.holding.connected(call)

    def _message_heard(self, call: LiveCall, kind: str, body: str) -> None:
        if callback_signal.has_customer(kind, body):
            self._outbox.tell(CustomerAnswered(call.state.leg))
        else:
            self.modes.heard(call, kind, body)

    def _make(
        self, account: LiveAccount, state: LegState, listener: CallListener, call_id: int = pj.PJSUA_INVALID_ID
    ) -> LiveCall:
        settings = self._settings_of(account)
        habits = CallHabits(settings.codecs if settings else None, self._settings.headers.abandoned)
        return LiveCall(account, state, listener, habits, call_id)

    def _settings_of(self, account: LiveAccount) -> AccountSettings | None:
        return next((one for one in self._settings.accounts if one.name == account.name), None)

    def _listener(self, tell: Tell) -> CallListener:
        return CallListener(
            tell=tell,
            connected=self._connected,
            audio_changed=self._audio_changed,
            reinvite_sent=self.holding.sent,
            reinvite_answered=self.holding.answered,
            info_answered=self.digits.info_answered,
            message_answered=self.modes.answered,
            message_heard=self._message_heard,
            about_to_go=self.sampling.look,
            stream_ends=self.sampling.stream_ends,
            described=self._relays.look,
            over=self._over,
            transfers=self._transfers,
        )

    def _listener_without_leg(self, tell: Tell) -> CallListener:
        """A call that has no leg yet, or no longer: its audio concerns nobody."""
        return replace(
            self._listener(tell),
            audio_changed=_ignore,
            about_to_go=_ignore,
            stream_ends=_ignore,
            over=self._legs.let_go,
        )

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


def _keep_quiet(events: Iterable[LegEvent]) -> None:
    """Nobody hears any more of a call that has lost its leg."""


def _ignore(call: LiveCall) -> None:
    """Nobody wants to know."""


def stream_of(call: pj.Call, audio: Audio) -> pj.StreamInfo | None:
    """Find the stream behind a call's audio; an inactive one has none."""
    try:
        return call.getStreamInfo(audio.index)
    except pj.Error:
        return None
