"""The table of `softphone ctl`: what each verb takes, and what it asks of the engine."""

import argparse
import getpass
import sys
from datetime import datetime
from pathlib import Path

import msgspec

from softphone.contacts.entries import Kind
from softphone.core.values import Role
from softphone.protocol import commands, contacts, enquiries, exchanges, pages, playback, sound, telephony
from softphone.protocol.methods import Command
from softphone.protocol.sound_quality import Course
from softphone.verbs.ctl_parts import sound_verbs as ctl_audio
from softphone.verbs.ctl_parts.callback_verbs import ask_callback, shape_callback
from softphone.verbs.ctl_parts.party_verbs import PARTY_VERBS
from softphone.verbs.ctl_parts.supervision_verbs import SUPERVISION_VERBS
from softphone.verbs.ctl_parts.verb import call, callee, named_callee, party, target, verb


def _hangup(parser: argparse.ArgumentParser) -> None:
    party(parser)
    parser.add_argument("--role", choices=[str(role) for role in Role], help="the party with this role only")


def _dial(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET", help="a number or a SIP URI")
    parser.add_argument("--account", help="the account to call from")
    callee(parser)
    parser.add_argument("--call-id", help="the key of the call")
    parser.add_argument("--internal", action="store_true", help="call a colleague")
    parser.add_argument("--preview", action="store_true", help="shown by a preview dialer before (dialerType)")
    parser.add_argument("--muted", action="store_true", help="start muted")


def _digits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("digits", metavar="DIGITS", help="0 to 9, *, #, A to D")
    call(parser)


def _record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["pause", "resume"])
    call(parser)


def _recording(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("call", metavar="CALL", help="id of a recorded call (the latest with that id)")


def _switch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("state", choices=["on", "off"])


def _status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("status", metavar="STATUS", help="its id or name; `softphone ctl status` lists them")


def _presence(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("presence", metavar="PRESENCE", help="its id, or Available, Busy, Away or Offline")


def _asks_presence(args: argparse.Namespace) -> Command:
    return telephony.TelephonyPresence(presence=args.presence)


def _account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="name of the account in the settings")


def _history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=20, help="at most this many (20)")
    parser.add_argument("--before", type=int, metavar="N", help="`next` from the previous page")
    _choice(parser)


def _choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", default="", help="only with this text in a number or name")
    parser.add_argument("--kind", choices=["all", "missed", "in", "out"], default="all")
    parser.add_argument("--since", type=_moment, metavar="TIME", help="an ISO time; without a zone it is local")
    parser.add_argument("--until", type=_moment, metavar="TIME", help="an ISO time; without a zone it is local")


def _contacts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("contains", nargs="?", default="", metavar="TEXT", help="part of a name or a number")
    parser.add_argument("--limit", type=int, default=50, help="at most this many (50)")
    parser.add_argument("--offset", type=int, default=0, help="skip this many")
    parser.add_argument("--kind", action="append", default=[], choices=[str(kind) for kind in Kind])
    parser.add_argument("--available", action="store_true", help="only colleagues who are available")
    parser.add_argument("--favourites", action="store_true", help="only favourites")


def _favourite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help="the number of a contact")
    parser.add_argument("name", metavar="NAME", help="its name, if the phone book does not have it")
    parser.add_argument("--no", action="store_true", help="remove the mark")


def _asks_favourite(args: argparse.Namespace) -> Command:
    return contacts.MarkFavourite(name=args.name, number=args.number, is_favourite=not args.no)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a new file, in a folder that exists")
    parser.add_argument(
        "--form", choices=["csv", "json"], default="csv", help="csv for spreadsheets (the default), or json"
    )
    _choice(parser)


