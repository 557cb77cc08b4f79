"""What a request of Salesforce asks of the machine: the Connector API, translated inwards.

Methods that the machine has no part in (settings, status, messages, logs) are `None` here and the engine's business.
What cannot be done is rejected aloud; nothing ever pretends to succeed.
"""

from msgspec import Struct

from softphone.connector import asks
from softphone.connector.accounts import account_to_call, domain_of
from softphone.connector.asks import AskedCall
from softphone.connector.dial_plan import call_type_of, destination_of
from softphone.connector.errors import Rejection, not_supported
from softphone.connector.party_commands import GONE, NO_NUMBER, hang_up, party_command
from softphone.connector.standpoint import Standpoint, named_call, named_leg, names_gone_party
from softphone.connector.statuses import taken_status
from softphone.connector.supervisor_commands import supervisor_command
from softphone.connector.table import Method
from softphone.connector.words import ContactKind, Failure
from softphone.core.messages import commands
from softphone.core.values import AccountName, CallType

NO_ACCOUNT = Rejection("The settings name no account for such calls.", type=Failure.GENERIC_ERROR)


def command_of(method: Method, ask: Struct, standpoint: Standpoint) -> commands.Command | Rejection | None:
    """Say what a request asks of the machine, why it is rejected, or None if the machine has no part in it."""
    match ask:
        case asks.DialAsk():
            return _dial(ask, standpoint)
        case asks.EndCallAsk(call=call):
            return hang_up(call, standpoint)
        case asks.SwapAsk() | asks.ConferenceAsk() | asks.AddParticipantAsk():
            return party_command(ask, standpoint)
        case asks.AgentStatusAsk():
            return taken_status(ask, standpoint.phone.presence)
        case asks.DigitsAsk(digits=digits):
            return commands.SendDigits(digits)
        case asks.AboutCall(call=call):
            return _about_call(method, call, standpoint)
        case _:
            return None


def _about_call(method: Method, call: AskedCall | None, standpoint: Standpoint) -> commands.Command | Rejection | None:
    match method:
        case Method.ACCEPT_CALL:
            return commands.Answer(named_call(call))
        case Method.DECLINE_CALL:
            return commands.Decline(named_call(call))
        case Method.WRAP_UP_CALL:
            return commands.EndWrapUp()
        case Method.SUPERVISE_CALL | Method.SUPERVISOR_BARGE_IN | Method.SUPERVISOR_DISCONNECT:
            return supervisor_command(method, call, standpoint)
        case _:
            return _toggle(method, call, standpoint)


def _toggle(method: Method, call: AskedCall | None, standpoint: Standpoint) -> commands.TalkCommand | Rejection | None:
    named = named_call(call)
    match method:
        case Method.MUTE | Method.UNMUTE:
            return commands.SetMute(method is Method.MUTE, named)
        case Method.HOLD | Method.RESUME if names_gone_party(call, standpoint):
            return GONE
        case Method.HOLD | Method.RESUME:
            return commands.SetHold(method is Method.HOLD, named, named_leg(call, standpoint))
        case Method.PAUSE_RECORDING | Method.RESUME_RECORDING:
            return commands.SetRecordingPause(method is Method.PAUSE_RECORDING, named)
        case _:
            return None


def _call_type(options: asks.DialOptions, kind: ContactKind | None) -> CallType:
    return CallType.DIALED_CALLBACK if options.is_callback else call_type_of(kind)


def _dial(ask: asks.DialAsk, standpoint: Standpoint) -> commands.Command | Rejection:
    if ask.options.is_consult_call:
        return not_supported(Method.DIAL, standpoint.not_supported_label)
    contact = ask.contact.as_contact()
    account = account_to_call(contact.type, standpoint.accounts)
    if account is None:
        return NO_ACCOUNT
    destination = destination_of(contact, standpoint.dial, domain_of(account), standpoint.centre_prefix)
    if destination is None:
        return NO_NUMBER
    return commands.Dial(
        destination.uri,
        standpoint.fresh_call,
        standpoint.fresh_leg,
        account=AccountName(account.name),
        name=contact.name or "",
        number=destination.number,
        call_type=_call_type(ask.options, contact.type),
        starts_muted=standpoint.calls.start_muted,
        then_digits=destination.extension,
    )
