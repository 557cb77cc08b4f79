"""What clients ask, in the machine's words."""

from softphone.core.messages import commands as core
from softphone.core.messages.refusals import Refusal
from softphone.core.values import AccountName
from softphone.engine.asking_parties import party_command
from softphone.engine.asking_supervision import supervision_command
from softphone.engine.directory import Directory
from softphone.engine.naming import call_named, leg_named
from softphone.protocol import commands as asked
from softphone.protocol.supervision import SupervisionCommand

CallAsk = (
    asked.AnswerCall
    | asked.Decline
    | asked.HangUp
    | asked.HoldCall
    | asked.ResumeCall
    | asked.Mute
    | asked.Unmute
    | asked.Digits
    | asked.Record
)
PhoneAsk = asked.DoNotDisturb | asked.AgentStatus | asked.WrapUp | asked.Register | asked.Unregister


def command_of(command: asked.PhoneCommand | SupervisionCommand, directory: Directory) -> core.Command | Refusal:
    """Say in the machine's words what a client asks, or why it cannot be asked."""
    if isinstance(command, asked.PartyCommand):
        return party_command(command, directory)
    if isinstance(command, SupervisionCommand):
        return supervision_command(command, directory)
    if isinstance(command, CallAsk):
        return _about_call(command)
    match command:
        case asked.Dial():
            return directory.dial(command)
        case asked.Voicemail():
            return directory.voicemail()
        case asked.Callback():
            return directory.callback(command)
        case asked.Redirect():
            return directory.redirect(command)
        case _:
            return _about_phone(command)


def _about_call(command: CallAsk) -> core.Command:
    match command:
        case asked.AnswerCall(call_id=call):
            return core.Answer(call_named(call))
        case asked.Decline(call_id=call):
            return core.Decline(call_named(call))
        case asked.HangUp(call_id=call, leg_id=leg, role=role):
            return core.HangUp(call_named(call), leg_named(leg), role)
        case asked.HoldCall(call_id=call, leg_id=leg):
            return core.SetHold(is_held=True, call=call_named(call), leg=leg_named(leg))
        case asked.ResumeCall(call_id=call, leg_id=leg):
            return core.SetHold(is_held=False, call=call_named(call), leg=leg_named(leg))
        case asked.Mute(call_id=call):
            return core.SetMute(is_muted=True, call=call_named(call))
        case asked.Unmute(call_id=call):
            return core.SetMute(is_muted=False, call=call_named(call))
        case asked.Digits(digits=digits, call_id=call):
            return core.SendDigits(digits, call_named(call))
        case asked.Record(action=action, call_id=call):
            return core.SetRecordingPause(action == "pause", call_named(call))


def _about_phone(command: PhoneAsk) -> core.Command:
    match command:
        case asked.DoNotDisturb(is_on=is_on):
            return core.SetDoNotDisturb(is_on)
        case asked.AgentStatus(status=name):
            return core.ChooseStatus(name)
        case asked.WrapUp():
            return core.EndWrapUp()
        case asked.Register(account=account):
            return core.SetRegistered(AccountName(account), is_wanted=True)
        case asked.Unregister(account=account):
            return core.SetRegistered(AccountName(account), is_wanted=False)
