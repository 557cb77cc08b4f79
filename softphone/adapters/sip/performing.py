"""The table from effects to what is done about them, in the owner thread.

A failure becomes the event that the effect promised: a leg that cannot be carried on ends, a hold is refused.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.calls.calls import Calls
from softphone.adapters.sip.calls.redialling import Redialling
from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.messages.own_headers import own_headers
from softphone.adapters.sip.network.account_config import target_of, uri_of
from softphone.adapters.sip.network.accounts import LiveAccount, failure
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.watching.notifying import Notifying
from softphone.core.messages.effects import (
    ArrangeAudio,
    DropLeg,
    FollowRedirect,
    LegEffect,
    Register,
    SendAnswer,
    SendAttendedTransfer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendMode,
    SendNotice,
    SendProbe,
    SendRedirect,
    SendReject,
    SendRinging,
    SendTones,
    SendTransfer,
    SipEffect,
    Unregister,
)
from softphone.core.messages.events import DigitsFailed, HoldRefused, LegEnded, TransferEnded
from softphone.core.messages.supervision_events import ModeRefused
from softphone.core.state.audio import AudioPlan
from softphone.core.values import AccountName, Direction
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.calls import HeadersSettings

log = logging.getLogger(__name__)

NO_SUCH_CALL = 481
FAILED_HERE = 500


@dataclass(frozen=True, slots=True)
class Reach:
    """What effects act on."""

    legs: Legs
    calls: Calls
    accounts: Mapping[AccountName, LiveAccount]
    settings_of: Mapping[AccountName, AccountSettings]
    header_names: HeadersSettings
    arrange: Callable[[AudioPlan], None]
    registering: Callable[[], None]
    notifying: Notifying
    redialling: Redialling


class Performer:
    """Carries out one effect at a time."""

    def __init__(self, reach: Reach, outbox: Outbox) -> None:
        self._reach = reach
        self._outbox = outbox

    def perform(self, effect: SipEffect) -> None:
        """Do what an effect says."""
        match effect:
            case SendInvite():
                self._invite(effect)
            case ArrangeAudio(plan=plan):
                self._reach.arrange(plan)
            case Register(account=name):
                self._reach.registering()
                self._register(name, is_wanted=True)
            case Unregister(account=name):
                self._register(name, is_wanted=False)
            case SendNotice():
                self._reach.notifying.send(effect)
            case _:
                self._act_on_leg(effect)

    def _invite(self, effect: SendInvite) -> None:
        account = self._reach.accounts.get(effect.account)
        if account is None:
            self._outbox.tell(LegEnded(effect.leg, FAILED_HERE, f"There is no account {effect.account}."))
            return
        call = self._reach.calls.create(account, effect.leg, Direction.OUT)
        target = target_of(effect.target, self._reach.settings_of[effect.account])
        try:
            call.makeCall(target, calling.request(headers=own_headers(effect, self._reach.header_names)))
        except pj.Error as error:
            self._reach.calls.fail(call, FAILED_HERE, error.reason)

    def _register(self, name: AccountName, *, is_wanted: bool) -> None:
        account = self._reach.accounts.get(name)
        if account is None:
            self._outbox.tell(failure(name, 0, f"There is no account {name}."))
        elif event := account.register() if is_wanted else account.unregister():
            self._outbox.tell(event)

    def _act_on_leg(self, effect: LegEffect) -> None:
        call = self._reach.legs.find(effect.leg)
        if call is None:
            self._answer_for_nobody(effect)
            return
        try:
            self._act(call, effect)
        except pj.Error as error:
            log.warning("%r failed: %s", effect, error.reason)
            self._failed(call, effect, error)

    def _act(self, call: LiveCall, effect: LegEffect) -> None:
        match effect:
            case SendRinging():
                calling.ring(call)
            case SendAnswer():
                self._reach.calls.answer(call)
            case SendReject(code=code):
                calling.reject(call, code)
            case SendRedirect(target=target):
                calling.redirect(call, target)
            case DropLeg():
                self._reach.calls.drop(call)
            case FollowRedirect(is_followed=is_followed):
                calling.follow_redirect(call, is_followed=is_followed)
            case SendHold(is_held=is_held):
                self._reach.calls.holding.begin(call, is_held=is_held)
            case SendTransfer() | SendAttendedTransfer():
                self._transfer(call, effect)
            case SendTones(digits=digits):
                self._reach.calls.digits.send(call, digits)
            case SendMode(way="", mode=mode):
                self._reach.calls.modes.begin(call, mode, effect.key)
            case SendMode():
                self._reach.redialling.begin(call, effect, self._reach.header_names.call_key[0])
            case SendProbe():
                calling.probe(call)
            case SendGoodbye():
                self._reach.redialling.give_up(effect.leg)
                self._reach.calls.hang_up(call)

    def _transfer(self, call: LiveCall, effect: SendTransfer | SendAttendedTransfer) -> None:
        transferring = self._reach.calls.transferring
        if isinstance(effect, SendTransfer):
            transferring.to(call, uri_of(effect.target, self._reach.settings_of[call.account.name]))
            return
        other = self._reach.legs.find(effect.other)
        if other is None or not other.state.is_connected:
            self._outbox.tell(TransferEnded(effect.leg, NO_SUCH_CALL, "The other call is not there."))
        else:
            transferring.to_the_place_in(call, other)

    def _failed(self, call: LiveCall, effect: LegEffect, error: pj.Error) -> None:
        match effect:
            case (
                SendAnswer()
                | SendReject()
                | SendRedirect()
                | SendGoodbye()
                | DropLeg()
                | FollowRedirect()
                | SendProbe()
            ):
                self._reach.calls.fail(call, FAILED_HERE, error.reason)
            case SendHold():
                self._outbox.tell(HoldRefused(effect.leg, FAILED_HERE, error.reason))
            case SendTones():
                self._outbox.tell(DigitsFailed(effect.leg, error.reason))
            case SendMode():
                self._outbox.tell(ModeRefused(effect.leg, FAILED_HERE, error.reason))
            case SendTransfer() | SendAttendedTransfer():
                self._outbox.tell(TransferEnded(effect.leg, FAILED_HERE, error.reason))
            case SendRinging():
                pass  # the caller hears no ringing tone; the call itself is as it was

    def _answer_for_nobody(self, effect: LegEffect) -> None:
        """The leg is over already and has been told so; some effects wait for an answer of their own all the same."""
        match effect:
            case SendHold():
                self._outbox.tell(HoldRefused(effect.leg, NO_SUCH_CALL, "The call is over."))
            case SendTransfer() | SendAttendedTransfer():
                self._outbox.tell(TransferEnded(effect.leg, NO_SUCH_CALL, "The call is over."))
            case SendTones():
                self._outbox.tell(DigitsFailed(effect.leg, "The call is over."))
            case _:
                log.debug("%r came too late", effect)
