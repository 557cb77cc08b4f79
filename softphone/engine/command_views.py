"""Commands of the bridge as commands of the machine. A command that is not named here does not pass the type check."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.core import commands as core
from softphone.core.values import AccountName, CallId, CallType, LegId
from softphone.protocol import commands as asked


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a typed target means: a SIP URI, its number, and the account that calls."""

    uri: str
    number: str = ""
    account: AccountName | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What commands need that they do not carry: fresh ids, and the dial rules (which may raise `Refused`)."""

    mint: Callable[[], str]
    aim: Callable[[str, AccountName | None], Aim]


def command_of(command: asked.PhoneCommand, means: Means) -> core.Command:
    """Say in the machine's words what a client asked."""
    match command:
        case asked.Dial() | asked.AnswerCall() | asked.Decline() | asked.Redirect() | asked.HangUp():
            return _line(command, means)
        case asked.Hold() | asked.Resume() | asked.Mute() | asked.Unmute() | asked.Digits() | asked.Record():
            return _talk(command)
        case asked.DoNotDisturb(is_on=is_on):
            return core.SetDoNotDisturb(is_on)
        case asked.WrapUp():
            return core.EndWrapUp()
        case asked.Register(account=account):
            return core.SetRegistered(AccountName(account), is_wanted=True)
        case asked.Unregister(account=account):
            return core.SetRegistered(AccountName(account), is_wanted=False)


def _line(
    command: asked.Dial | asked.AnswerCall | asked.Decline | asked.Redirect | asked.HangUp, means: Means
) -> core.LineCommand:
    """Begin or end something."""
    match command:
        case asked.Dial():
            return _dial(command, means)
        case asked.AnswerCall(call_id=call):
            return core.Answer(_call(call))
        case asked.Decline(call_id=call):
            return core.Decline(_call(call))
        case asked.Redirect(target=target, call_id=call):
            return core.Redirect(means.aim(target, None).uri, _call(call))
        case asked.HangUp(call_id=call, leg_id=leg, role=role):
            return core.HangUp(_call(call), _leg(leg), role)


def _dial(command: asked.Dial, means: Means) -> core.Dial:
    """Call somebody."""
    aim = means.aim(command.target, None if command.account is None else AccountName(command.account))
    return core.Dial(
        target=aim.uri,
        call=CallId(command.call_id or means.mint()),
        leg=LegId(means.mint()),
        account=aim.account,
        name=command.name,
        number=aim.number,
        call_type=CallType(command.call_type),
        starts_muted=command.starts_muted,
    )


def _talk(
    command: asked.Hold | asked.Resume | asked.Mute | asked.Unmute | asked.Digits | asked.Record,
) -> core.TalkCommand:
    """Change something while people talk."""
    match command:
        case asked.Hold(call_id=call, leg_id=leg):
            return core.SetHold(is_held=True, call=_call(call), leg=_leg(leg))
        case asked.Resume(call_id=call, leg_id=leg):
            return core.SetHold(is_held=False, call=_call(call), leg=_leg(leg))
        case asked.Mute(call_id=call):
            return core.SetMute(is_muted=True, call=_call(call))
        case asked.Unmute(call_id=call):
            return core.SetMute(is_muted=False, call=_call(call))
        case asked.Digits(digits=digits, call_id=call):
            return core.SendDigits(digits, _call(call))
        case asked.Record(action=action, call_id=call):
            return core.SetRecordingPause(is_paused=action == "pause", call=_call(call))


def _call(name: str | None) -> CallId | None:
    return None if name is None else CallId(name)


def _leg(name: str | None) -> LegId | None:
    return None if name is None else LegId(name)
