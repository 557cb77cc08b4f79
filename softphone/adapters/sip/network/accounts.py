"""The accounts as PJSIP keeps them: one attempt to register per request, and what INVITEs they get.

Nothing is decided here: outcomes are posted, INVITEs are handed on as text.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass

import pjsua2 as pj

from softphone.adapters.sip.library.guard import Guard
from softphone.core.messages.events import Registered, RegistrationFailed, Unregistered
from softphone.core.values import AccountName

log = logging.getLogger(__name__)

RegistrationEvent = Registered | Unregistered | RegistrationFailed
FORBIDDEN = 403
BUSY_REGISTERING = 171001  # PJSIP_EBUSY: an attempt is under way, and its outcome will be told


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a REGISTER ended. `server` is who answered, if anybody did."""

    code: int
    phrase: str
    expires_s: int
    server: str

    @property
    def is_accepted(self) -> bool:
        """Whether the registrar sends us calls from now on."""
        return 200 <= self.code < 300 and self.expires_s > 0


@dataclass(frozen=True, slots=True)
class AccountListener:
    """Who hears what of an account."""

    invited: Callable[["LiveAccount", int, str, str], None]
    registered: Callable[["LiveAccount", Outcome], None]
    message_heard: Callable[[str, str, str], None]
    message_answered: Callable[[int], None]
    mailbox: Callable[[AccountName, str, str], None] = lambda _name, _source, _message: None


class LiveAccount(pj.Account):
    """One account from its creation to `shutdown`."""

    def __init__(self, name: AccountName, listener: AccountListener) -> None:
        super().__init__()
        self.name = name
        self.is_wanted = False
        self.own_door: int | None = None
        """The transport of its own kind, for an account that is not tied to it."""
        self._listener = listener
        self._guard = Guard(f"account {name}")

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        """Hand on an INVITE: who is behind it is not decided here."""
        with self._guard:
            self._listener.invited(self, prm.callId, prm.rdata.srcAddress, prm.rdata.wholeMsg)

    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        """Hand on the outcome of a REGISTER."""
        with self._guard:
            phrase = prm.reason or self._says(prm.status)
            server = prm.rdata.srcAddress if prm.rdata.wholeMsg else ""
            self._listener.registered(self, Outcome(int(prm.code), phrase, int(prm.expiration), server))

    def onMwiInfo(self, prm: pj.OnMwiInfoParam) -> None:
        """Hand on what a NOTIFY says of the mailbox."""
        with self._guard:
            self._listener.mailbox(self.name, prm.rdata.srcAddress, prm.rdata.wholeMsg)

    def onIncomingSubscribe(self, prm: pj.OnIncomingSubscribeParam) -> None:
        """Let nobody watch the phone: left alone, PJSIP would tell everybody who asks."""
        prm.code = FORBIDDEN

    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:
        """Hand on a message: where it came from, what it is, what it says."""
        with self._guard:
            self._listener.message_heard(prm.rdata.srcAddress, prm.contentType, prm.msgBody)

    def onSendRequest(self, prm: pj.OnSendRequestParam) -> None:
        """Hand on what a message of ours was answered with."""
        with self._guard:
            self._listener.message_answered(prm.e.body.tsxState.tsx.statusCode)

    @property
    def is_without_its_registrar(self) -> bool:
        """Whether it has a registrar that does not know it now."""
        known = self.getInfo()
        return bool(known.regIsConfigured and not known.regIsActive)

    def cling_to_door(self) -> None:
        """Begin calls by its own door, whatever their target leaves open: not for long, calls may come by any door."""
        if self.own_door is not None:
            self.setTransport(self.own_door)

    def let_go_of_door(self) -> None:
        """Begin calls by whatever door leads to their target."""
        if self.own_door is not None:
            self.setTransport(pj.PJSUA_INVALID_ID)

    def register(self) -> RegistrationFailed | None:
        """Send one REGISTER; a failure to send it is its outcome."""
        self.is_wanted = True
        return self._attempt()

    def unregister(self) -> RegistrationFailed | Unregistered | None:
        """Take the registration back; one that is not there is gone already."""
        self.is_wanted = False
        if not self.getInfo().regIsConfigured:
            return Unregistered(self.name)
        failed = self._attempt()
        return Unregistered(self.name) if failed else None

    def _attempt(self) -> RegistrationFailed | None:
        try:
            self.setRegistration(self.is_wanted)
        except pj.Error as error:
            if error.status == BUSY_REGISTERING:
                return None
            return failure(self.name, 0, error.reason)
        return None

    @staticmethod
    def _says(status: int) -> str:
        return pj.Endpoint.instance().utilStrError(status) if status else ""


def event_of(account: LiveAccount, outcome: Outcome) -> RegistrationEvent:
    """Say what an outcome means for an account that wants to be there, or to leave."""
    if not account.is_wanted:
        return Unregistered(account.name)
    if outcome.is_accepted:
        return Registered(account.name, outcome.expires_s)
    return failure(account.name, outcome.code, outcome.phrase)


def failure(name: AccountName, code: int, phrase: str) -> RegistrationFailed:
    """Tell of a failed attempt, with the chance that spreads a fleet's next ones."""
    return RegistrationFailed(name, code, phrase, random.random())  # noqa: S311 - spreads attempts, guards nothing
