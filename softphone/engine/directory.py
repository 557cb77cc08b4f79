"""How a number or a contact becomes an address: by the settings' accounts and dial rules. New calls get their names."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from softphone.connector.accounts import account_for, account_of, account_to_call, domain_of
from softphone.connector.calls import Contact
from softphone.connector.dial_plan import NOBODY_DIALS, Destination, call_type_of, destination_of
from softphone.connector.words import ContactKind
from softphone.core.messages import commands as core
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.state.phone import Phone
from softphone.core.values import AccountName, CallId, CallType, LegId, Tags
from softphone.engine.naming import call_named
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
    phone: Phone | None = None
    """What is up: whom a call is sent to, or who is brought in, is looked for at that call's account."""

    @property
    def supervision_account(self) -> AccountSettings | None:
        """The account to supervise calls from."""
        return account_for("supervision", self.settings.accounts)

    def dial(self, command: asked.Dial) -> core.Dial | Refusal:
        """Turn what people dial into a call to an address."""
        contact = _contact(command.target)
        account = self._account(command.account, contact)
        if account is None:
            return Refusal(Why.NO_SUCH_ACCOUNT, f"There is no account {command.account or ''} to call from.")
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
        contact = _contact(command.target, ContactKind.AGENT if command.is_colleague else None)
        account = self._account_in(command.call_id, contact)
        found = self._destination(contact, account) if account else None
        if found is None:
            return _NO_ADDRESS
        return core.AddParticipant(
            found.uri,
            LegId(str(uuid.uuid4())),
            call_named(command.call_id),
            name=command.name or contact.name or "",
            number=_number(found),
            call_type=call_type_of(contact.type),
            then_digits=found.extension,
        )

    def transfer(self, target: Callee, call: str | None, name: str = "") -> core.Transfer | Refusal:
        """Turn where people want to send a call into an address."""
        contact = _contact(target)
        account = self._account_in(call, contact)
        found = self._destination(contact, account) if account else None
        if found is None:
            return _NO_ADDRESS
        if found.extension:
            return Refusal(Why.NOT_ALLOWED, NOBODY_DIALS)
        shown = name or contact.name or ""
        return core.Transfer(found.uri, LegId(str(uuid.uuid4())), call_named(call), shown, _number(found))

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

    def queue_code(self, code: str) -> core.Dial | Refusal:
        """Dial a code for the PBX's queues, with the agent's id there filled in."""
        account = account_for("queues", self.settings.accounts)
        if account is None:
            return Refusal(Why.NO_SUCH_ACCOUNT, "There is no account for queues.")
        own_id = self.settings.agent.id or account.uri.partition(":")[2].partition("@")[0]
        return self.dial(asked.Dial(target=code.replace("{id}", quote(own_id)), account=account.name))

    def redirect(self, command: asked.Redirect) -> core.Redirect:
        """Turn where people want a ringing call sent into an address."""
        accounts = self.settings.accounts
        rings = self.phone.meant_ringing(call_named(command.call_id)) if self.phone else None
        account = account_of(rings, accounts) or account_for("dial", accounts)
        return core.Redirect(self.target(command.target, account), call_named(command.call_id))

    def colleague(self, text: str) -> str:
        """Find the address that a colleague is watched at."""
        return self.target(text, account_for("agents", self.settings.accounts))

    def target(self, text: str, account: AccountSettings | None) -> str:
        """Find an address at an account; what cannot be understood is left to the machine to refuse."""
        found = self._destination(_contact(text), account) if account else None
        return found.uri if found else text

    def _account(self, name: str | None, contact: Contact) -> AccountSettings | None:
        """Find the account to call from: the named one, else the first for such contacts."""
        accounts = self.settings.accounts
        if name is None:
            return account_to_call(contact.type, accounts)
        return next((account for account in accounts if account.name == name), None)

    def _account_in(self, call: str | None, contact: Contact) -> AccountSettings | None:
        """Find the account of the call that is meant; without one there is nothing to do, and the machine says so."""
        meant = self.phone.meant(call_named(call)) if self.phone else None
        return account_of(meant, self.settings.accounts) or self._account(None, contact)

    def _destination(self, contact: Contact, account: AccountSettings) -> Destination | None:
        return destination_of(contact, self.settings.dial, domain_of(account))


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
