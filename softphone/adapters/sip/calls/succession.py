"""Puts other calls behind our legs where trusted peers ask for it: obeys a REFER, takes an INVITE with Replaces.

The new call waits in the wings, and nobody hears of it, until it can take over the leg; the leg's audio, its hold and
its history stay with the leg. A peer that asked for a transfer and hangs up at once leaves its leg to the new call as
it is. Only the owner thread may use it. PJSIP reports to whoever sent a REFER.
"""

import contextlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import pjsua2 as pj

from softphone.adapters.sip.calls.calls import Calls
from softphone.adapters.sip.calls.referral import Terms, Unfit
from softphone.adapters.sip.legs import calling
from softphone.adapters.sip.legs.legs import Legs
from softphone.adapters.sip.legs.live_call import LiveCall
from softphone.adapters.sip.library.agenda import Agenda
from softphone.adapters.sip.library.rate import Rate
from softphone.adapters.sip.messages.caller import Standing, peer_of
from softphone.adapters.sip.messages.headers import Headers
from softphone.adapters.sip.network.addresses import names_its_way
from softphone.adapters.sip.outbox import Outbox
from softphone.core.messages.events import LegEnded, LegEvent, PeerReplaced, ReferralRefused
from softphone.core.values import Direction, LegId, Peer

LOOK_EVERY_S = 0.5
LONGEST_TARGET = 256
NOT_MADE = "The new call could not be made."


@dataclass(slots=True)
class Heir:
    """A call that is to take over a leg, and has, once it `reigns`; then it only has to be connected."""

    call: LiveCall
    target: str
    until: float
    reigns: bool = False
    why_not: str = ""


class Succession:
    """Keeps the calls in the wings, one per leg."""

    def __init__(
        self,
        calls: Calls,
        legs: Legs,
        agenda: Agenda,
        outbox: Outbox,
        terms: Terms,
        refusals: Rate,
        *,
        patience_s: float,
    ) -> None:
        self._calls = calls
        self._legs = legs
        self._agenda = agenda
        self._outbox = outbox
        self._terms = terms
        self._refusals = refusals
        self._patience_s = patience_s
        self._heirs: dict[LegId, Heir] = {}

    def referred(self, call: LiveCall, source: str, headers: Headers) -> LiveCall | int:
        """A REFER came: answers with the call object that PJSIP is to use for the new call, or with a refusal."""
        wanted, state = headers.first("refer-to"), call.state
        unfit = self._terms.judge(source, state, is_busy=state.leg in self._heirs)
        referral = unfit or self._terms.judge_target(headers, state)
        if isinstance(referral, Unfit):
            return self._refuse(call, wanted, referral)
        target = referral.target
        if not names_its_way(target.uri):  # PJSIP calls the target as it stands, when this returns
            call.account.cling_to_door()
            self._agenda.at(time.monotonic(), call.account.let_go_of_door)
        return self._prepare(call, Direction.OUT, Peer(target.uri, target.name, target.number), target.uri)

    def replacement_asked(self, call: LiveCall, source: str, headers: Headers) -> LiveCall | int:
        """An INVITE wants the place of a call's peer: answers with its call object, or with a refusal."""
        standing = Standing(is_trusted=self._terms.is_trusted(source))
        peer = peer_of(headers, standing)
        if unfit := self._terms.judge(source, call.state, is_busy=call.state.leg in self._heirs):
            return self._refuse(call, peer.uri, unfit)
        return self._prepare(call, Direction.IN, peer, peer.uri)

    def replaced(self, call: LiveCall) -> None:
        """PJSIP answers the INVITE that replaces a call, and ends that call, when this returns."""
        if heir := self._heirs.get(call.state.leg):
            self._enthrone(heir)

    def goodbye_heard(self, call: LiveCall) -> None:
        """A peer hangs up: one that has asked for a transfer leaves its leg to the new call, answered or not."""
        heir = self._heirs.get(call.state.leg)
        if heir and not heir.reigns and heir.call.isActive():
            self._enthrone(heir)

    def connected(self, call: LiveCall) -> None:
        """A call is connected: if it was an heir, nothing is owed any more."""
        heir = self._heirs.get(call.state.leg)
        if heir and heir.call is call:
            del self._heirs[call.state.leg]

    def leg_over(self, leg: LegId) -> None:
        """A leg is over: whoever waits for it is sent away."""
        heir = self._heirs.pop(leg, None)
        if heir and not heir.reigns:
            self._send_away(heir)

    def close(self) -> None:
        """Send everybody away."""
        for leg in list(self._heirs):
            self.leg_over(leg)

    def _refuse(self, call: LiveCall, target: str, unfit: Unfit) -> int:
        """Tell it, unless the call has no leg any more."""
        if self._legs.find(call.state.leg) is call and self._refusals.has_room():
            self._outbox.tell(ReferralRefused(call.state.leg, target[:LONGEST_TARGET], unfit.why))
        return unfit.code

    def _prepare(self, call: LiveCall, direction: Direction, peer: Peer, target: str) -> LiveCall:
        leg, state = call.state.leg, call.state.heir(direction, peer)
        heir = Heir(self._calls.understudy(call, state, partial(self._told, leg)), target, self._patience())
        self._heirs[leg] = heir
        self._look_later(leg)
        return heir.call

    def _patience(self) -> float:
        return time.monotonic() + self._patience_s

    def _told(self, leg: LegId, events: Iterable[LegEvent]) -> None:
        """What a call in the wings has to say; of most of it nobody hears."""
        for event in events:
            heir = self._heirs.get(leg)
            if heir and isinstance(event, PeerReplaced):
                self._outbox.tell(event)
                self._relieve(heir)
            elif heir and isinstance(event, LegEnded):
                self._fail(leg, heir.why_not or f"The new call failed: {event.code} {event.phrase}".strip())

    def _relieve(self, heir: Heir) -> None:
        """The new call was answered: the one before is hung up."""
        before = self._enthrone(heir)
        if before:
            _hang_up(before)

    def _enthrone(self, heir: Heir) -> LiveCall | None:
        heir.reigns = True
        return self._calls.succeed(heir.call)

    def _fail(self, leg: LegId, why: str) -> None:
        """Nothing comes of it: the call goes on as it was."""
        heir = self._heirs.pop(leg)
        self._outbox.tell(ReferralRefused(leg, heir.target[:LONGEST_TARGET], why))

    def _send_away(self, heir: Heir) -> None:
        _hang_up(heir.call)
        self._legs.let_go(heir.call)

    def _look_later(self, leg: LegId) -> None:
        self._agenda.at(time.monotonic() + LOOK_EVERY_S, lambda: self._look(leg))

    def _look(self, leg: LegId) -> None:
        """Notice a call that PJSIP could not even begin, and one that nobody answers."""
        heir = self._heirs.get(leg)
        if heir is None:
            return
        if not heir.reigns and not heir.call.isActive():
            self._legs.let_go(heir.call)
            self._fail(leg, NOT_MADE)
            return
        if time.monotonic() >= heir.until:
            heir.why_not = f"The new call was not answered within {self._patience_s:g} s."
            heir.until = float("inf")
            _hang_up(heir.call)
        self._look_later(leg)


def _hang_up(call: LiveCall) -> None:
    with contextlib.suppress(pj.Error):
        calling.hang_up(call)
