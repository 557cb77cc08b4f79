"""`PjsuaPhone`: the phone port filled by PJSIP. Effects in, events out; the work is done in the owner thread."""

import asyncio
import logging
from collections.abc import Callable, Mapping

import pjsua2 as pj

from softphone.adapters.sip.account_config import Passwords, local_account
from softphone.adapters.sip.addresses import IpAddress, resolve, way_to
from softphone.adapters.sip.doors import LOOPBACK_ADDRESS, Surroundings, plan_doors
from softphone.adapters.sip.outbox import Outbox
from softphone.adapters.sip.owner import Owner
from softphone.adapters.sip.stack import Preparation, SipStack
from softphone.adapters.sip.trust import circle_of, trusted_circle
from softphone.core.effects import SipEffect
from softphone.core.values import LegId
from softphone.engine.ports import LegStatistics, PhoneUnavailable, Post
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)

PREPARATION_S, START_S, STOP_S, QUESTION_S = 4.0, 10.0, 4.0, 1.0

SecretOf = Callable[[str, str | None], str | None]
"""Looks up a password by its name and, for machines without a keyring, by an environment variable. May be slow."""


class PjsuaPhone:
    """A SIP phone with audio."""

    def __init__(self, settings: Settings, secret_of: SecretOf) -> None:
        self._settings = settings
        self._secret_of = secret_of
        self._owner: Owner | None = None
        self._stack: SipStack | None = None
        self._outbox: Outbox | None = None

    async def start(self, post: Post) -> str:
        """Begin to listen; answers with the phone's own SIP URI."""
        prepared = await asyncio.to_thread(self._prepare)
        self._outbox = Outbox(post)
        self._stack = SipStack(self._settings, prepared, self._outbox)
        self._owner = Owner(self._stack)
        try:
            await asyncio.wait_for(asyncio.wrap_future(self._owner.start()), START_S)
        except pj.Error as error:
            raise PhoneUnavailable(f"The SIP phone cannot start: {error.reason}.") from None
        except TimeoutError:
            raise PhoneUnavailable("The SIP phone did not start in time.") from None
        return self._stack.uri

    def perform(self, effect: SipEffect) -> None:
        """Carry out one effect soon."""
        if self._owner and self._stack:
            stack = self._stack
            self._owner.submit(lambda: stack.perform(effect))

    async def statistics(self) -> Mapping[LegId, LegStatistics]:
        """Read the counters of all connected legs; nothing when the stack does not answer in time."""
        return {}

    async def stop(self) -> None:
        """End what is left."""
        if self._owner:
            closed = asyncio.wrap_future(self._owner.stop())
            try:
                await asyncio.wait_for(asyncio.shield(closed), STOP_S)
            except TimeoutError:
                log.exception("the SIP thread did not end in time")
        if self._outbox:
            self._outbox.close()

    def _prepare(self) -> Preparation:
        """Find out what may take its time: names, our own addresses, passwords."""
        settings = self._settings
        accounts = settings.accounts or (local_account(str(LOOPBACK_ADDRESS)),)
        doors = plan_doors(settings, accounts, _surroundings())
        return Preparation(
            accounts=accounts,
            doors=doors,
            passwords={account.name: self._passwords(account) for account in accounts},
            trusted=trusted_circle(settings, resolve, is_loopback_only=doors.is_loopback_only),
            auto_answering=circle_of(settings.calls.auto_answer, resolve),
        )

    def _passwords(self, account: AccountSettings) -> Passwords:
        turn = account.turn
        return Passwords(
            account=self._secret_of(account.name, account.password_env) or "",
            turn=(self._secret_of(f"{account.name} turn", turn.password_env) or "") if turn else "",
        )


def _surroundings() -> Surroundings:
    def address_of(host: str) -> IpAddress | None:
        return next(iter(resolve(host)), None)

    def way_to_host(host: str) -> IpAddress | None:
        address = address_of(host)
        return way_to(address) if address else None

    return Surroundings(address_of, way_to_host)
