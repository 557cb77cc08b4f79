"""How a number or a contact becomes an address: by the settings' accounts and dial rules. New calls get their names."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from softphone.connector.calls import Contact
from softphone.connector.dial_plan import NOBODY_DIALS, Destination, call_type_of, destination_of
from softphone.connector.words import ContactKind
from softphone.core.messages import commands as core
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.values import AccountName, CallId, CallType, LegId, Tags
from softphone.protocol import commands as asked
from softphone.protocol.targets import Callee
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings

_NO_ADDRESS = Refusal(Why.BAD_TARGET, "That is no number or address that can be called.")


@dataclass(frozen=True, slots=True)
class Directory:
    """How addresses are found: by the accounts and dial rules of the settings."""

    settings: Settings
    name_of: Callable[[str], str] = lambda _: ""
    """Says whose number it is; empty if nobody knows."""

    def account(self, name: str | None) -> AccountSettings | None:
        """The account to call from: the named one, else the first that is used for dialling."""
        accounts = self.settings.accounts
        if name is not None:
            return next((account for account in accounts if account.name == name), None)
        return next((account for account in accounts if "dial" in account.use_for), None)

    @property
    def supervision_account(self) -> AccountSettings | None:
        """The account to supervise calls from."""
        return next((account for account in self.settings.accounts if "supervision" in account.use_for), None)

    def dial(self, command: asked.Dial) -> core.Dial | Refusal:
        """Turn what people dial into a call to an address."""
        account = self.account(command.account)
        if account is None:
            return Refusal(Why.NO_SUCH_ACCOUNT, f"There is no account {command.account or ''} to call from.")
        contact = _contact(command.target)
        found = self._destination(contact, account)
        if found is None:
            return _NO_ADDRESS
        return core.Dial(
            target=found.uri,
            call=CallId(command.call_id or str(uuid.uuid4())),
            leg=LegId(str(uuid.uuid4())),
            account=AccountName(account.name),
            name=command.name or contact.name or self.name_of(found.number),
            number=_number(found),
            then_digits=found.extension,
            call_type=CallType.INTERNAL if command.call_type == "InternalCall" else call_type_of(contact.type),
            starts_muted=command.starts_muted,
            is_preview=command.is_preview,
        )

    def voicemail(self) -> core.Dial | Refusal:
        """Call the voice mailbox."""
        code = self.settings.calls.voicemail_code
        if code is None:
            return Refusal(Why.NOT_ALLOWED, "The settings name no number of a voice mailbox (calls.voicemail_code).")
        return self.dial(asked.Dial(target=code, name="voicemail"))

    def callback(self, command: asked.Callback) -> core.OfferCallback | Refusal:
        """Turn the number of somebody who wants to be called into an offer."""
        dial = self.dial(asked.Dial(target=command.target, account=command.account, name=command.name))
        if isinstance(dial, Refusal):
            return dial
        return core.OfferCallback(
            target=dial.target,
            call=CallId(command.call_id) if command.call_id else dial.call,
            leg=dial.leg,
            account=dial.account,
            name=dial.name,
            number=dial.number,
            then_digits=dial.then_digits,
            tags=Tags(
                call_type=CallType.CALLBACK,
                parent_call_id=command.initial_call_id,
                voice_call_id=command.voice_call_id,
                queue_id=command.queue_id,
                queue_name=command.queue_name,
            ),
        )

    def consult(self, command: asked.Consult) -> core.AddParticipant | Refusal:
        """Turn whom people want to bring in into an address."""
        account = self.account(None)
        contact = _contact(command.target, ContactKind.AGENT if command.is_colleague else None)
        found = self._destination(contact, account) if account else None
        if found is None:
            return _NO_ADDRESS
        return core.AddParticipant(
            found.uri,
            LegId(str(uuid.uuid4())),
            _call(command.call_id),
            name=command.name or contact.name or "",
            number=_number(found),
            call_type=call_type_of(contact.type),
            then_digits=found.extension,
        )

    def transfer(self, target: Callee, call: str | None, name: str = "") -> core.Transfer | Refusal:
        """Turn whither people want to send a call into an address."""
        account, contact = self.account(None), _contact(target)
        found = self._destination(contact, account) if account else None
        if found is None:
            return _NO_ADDRESS
        if found.extension:
            return Refusal(Why.NOT_ALLOWED, NOBODY_DIALS)
        shown = name or contact.name or ""
        return core.Transfer(found.uri, LegId(str(uuid.uuid4())), _call(call), shown, _number(found))

    def park(self, command: asked.Park) -> core.Transfer | Refusal:
        """Send a call to where the PBX keeps it for others."""
        code = self.settings.calls.park_code
        if code is None:
            return Refusal(Why.NOT_ALLOWED, "The settings name no place to park calls (calls.park_code).")
        return self.transfer(code, command.call_id, "park")

    def pick_up(self, command: asked.PickUp) -> core.Dial | Refusal:
        """Fetch a call from where the PBX keeps it."""
        code = self.settings.calls.pick_up_code
        if code is None:
            return Refusal(Why.NOT_ALLOWED, "The settings name no code that picks calls up (calls.pick_up_code).")
        return self.dial(asked.Dial(target=code.replace("{slot}", command.slot)))

    def target(self, text: str) -> str:
        """Find an address to send a call to; what cannot be understood is left to the machine to refuse."""
        account = self.account(None)
        found = self._destination(_contact(text), account) if account else None
        return found.uri if found else text

    def _destination(self, contact: Contact, account: AccountSettings) -> Destination | None:
        domain = account.uri.rpartition("@")[2].partition(";")[0]
        return destination_of(contact, self.settings.dial, domain)


def _contact(target: Callee, typed: ContactKind | None = None) -> Contact:
    """Put whom a client names into the words that the dial rules are made for; `typed` is the kind of a number."""
    if isinstance(target, str):
        return Contact(phone_number=target, type=typed)
    return Contact(
        phone_number=target.number or None,
        id=target.id or None,
        type=ContactKind(target.kind.value),
        name=target.name or None,
        prefix=target.prefix or None,
        extension=target.extension or None,
    )


def _number(found: Destination) -> str:
    return found.number if found.number != found.uri else ""


def _call(name: str | None) -> CallId | None:
    return None if name is None else CallId(name)