def _course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("call_id", metavar="CALL", help="id of a current or past call")
    parser.add_argument("--started-at", type=_moment, metavar="TIME", help="which one, if several calls had that id")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def _stats(parser: argparse.ArgumentParser) -> None:
    call(parser)
    parser.add_argument("--watch", action="store_true", help="repeat until the engine stops")
    parser.add_argument("--interval", type=float, default=1.0, metavar="S", help="seconds between two measurements (1)")
    parser.add_argument("--count", type=int, metavar="N", help="stop after this many")


def _events(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--follow", action="store_true", help="continue with what happens from now on")
    parser.add_argument("--since", type=int, metavar="SEQ", help="start after this event, if it is still kept")
    parser.add_argument("--count", type=int, metavar="N", help="stop after this many events")
    parser.add_argument("--until", action="append", default=[], metavar="TYPE", help="stop after an event of this type")


def _exchanges(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="at most this many (200)")
    parser.add_argument("--call", metavar="CALL", help="only exchanges about the call with this id")


def _asks_exchanges(args: argparse.Namespace) -> Command:
    return exchanges.Exchanges(limit=args.limit, call_id=args.call)


def _logs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lines", type=int, default=200, metavar="N", help="at most this many (200)")


def _approve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="ORIGIN", help="what `softphone ctl status` shows as waiting for approval")


