"""What clients ask, in the machine's words. Numbers become addresses, new calls get their names."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from softphone.connector.calls import Contact
from softphone.connector.dial_plan import Destination, destination_of
from softphone.core import commands as core
from softphone.core.refusals import Refusal, Why
from softphone.core.values import AccountName, CallId, CallType, LegId
from softphone.protocol import commands as asked
from softphone.settings import Settings
from softphone.settings.sections.account import AccountSettings


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

    def dial(self, command: asked.Dial) -> core.Dial | Refusal:
        """Turn what people dial into a call to an address."""
        account = self.account(command.account)
        if account is None:
            return Refusal(Why.NO_SUCH_ACCOUNT, f"There is no account {command.account or ''} to call from.")
        found = self._destination(command.target, account)
        if found is None:
            return Refusal(Why.BAD_TARGET, "That is no number or address that can be called.")
        return core.Dial(
            target=found.uri,
            call=CallId(command.call_id or str(uuid.uuid4())),
            leg=LegId(str(uuid.uuid4())),
            account=AccountName(account.name),
            name=command.name or self.name_of(found.number),
            number=found.number if found.number != found.uri else "",
            then_digits=found.extension,
            call_type=CallType(command.call_type),
            starts_muted=command.starts_muted,
        )

    def target(self, text: str) -> str:
        """Find an address to send a call to; what cannot be understood is left to the machine to refuse."""
        account = self.account(None)
        found = self._destination(text, account) if account else None
        return found.uri if found else text

    def _destination(self, text: str, account: AccountSettings) -> Destination | None:
        domain = account.uri.rpartition("@")[2].partition(";")[0]
        return destination_of(Contact(phone_number=text), self.settings.dial, domain)


def command_of(command: asked.PhoneCommand, directory: Directory) -> core.Command | Refusal:
    """Say in the machine's words what a client asks, or why it cannot be asked."""
    match command:
        case asked.Dial():
            return directory.dial(command)
        case asked.AnswerCall(call_id=call):
            return core.Answer(_call(call))
        case asked.Decline(call_id=call):
            return core.Decline(_call(call))
        case asked.Redirect(target=target, call_id=call):
            return core.Redirect(directory.target(target), _call(call))
        case asked.HangUp(call_id=call, leg_id=leg, role=role):
            return core.HangUp(_call(call), _leg(leg), role)
        case asked.HoldCall(call_id=call, leg_id=leg) | asked.ResumeCall(call_id=call, leg_id=leg):
            return core.SetHold(isinstance(command, asked.HoldCall), _call(call), _leg(leg))
        case asked.Mute(call_id=call) | asked.Unmute(call_id=call):
            return core.SetMute(isinstance(command, asked.Mute), _call(call))
        case asked.Digits(digits=digits, call_id=call):
            return core.SendDigits(digits, _call(call))
        case asked.Record(action=action, call_id=call):
            return core.SetRecordingPause(action == "pause", _call(call))
        case asked.DoNotDisturb(is_on=is_on):
            return core.SetDoNotDisturb(is_on)
        case asked.AgentStatus(status=name):
            return core.ChooseStatus(name)
        case asked.WrapUp():
            return core.EndWrapUp()
        case asked.Register(account=account) | asked.Unregister(account=account):
            return core.SetRegistered(AccountName(account), isinstance(command, asked.Register))


def _call(name: str | None) -> CallId | None:
    return None if name is None else CallId(name)


def _leg(name: str | None) -> LegId | None:
    return None if name is None else LegId(name)
