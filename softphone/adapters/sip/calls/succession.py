"""Puts other calls behind our legs where trusted peers ask for it: obeys a REFER, takes an INVITE with Replaces.

The new call waits, and nobody hears of it, until it can take over the leg; the leg's audio, its hold and
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
class Successor:
    """A call that is to take over a leg. Once it has the leg, it only has to be connected."""

    call: LiveCall
    target: str
    until: float
    has_leg: bool = False
    why_not: str = ""


class Succession:
    """Keeps the calls that wait to take over a leg, one per leg."""

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
        self._successors: dict[LegId, Successor] = {}

    def referred(self, call: LiveCall, source: str, headers: Headers) -> LiveCall | int:
        """A REFER came: answers with the call object that PJSIP is to use for the new call, or with a refusal."""
        wanted, state = headers.first("refer-to"), call.state
        unfit = self._terms.judge(source, state, is_busy=state.leg in self._successors)
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
        if unfit := self._terms.judge(source, call.state, is_busy=call.state.leg in self._successors):
            return self._refuse(call, peer.uri, unfit)
        return self._prepare(call, Direction.IN, peer, peer.uri)

    def replaced(self, call: LiveCall) -> None:
        """PJSIP answers the INVITE that replaces a call, and ends that call, when this returns."""
        if successor := self._successors.get(call.state.leg):
            self._hand_over(successor)

    def goodbye_heard(self, call: LiveCall) -> None:
        """A peer hangs up: one that has asked for a transfer leaves its leg to the new call, answered or not."""
        successor = self._successors.get(call.state.leg)
        if successor and not successor.has_leg and successor.call.isActive():
            self._hand_over(successor)

    def connected(self, call: LiveCall) -> None:
        """A call is connected: if it was a successor, nothing is owed any more."""
        successor = self._successors.get(call.state.leg)
        if successor and successor.call is call:
            del self._successors[call.state.leg]

    def leg_over(self, leg: LegId) -> None:
        """A leg is over: whoever waits for it is sent away."""
        successor = self._successors.pop(leg, None)
        if successor and not successor.has_leg:
            self._send_away(successor)

    def close(self) -> None:
        """Send everybody away."""
        for leg in list(self._successors):
            self.leg_over(leg)

    def _refuse(self, call: LiveCall, target: str, unfit: Unfit) -> int:
        """Tell it, unless the call has no leg any more."""
        if self._legs.find(call.state.leg) is call and self._refusals.has_room():
            self._outbox.tell(ReferralRefused(call.state.leg, target[:LONGEST_TARGET], unfit.why))
        return unfit.code

    def _prepare(self, call: LiveCall, direction: Direction, peer: Peer, target: str) -> LiveCall:
        leg, state = call.state.leg, call.state.successor(direction, peer)
        successor = Successor(
            self._calls.prepare_successor(call, state, partial(self._told, leg)), target, self._patience()
        )
        self._successors[leg] = successor
        self._look_later(leg)
        return successor.call

    def _patience(self) -> float:
        return time.monotonic() + self._patience_s

    def _told(self, leg: LegId, events: Iterable[LegEvent]) -> None:
        """What a waiting call has to say; of most of it nobody hears."""
        for event in events:
            successor = self._successors.get(leg)
            if successor and isinstance(event, PeerReplaced):
                self._outbox.tell(event)
                self._relieve(successor)
            elif successor and isinstance(event, LegEnded):
                self._fail(leg, successor.why_not or f"The new call failed: {event.code} {event.phrase}".strip())

    def _relieve(self, successor: Successor) -> None:
        """The new call was answered: the one before is hung up."""
        before = self._hand_over(successor)
        if before:
            _hang_up(before)

    def _hand_over(self, successor: Successor) -> LiveCall | None:
        successor.has_leg = True
        return self._calls.succeed(successor.call)

    def _fail(self, leg: LegId, why: str) -> None:
        """Nothing comes of it: the call goes on as it was."""
        successor = self._successors.pop(leg)
        self._outbox.tell(ReferralRefused(leg, successor.target[:LONGEST_TARGET], why))

    def _send_away(self, successor: Successor) -> None:
        _hang_up(successor.call)
        self._legs.let_go(successor.call)

    def _look_later(self, leg: LegId) -> None:
        self._agenda.at(time.monotonic() + LOOK_EVERY_S, lambda: self._look(leg))

    def _look(self, leg: LegId) -> None:
        """Notice a call that PJSIP could not even begin, and one that nobody answers."""
        successor = self._successors.get(leg)
        if successor is None:
            return
        if not successor.has_leg and not successor.call.isActive():
            self._legs.let_go(successor.call)
            self._fail(leg, NOT_MADE)
            return
        if time.monotonic() >= successor.until:
            successor.why_not = f"The new call was not answered within {self._patience_s:g} s."
            successor.until = float("inf")
            _hang_up(successor.call)
        self._look_later(leg)


def _hang_up(call: LiveCall) -> None:
    with contextlib.suppress(pj.Error):
        calling.hang_up(call)
