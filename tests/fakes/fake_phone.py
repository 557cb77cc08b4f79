"""Phones without a network: they fill the phone port as PJSIP does, and call each other inside the process.

They keep every promise of the port that its contract test names, so that an engine tested with them meets the same
events in the same order; sound is only planned, never made.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from softphone.core.messages.effects import (
    ArrangeAudio,
    DropLeg,
    FollowRedirect,
    Register,
    SendAnswer,
    SendAttendedTransfer,
    SendGoodbye,
    SendHold,
    SendInvite,
    SendMode,
    SendNotice,
    SendRedirect,
    SendReject,
    SendRinging,
    SendTones,
    SendTransfer,
    SipEffect,
    Unregister,
)
from softphone.core.messages.events import (
    DeviceChanged,
    DigitReceived,
    DigitsFailed,
    Event,
    HoldConfirmed,
    HoldRefused,
    Invited,
    LegConnected,
    LegEnded,
    LegRedirected,
    MediaChanged,
    PeerReplaced,
    ProvisionalReceived,
    RecordingSaved,
    ReferralRefused,
    Registered,
    TransferAccepted,
    TransferEnded,
    TransferProgressed,
    Unregistered,
)
from softphone.core.messages.supervision_events import ModeAsked, ModeConfirmed, SupervisionNoticed
from softphone.core.state.audio import SILENCE, AudioPlan
from softphone.core.values import AccountName, CallId, LegId, Media, Peer, Tags
from softphone.engine.ports.phone import LegReading, Measured, Post
from softphone.engine.ports.secrets import Secret
from softphone.engine.ports.sound import SoundSetup, SoundUse, Use
from softphone.quality.readings import Reading
from tests.fakes.fake_network import FakeLeg, FakeNetwork
from tests.fakes.soundless_trial import SoundlessTrial

MEDIA = Media("PCMU", 8000, "", is_held_by_peer=False, remote_address="192.0.2.1:4000", digits_method="rfc4733")
NOT_FOUND, REDIRECTED, GONE = 404, 302, 481
SUPERVISES = ("X-Call-Type", "supervisor")


class FakePhone(SoundlessTrial):
    """A phone port without SIP."""

    def __init__(self, network: FakeNetwork, user: str) -> None:
        self._network = network
        self._post: Post | None = None
        self._measured: Measured | None = None
        self._legs: dict[LegId, FakeLeg] = {}
        self.uri = f"sip:{user}@fake"
        self.plan: AudioPlan = SILENCE
        self.performed: list[SipEffect] = []
        uses: tuple[Use, ...] = ("input", "output", "ringer")
        self._uses = {use: SoundUse(use, "null", ("null",), 0.0) for use in uses}

    async def start(self, post: Post) -> str:
        """Be reachable from now on."""
        self._post = post
        self._network.phones[self.uri] = self
        return self.uri

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect a moment later, as the real one does."""
        self.performed.append(effect)
        asyncio.get_running_loop().call_soon(self._perform, effect)

    def network_changed(self) -> None:
        """There is no network to move in."""

    def use_password(self, account: AccountName, password: Secret) -> None:
        """Nobody asks for one."""

    def measure(self, measured: Measured) -> None:
        """Nothing is on the wire here; a test says what was counted with `count`."""
        self._measured = measured

    def count(self, reading: LegReading) -> None:
        """Let a look at a leg have shown this."""
        if self._measured:
            self._measured(reading)

    async def sound(self) -> SoundSetup:
        """There are no sound cards."""
        return SoundSetup((), tuple(self._uses.values()))

    async def use_devices(self, use: Use, wishes: tuple[str, ...]) -> None:
        """Use what needs no card."""
        device = wishes[0] if wishes[0].startswith("file:") else "null"
        why = "" if device == wishes[0] else "it is not there, or stopped working"
        self._uses[use] = SoundUse(use, device, wishes, self._uses[use].level_db, why)
        self.tell(DeviceChanged(use, device, wishes[0], why))

    def set_level(self, use: Use, level_db: float) -> None:
        """Note it."""
        self._uses[use] = replace(self._uses[use], level_db=level_db)

    async def meters(self) -> Mapping[Use, float]:
        """Nothing is heard."""
        return {"input": 0.0, "output": 0.0}

    async def stop(self) -> None:
        """End what is left."""
        for leg in list(self._legs.values()):
            self._end(leg, 200, "OK")
        self._network.phones.pop(self.uri, None)
        self._post = None

    def tell(self, event: Event) -> None:
        """Post an event; tests use it for what no effect causes."""
        if self._post:
            self._post(event)

    def _perform(self, effect: SipEffect) -> None:
        match effect:
            case SendInvite():
                self._invite(effect)
            case Register(account=account):
                self.tell(Registered(account, 300))
            case Unregister(account=account):
                self.tell(Unregistered(account))
            case ArrangeAudio(plan=plan):
                self._arrange(plan)
            case SendNotice(target=target, key=key, name=name, mode=mode):
                if told := self._network.phones.get(target):
                    told.tell(SupervisionNoticed(key, name, mode))
            case _ if leg := self._legs.get(effect.leg):
                self._act(leg, effect)
            case SendHold(leg=gone):
                self.tell(HoldRefused(gone, GONE, "The call is over."))
            case SendTransfer(leg=gone) | SendAttendedTransfer(leg=gone):
                self.tell(TransferEnded(gone, GONE, "The call is over."))
            case SendTones(leg=gone):
                self.tell(DigitsFailed(gone, "The call is over."))
            case _:
                pass

    def _act(self, leg: FakeLeg, effect: SipEffect) -> None:
        match effect:
            case SendRinging() if leg.other:
                self._ring(leg.other)
            case SendAnswer():
                self._connect(leg)
            case SendReject(code=code):
                self._end(leg, code, "Refused")
            case SendRedirect(target=target):
                self._redirect(leg, target)
            case SendGoodbye():
                self._end(leg, 200 if leg.is_connected else 487, "OK" if leg.is_connected else "Request Terminated")
            case DropLeg():
                self._end(leg, 0, "")
            case FollowRedirect(is_followed=is_followed):
                self._follow(leg, is_followed=is_followed)
            case SendHold(is_held=is_held):
                self._hold(leg, is_held=is_held)
            case SendTransfer(target=target) if leg.other:
                self._send_on(leg, leg.other, target)
            case SendAttendedTransfer(other=other):
                self._join(leg, self._legs.get(other))
            case SendMode(mode=mode) if leg.other:
                leg.other.phone.tell(ModeAsked(leg.other.leg, mode))
                self.tell(ModeConfirmed(leg.leg, mode))
            case SendTones(digits=digits) if leg.other:
                for digit in digits:
                    leg.other.phone.tell(DigitReceived(leg.other.leg, digit, MEDIA.digits_method))
            case _:
                pass

    def _invite(self, effect: SendInvite) -> None:
        mine = FakeLeg(effect.leg, self, key=effect.key)
        self._legs[mine.leg] = mine
        self._call(mine, effect.target, effect.key, is_supervisor=SUPERVISES in effect.headers)

    def _call(self, mine: FakeLeg, target: str, key: CallId | None, *, is_supervisor: bool = False) -> None:
        called = self._network.phones.get(target)
        if called is None:
            self._end(mine, NOT_FOUND, "Not Found")
            return
        theirs = FakeLeg(LegId(self._network.fresh("leg")), called, mine)
        mine.other = theirs
        called._legs[theirs.leg] = theirs
        peer = Peer(self.uri, "", self.uri.removeprefix("sip:").partition("@")[0], is_asserted=is_supervisor)
        minted = CallId(self._network.fresh("call"))
        called.tell(
            Invited(theirs.leg, AccountName("local"), peer, minted, Tags(key=key, wants_to_supervise=is_supervisor))
        )

    def _connect(self, leg: FakeLeg) -> None:
        for end in (leg, leg.other):
            if end is None or end.is_connected:
                continue
            end.is_connected = True
            asking = end.sent_by
            if asking:
                self._take_over(end)
            if end.is_moved:
                end.phone.tell(PeerReplaced(end.leg, Peer(end.sent_to)))
            else:
                end.phone.tell(MediaChanged(end.leg, MEDIA))
                end.phone.tell(LegConnected(end.leg))
            if asking:
                asking.other = None
                asking.phone.tell(TransferEnded(asking.leg, 200, "OK"))
                self._end(asking, 200, "OK")

    def _ring(self, caller: FakeLeg) -> None:
        if asking := caller.sent_by:
            asking.phone.tell(TransferProgressed(asking.leg, 180, "Ringing"))
        else:
            caller.phone.tell(ProvisionalReceived(caller.leg, 180))

    def _send_on(self, leg: FakeLeg, peer: FakeLeg, target: str) -> None:
        """A leg's peer shall call somebody else."""
        self.tell(TransferAccepted(leg.leg))
        peer.heir = FakeLeg(peer.leg, peer.phone, sent_to=target, sent_by=leg)
        peer.phone._call(peer.heir, target, None)

    def _take_over(self, heir: FakeLeg) -> None:
        """The call that a transfer asked for has the leg from now on."""
        heir.is_moved, heir.sent_by = True, None
        heir.phone._legs[heir.leg] = heir

    def _join(self, leg: FakeLeg, other: FakeLeg | None) -> None:
        """The peers of two legs talk with each other from now on."""
        if other is None or leg.other is None or other.other is None:
            self.tell(TransferEnded(leg.leg, GONE, "The other call is over."))
            return
        self.tell(TransferAccepted(leg.leg))
        one, two = leg.other, other.other
        one.other, two.other, leg.other, other.other = two, one, None, None
        one.phone.tell(PeerReplaced(one.leg, Peer(two.phone.uri)))
        two.phone.tell(PeerReplaced(two.leg, Peer(one.phone.uri)))
        self._end(other, 200, "OK")
        self.tell(TransferEnded(leg.leg, 200, "OK"))
        self._end(leg, 200, "OK")

    def _redirect(self, leg: FakeLeg, target: str) -> None:
        caller, leg.other = leg.other, None
        self._end(leg, REDIRECTED, "Moved Temporarily")
        if caller:
            caller.other, caller.sent_to = None, target
            caller.phone.tell(LegRedirected(caller.leg, target))

    def _follow(self, leg: FakeLeg, *, is_followed: bool) -> None:
        if is_followed and leg.sent_to:
            self._call(leg, leg.sent_to, leg.key)
        else:
            self._end(leg, REDIRECTED, "Moved Temporarily")

    def _hold(self, leg: FakeLeg, *, is_held: bool) -> None:
        if leg.other:
            leg.other.phone.tell(MediaChanged(leg.other.leg, replace(MEDIA, is_held_by_peer=is_held)))
        self.tell(HoldConfirmed(leg.leg, is_held))

    def _end(self, leg: FakeLeg, code: int, phrase: str) -> None:
        for end in (leg, leg.other):
            if end and end.heir and end.heir.sent_by is leg:
                self._take_over(end.heir)
            elif end and end.sent_by:
                asking, end.sent_by = end.sent_by, None
                end.phone.tell(ReferralRefused(end.leg, end.sent_to, f"The new call failed: {code} {phrase}"))
                asking.phone.tell(TransferEnded(asking.leg, code, phrase))
            elif end and end.phone._legs.get(end.leg) is end:
                del end.phone._legs[end.leg]
                if end.is_connected:
                    at = asyncio.get_running_loop().time()
                    end.phone.count(LegReading(end.leg, Reading(at=at, codec=MEDIA.codec)))
                end.phone.tell(LegEnded(end.leg, code, phrase))

    def _arrange(self, plan: AudioPlan) -> None:
        before, self.plan = self.plan, plan
        for call in sorted(before.recorders - plan.recorders):
            self.tell(RecordingSaved(call, f"/recordings/{call}.wav", 1.0))
