"""SIP MESSAGEs about supervision, outside of calls: sent through an account, and believed only from trusted peers.

Some PBXs (Asterisk) pass on nothing but plain text outside of calls: who says so gets the same as plain text.
"""

import logging
from collections.abc import Callable, Mapping

import pjsua2 as pj

from softphone.adapters.sip.library.rate import Rate
from softphone.adapters.sip.messages import notes
from softphone.adapters.sip.network.account_config import uri_of
from softphone.adapters.sip.network.accounts import LiveAccount
from softphone.core.messages.effects import SendNotice
from softphone.core.messages.events import Event, TroubleFound
from softphone.core.messages.supervision_events import SupervisionNoticed
from softphone.core.values import AccountName, CallId
from softphone.settings.sections.account import AccountSettings

log = logging.getLogger(__name__)

PART = "supervision"
UNSUPPORTED_KIND = 415


class Notifying:
    """Tells agents' phones, and hears what the PBX tells this one."""

    def __init__(
        self,
        accounts: Mapping[AccountName, LiveAccount],
        settings_of: Mapping[AccountName, AccountSettings],
        is_trusted: Callable[[str], bool],
        strangers: Rate,
        tell: Callable[[Event], None],
    ) -> None:
        self._accounts = accounts
        self._settings_of = settings_of
        self._is_trusted = is_trusted
        self._strangers = strangers
        self._tell = tell
        self._last: SendNotice | None = None
        self._kind = notes.KIND

    def send(self, effect: SendNotice) -> None:
        """Send a notice; that it failed is told, and changes nothing."""
        account = self._accounts.get(effect.account)
        if account is None:
            self._fail(f"there is no account {effect.account}")
            return
        param = pj.SendRequestParam()
        param.method = "MESSAGE"
        param.txOption.targetUri = uri_of(effect.target, self._settings_of[effect.account])
        param.txOption.contentType = self._kind
        param.txOption.msgBody = notes.write(notes.Note(key=effect.key, name=effect.name, mode=effect.mode))
        self._last = effect
        try:
            account.sendRequest(param)
        except pj.Error as error:
            self._fail(error.reason)

    def answered(self, code: int) -> None:
        """A notice has its final answer."""
        if code == UNSUPPORTED_KIND and self._kind == notes.KIND and self._last:
            self._kind = notes.PLAIN
            self.send(self._last)
        elif code >= 300:
            self._fail(f"it was answered with {code}")

    def heard(self, source: str, kind: str, body: str) -> None:
        """A message came. PJSIP has taken it already; what is not the PBX's, or is nonsense, goes no further."""
        if not self._is_trusted(source):
            if self._strangers.has_room():
                log.warning("a message from %s was not read: it is not trusted", source)
            return
        note = notes.read(kind, body)
        if note is None:
            log.warning("a message from %s was not understood: %s", source, kind[:80])
        else:
            self._tell(SupervisionNoticed(CallId(note.key), note.name, note.mode))

    def _fail(self, why: str) -> None:
        self._tell(TroubleFound(PART, f"The supervised agent's phone could not be told: {why}."))
