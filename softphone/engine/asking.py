"""What clients ask, in the machine's words."""

from softphone.core.messages import commands as core
from softphone.core.messages.refusals import Refusal
from softphone.core.values import AccountName, CallId, LegId
from softphone.engine.asking_parties import party_command
from softphone.engine.asking_supervision import supervision_command
from softphone.engine.directory import Directory
from softphone.protocol import commands as asked
from softphone.protocol.supervision import SupervisionCommand

PhoneAsk = asked.DoNotDisturb | asked.AgentStatus | asked.WrapUp | asked.Register | asked.Unregister


def command_of(command: asked.PhoneCommand | SupervisionCommand, directory: Directory) -> core.Command | Refusal:
    """Say in the machine's words what a client asks, or why it cannot be asked."""
    if isinstance(command, asked.PartyCommand):
        return party_command(command, directory)
    if isinstance(command, SupervisionCommand):
        return supervision_command(command, directory)
    match command:
        case asked.Dial():
            return directory.dial(command)
        case asked.Voicemail() | asked.Callback():
            return directory.callback(command) if isinstance(command, asked.Callback) else directory.voicemail()
        case asked.AnswerCall(call_id=call):
            return core.Answer(_call(call))
        case asked.Decline(call_id=call):
            return core.Decline(_call(call))
        case asked.Redirect():
            return directory.redirect(command)
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
        case _:
            return _about_phone(command)


def _about_phone(command: PhoneAsk) -> core.Command:
    match command:
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
