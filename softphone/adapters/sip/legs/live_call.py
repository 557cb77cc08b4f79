"""One call as PJSIP reports on it: callbacks that copy what they need into plain values before they return.

Nothing is decided here. Whoever keeps the calls is told when audio came or went and when the call is over; it must
drop its reference right after, because a finished `pj.Call` that is freed later hangs up the call that reused its id.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.legs.ends import cause_of_answer, cause_of_cancel, cause_of_goodbye, redirect_target
from softphone.adapters.sip.legs.leg_state import LegState
from softphone.adapters.sip.legs.transfer_attempt import CHALLENGES
from softphone.adapters.sip.legs.translate import audio_of, digits_method
from softphone.adapters.sip.library.guard import Guard
from softphone.adapters.sip.messages.headers import Headers, parse_headers
from softphone.adapters.sip.messages.local_sdp import with_codecs
from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.core.messages.events import DigitReceived, LegEvent, LegRedirected
from softphone.core.values import Direction, EndReason
from softphone.settings.kinds import Codec

OK, ACCEPTED, DECLINED = 200, 202, 603
GONE = frozenset({408, 481, 503})
"""Answers, some of PJSIP's own making, after which it ends a call: with a goodbye that nobody will answer either."""
NOTHING_ASKED: tuple[str, Headers] = ("", Headers())


@dataclass(frozen=True, slots=True)
class TransferListener:
    """Who hears what of transfers: of those that we ask for, and of those that others ask us for."""

    sent: Callable[["LiveCall", str], None]
    answered: Callable[["LiveCall", int, str, Headers], None]
    unauthorized: Callable[["LiveCall", int, str], None]
    notified: Callable[["LiveCall", str], None]
    referred: Callable[["LiveCall", str, Headers], "LiveCall | int"]
    replacement_asked: Callable[["LiveCall", str, Headers], "LiveCall | int"]
    replaced: Callable[["LiveCall"], None]
    goodbye_heard: Callable[["LiveCall"], None]


@dataclass(frozen=True, slots=True)
class CallListener:
    """Who hears what of a call."""

    tell: Callable[[Iterable[LegEvent]], None]
    audio_changed: Callable[["LiveCall"], None]
    reinvite_sent: Callable[["LiveCall"], None]
    reinvite_answered: Callable[["LiveCall", int, str], None]
    info_answered: Callable[["LiveCall", int], None]
    message_answered: Callable[["LiveCall", int], None]
    message_heard: Callable[["LiveCall", str, str], None]
    connected: Callable[["LiveCall"], None]
    about_to_go: Callable[["LiveCall"], None]
    stream_ends: Callable[["LiveCall"], None]
    described: Callable[[str, str], None]
    over: Callable[["LiveCall"], None]
    transfers: TransferListener


@dataclass(frozen=True, slots=True)
class CallHabits:
    """What a call has to know of the settings."""

    codecs: tuple[Codec, ...] | None = None
    abandoned_header: str = "X-Call-Abandoned"