def _message(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("message", metavar="JSON", help="the message; anything that is not JSON is sent as text")


def _simulate_error(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("method", metavar="METHOD", help="a method of the Connector API, such as acceptCall")
    parser.add_argument("--label", default="c.simulated", metavar="NS.LABEL", help="the custom label to fail with")


def _asks_message(args: argparse.Namespace) -> Command:
    try:
        message = msgspec.json.decode(args.message)
    except msgspec.DecodeError:
        message = args.message
    return pages.SendMessage(message=message)


def _nothing(_: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def _asks_secret(args: argparse.Namespace) -> Command:
    """Read a password from the terminal or from standard input; it is never an argument."""
    if sys.stdin.isatty():
        return enquiries.KeepSecret(account=args.account, password=getpass.getpass("Password: "))
    return enquiries.KeepSecret(account=args.account, password=sys.stdin.readline().rstrip("\r\n"))


def _asks_dial(args: argparse.Namespace) -> Command:
    return commands.Dial(
        target=named_callee(args),
        account=args.account,
        name=args.name,
        call_id=args.call_id,
        call_type="InternalCall" if args.internal else "Outbound",
        starts_muted=args.muted,
        is_preview=args.preview,
    )


def _asks_history(args: argparse.Namespace) -> Command:
    wanted = {name: getattr(args, name) for name in ("limit", "before", "text", "kind", "since", "until")}
    return enquiries.History(**wanted)


def _asks_contacts(args: argparse.Namespace) -> Command:
    return contacts.Contacts(
        contains=args.contains,
        limit=args.limit,
        offset=args.offset,
        kinds=tuple(map(Kind, args.kind)),
        is_available=args.available,
        is_favourite=args.favourites,
    )


def _asks_export(args: argparse.Namespace) -> Command:
    wanted = {name: getattr(args, name) for name in ("form", "text", "kind", "since", "until")}
    return enquiries.ExportHistory(path=str(args.file.absolute()), **wanted)


_ROWS = (
    verb(enquiries.Status, _nothing, lambda _: enquiries.Status()),
    verb(commands.Dial, _dial, _asks_dial),
    verb(commands.Callback, shape_callback, ask_callback),
    verb(commands.Voicemail, _nothing, lambda _: commands.Voicemail()),
    verb(commands.AnswerCall, call, lambda args: commands.AnswerCall(call_id=args.call)),
    verb(commands.Decline, call, lambda args: commands.Decline(call_id=args.call)),
    verb(commands.Redirect, target, lambda args: commands.Redirect(target=args.target, call_id=args.call)),
    verb(
        commands.HangUp,
        _hangup,
        lambda args: commands.HangUp(call_id=args.call, leg_id=args.leg, role=Role(args.role) if args.role else None),
    ),
    *PARTY_VERBS,
    *SUPERVISION_VERBS,
    verb(commands.HoldCall, party, lambda args: commands.HoldCall(call_id=args.call, leg_id=args.leg)),
    verb(commands.ResumeCall, party, lambda args: commands.ResumeCall(call_id=args.call, leg_id=args.leg)),
    verb(commands.Mute, call, lambda args: commands.Mute(call_id=args.call)),
    verb(commands.Unmute, call, lambda args: commands.Unmute(call_id=args.call)),
    verb(commands.Digits, _digits, lambda args: commands.Digits(digits=args.digits, call_id=args.call)),
    verb(commands.Record, _record, lambda args: commands.Record(action=args.action, call_id=args.call)),
    verb(commands.AgentStatus, _status, lambda args: commands.AgentStatus(status=args.status), "agent-status"),
    verb(telephony.TelephonyPresence, _presence, _asks_presence, "telephony-presence"),
    verb(commands.WrapUp, _nothing, lambda _: commands.WrapUp(), "wrap-up"),
    verb(commands.DoNotDisturb, _switch, lambda args: commands.DoNotDisturb(is_on=args.state == "on"), "dnd"),
    verb(commands.Register, _account, lambda args: commands.Register(account=args.account)),
    verb(commands.Unregister, _account, lambda args: commands.Unregister(account=args.account)),
    verb(enquiries.History, _history, _asks_history),
    verb(enquiries.ExportHistory, _export, _asks_export, "export-history"),
    verb(Course, _course, lambda args: Course(call_id=args.call_id, started_at=args.started_at)),
    verb(contacts.Contacts, _contacts, _asks_contacts),
    verb(contacts.MarkFavourite, _favourite, _asks_favourite),
    verb(enquiries.Stats, _stats, lambda args: enquiries.Stats(call_id=args.call)),
    verb(sound.ShowSound, _nothing, lambda _: sound.ShowSound(), "audio"),
    verb(sound.UseDevices, ctl_audio.shape_use, ctl_audio.ask_use, "audio-use"),
    verb(sound.SetLevel, ctl_audio.shape_level, ctl_audio.ask_level, "audio-level"),
    verb(sound.ReadMeters, ctl_audio.shape_meters, lambda _: sound.ReadMeters(), "audio-meters"),
    verb(sound.PlayTone, ctl_audio.shape_tone, lambda args: sound.PlayTone(use=args.use), "audio-tone"),
    verb(
        sound.TryMicrophone, ctl_audio.shape_trial, lambda args: sound.TryMicrophone(seconds=args.seconds), "audio-try"
    ),
    verb(playback.PlayRecording, _recording, lambda args: playback.PlayRecording(call_id=args.call), "play"),
    verb(playback.StopPlaying, _nothing, lambda _: playback.StopPlaying(), "play-stop"),
    verb(exchanges.Exchanges, _exchanges, _asks_exchanges),
    verb(enquiries.Subscribe, _events, lambda args: enquiries.Subscribe(since=args.since), "events"),
    verb(enquiries.Logs, _logs, lambda args: enquiries.Logs(lines=args.lines)),
    verb(enquiries.KeepSecret, _account, _asks_secret, "secret"),
    verb(pages.Approve, _approve, lambda args: pages.Approve(what=args.what)),
    verb(pages.SendMessage, _message, _asks_message),
    verb(
        pages.SimulateError,
        _simulate_error,
        lambda args: pages.SimulateError(method=args.method, label=args.label),
        "simulate-error",
    ),
    verb(enquiries.ShutDown, _nothing, lambda _: enquiries.ShutDown()),
)
VERBS = {row.name: row for row in _ROWS}


def check(command: Command) -> Command:
    """Read a message as the engine will; raises `msgspec.ValidationError` with what is wrong."""
    return msgspec.json.decode(msgspec.json.encode(command), type=type(command))