class LiveCall(pj.Call):
    """A call between its creation and DISCONNECTED."""

    def __init__(
        self,
        account: LiveAccount,
        state: LegState,
        listener: CallListener,
        habits: CallHabits,
        call_id: int = pj.PJSUA_INVALID_ID,
    ) -> None:
        super().__init__(account, call_id)
        self.account = account
        self.state = state
        self._listener = listener
        self._habits = habits
        self._guard = Guard(f"leg {state.leg}")
        self._refer = NOTHING_ASKED

    def listen(self, listener: CallListener) -> None:
        """Somebody else hears of this call from now on."""
        self._listener = listener

    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        """Tell that the call is connected, or over.

        A call that is confirmed although no audio was agreed on never was a call: PJSIP is hanging it up by itself.
        """
        with self._guard:
            info = self.getInfo()
            if info.state == pj.PJSIP_INV_STATE_CONFIRMED:
                if audio_of(info) is not None:
                    self._listener.tell(self.state.connected())
                    self._listener.connected(self)
            elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
                self._listener.about_to_go(self)
                self._note_final_answer(info.lastStatusCode, prm.e)
                self._listener.tell(self.state.ended(info.lastStatusCode, info.lastReason))
                self._listener.over(self)

    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:
        """Read what only single messages tell: 1xx, reasons, the outcome of a hold."""
        with self._guard:
            happened = prm.e.body.tsxState
            if happened.tsx.role == pj.PJSIP_ROLE_UAS:
                self._request_came(happened)
            elif happened.tsx.method == "INVITE":
                self._own_invite_moved(happened)
            elif happened.tsx.method == "INFO" and _is_final(happened):
                self._listener.info_answered(self, happened.tsx.statusCode)
            elif happened.tsx.method == "MESSAGE" and _is_final(happened):
                self._listener.message_answered(self, happened.tsx.statusCode)
            elif happened.tsx.method == "REFER":
                self._own_refer_moved(happened)
            elif happened.tsx.method == "OPTIONS" and _is_final(happened) and happened.tsx.statusCode in GONE:
                self._listener.tell(self.state.ended(happened.tsx.statusCode, happened.tsx.statusText))

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: ARG002 - PJSIP's signature
        """Tell that audio was negotiated."""
        with self._guard:
            self._listener.audio_changed(self)

    def onStreamDestroyed(self, prm: pj.OnStreamDestroyedParam) -> None:  # noqa: ARG002 - PJSIP's signature
        """Tell that a stream is about to go, with all that it has counted."""
        with self._guard:
            self._listener.stream_ends(self)

    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        """Tell that a key was pressed there; `onDtmfEvent` reports the same once more."""
        with self._guard:
            self._listener.tell([DigitReceived(self.state.leg, prm.digit, digits_method(prm.method))])

    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:
        """Hand on a message that came within the call."""
        with self._guard:
            self._listener.message_heard(self, prm.contentType, prm.msgBody)

    def onCallRedirected(self, prm: pj.OnCallRedirectedParam) -> int:
        """Tell about a 3xx, and let the call wait for our word; one that others asked for goes to them."""
        with self._guard:
            if self.state.new_peer:
                return pj.PJSIP_REDIRECT_REJECT
            headers = parse_headers(prm.e.body.tsxState.src.rdata.wholeMsg)
            self._listener.tell([LegRedirected(self.state.leg, redirect_target(headers, prm.targetUri))])
            return pj.PJSIP_REDIRECT_PENDING
        return pj.PJSIP_REDIRECT_STOP

    def onCallSdpCreated(self, prm: pj.OnCallSdpCreatedParam) -> None:
        """Offer the codecs of this account only, where it has its own, and no other ones for a hold."""
        with self._guard:
            if not self.state.is_described:
                self.state.is_described = True
                self._listener.described(self.account.name, prm.sdp.wholeSdp)
            is_answer = bool(prm.remSdp.wholeSdp)
            codecs = self._habits.codecs if is_answer else self.state.codecs_of_offer(self._habits.codecs)
            if codecs is not None:
                prm.sdp.wholeSdp = with_codecs(prm.sdp.wholeSdp, codecs)

    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        """Ask whether a REFER is obeyed: left alone, PJSIP would do so."""
        prm.statusCode = DECLINED
        with self._guard:
            refer, self._refer = self._refer, NOTHING_ASKED
            _settle(prm, self._listener.transfers.referred(self, *refer), ACCEPTED)

    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:
        """Tell that a REFER failed for want of credentials; all else is read from the messages, which say more."""
        with self._guard:
            if prm.finalNotify and prm.statusCode in CHALLENGES:
                self._listener.transfers.unauthorized(self, int(prm.statusCode), prm.reason)

    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:
        """Ask whether an INVITE with Replaces is obeyed: left alone, PJSIP would do so."""
        prm.statusCode = DECLINED
        with self._guard:
            source, headers = prm.rdata.srcAddress, parse_headers(prm.rdata.wholeMsg)
            _settle(prm, self._listener.transfers.replacement_asked(self, source, headers), OK)

    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:  # noqa: ARG002 - PJSIP's signature
        """Tell that another call takes this one's place."""
        with self._guard:
            self._listener.transfers.replaced(self)

    def _request_came(self, happened: pj.TsxStateEvent) -> None:
        if happened.tsx.state != pj.PJSIP_TSX_STATE_TRYING:
            return
        if happened.tsx.method == "CANCEL":
            headers = parse_headers(happened.src.rdata.wholeMsg)
            self.state.cause = cause_of_cancel(headers, self._habits.abandoned_header)
        elif happened.tsx.method == "BYE":
            self.state.has_heard_goodbye = True
            self.state.cause = cause_of_goodbye(parse_headers(happened.src.rdata.wholeMsg))
            self._listener.transfers.goodbye_heard(self)
        elif happened.tsx.method == "REFER" and self._is_of_this_dialog(happened.src.rdata.wholeMsg):
            self._refer = (happened.src.rdata.srcAddress, parse_headers(happened.src.rdata.wholeMsg))
        elif happened.tsx.method == "NOTIFY" and self._is_of_this_dialog(happened.src.rdata.wholeMsg):
            self._listener.transfers.notified(self, happened.src.rdata.wholeMsg)

    def _note_final_answer(self, code: int, event: pj.SipEvent) -> None:
        """Read why a call of ours was not taken, from the message that says so; or it was never sent."""
        if event.type == pj.PJSIP_EVENT_USER and self.state.is_unsent:
            self.state.cause = EndReason.FAILED_HERE
        is_answer = event.type == pj.PJSIP_EVENT_TSX_STATE and event.body.tsxState.type == pj.PJSIP_EVENT_RX_MSG
        if is_answer and self.state.direction is Direction.OUT and not self.state.is_connected and code >= 300:
            self.state.cause = cause_of_answer(code, parse_headers(event.body.tsxState.src.rdata.wholeMsg))

    def _is_of_this_dialog(self, message: str) -> bool:
        """Whether a message belongs here: subscriptions outlive their calls, whose numbers others may have by then."""
        return parse_headers(message).first("call-id") == self.getInfo().callIdString

    def _own_refer_moved(self, happened: pj.TsxStateEvent) -> None:
        if not self._is_of_this_dialog(happened.tsx.lastTx.wholeMsg):
            return
        if happened.type == pj.PJSIP_EVENT_TX_MSG and happened.tsx.state == pj.PJSIP_TSX_STATE_CALLING:
            sequence = parse_headers(happened.src.tdata.wholeMsg).first("cseq").partition(" ")[0]
            self._listener.transfers.sent(self, sequence)
        elif _is_final(happened):
            is_said = happened.type == pj.PJSIP_EVENT_RX_MSG
            headers = parse_headers(happened.src.rdata.wholeMsg) if is_said else Headers()
            self._listener.transfers.answered(self, happened.tsx.statusCode, happened.tsx.statusText, headers)

    def _own_invite_moved(self, happened: pj.TsxStateEvent) -> None:
        code, phrase = happened.tsx.statusCode, happened.tsx.statusText
        if happened.type == pj.PJSIP_EVENT_RX_MSG and 200 <= code < 300:
            headers = parse_headers(happened.src.rdata.wholeMsg)
            self._listener.tell(self.state.digits_learned(self.state.digits.with_peer(headers)))
        if self.state.is_connected:
            if happened.tsx.state == pj.PJSIP_TSX_STATE_CALLING:
                self._listener.reinvite_sent(self)
            elif _is_final(happened):
                self._listener.reinvite_answered(self, code, phrase)
        elif happened.type == pj.PJSIP_EVENT_RX_MSG:
            headers = parse_headers(happened.src.rdata.wholeMsg)
            if 100 < code < 200:
                has_sdp = "application/sdp" in headers.first("content-type").lower()
                self._listener.tell(self.state.provisional_received(code, has_early_media=has_sdp))


def _settle(
    prm: pj.OnCallTransferRequestParam | pj.OnCallReplaceRequestParam, outcome: "LiveCall | int", agreed: int
) -> None:
    """Tell PJSIP the call object of a call that it is to begin, or the refusal.

    PJSIP's binding takes a call object away from Python when it gets it, and never frees it: it is taken back.
    """
    if isinstance(outcome, int):
        prm.statusCode = outcome
        return
    prm.newCall = outcome
    outcome.thisown = True
    prm.statusCode = agreed


def _is_final(happened: pj.TsxStateEvent) -> bool:
    """Whether a transaction of ours has just got its final answer, or has just run out of time."""
    return (
        happened.tsx.state >= pj.PJSIP_TSX_STATE_COMPLETED
        and happened.prevState < pj.PJSIP_TSX_STATE_COMPLETED
        and happened.tsx.statusCode >= 200
    )
