"""Rules for what an agent does during a call: mute, hold, recording, digits. An echo of what is so changes nothing."""

import re
from dataclasses import replace

from softphone.core.messages.commands import SendDigits, SetHold, SetMute, SetRecordingPause, TalkCommand
from softphone.core.messages.effects import SendTones
from softphone.core.messages.facts import DigitsSent, MuteChanged, RecordingChanged
from softphone.core.messages.refusals import Why
from softphone.core.rules.holding import set_hold
from softphone.core.state.conversations import Recording
from softphone.core.state.policy import MAX_DIGITS
from softphone.core.turn import Turn
from softphone.core.values import Mode

_DIGITS = re.compile(rf"[0-9*#A-D]{{1,{MAX_DIGITS}}}")


def obey(turn: Turn, command: TalkCommand) -> None:
    """Carry out a command about a call that is up, or refuse it."""
    match command:
        case SetMute():
            _set_mute(turn, command)
        case SetHold():
            set_hold(turn, command)
        case SetRecordingPause():
            _set_recording_pause(turn, command)
        case SendDigits():
            _send_digits(turn, command)


def _set_mute(turn: Turn, command: SetMute) -> None:
    call = turn.phone.meant(command.call)
    if call is None or not call.is_live:
        turn.refuse(Why.NO_SUCH_CALL, "There is no such call.")
    elif call.is_ringing_here:
        turn.refuse(Why.WRONG_STATE, "A ringing call cannot be muted.")
    elif call.is_muted is command.is_muted:
        turn.confirm(MuteChanged(call))
    else:
        turn.answer(MuteChanged(turn.put(replace(call, is_muted=command.is_muted))))


def _set_recording_pause(turn: Turn, command: SetRecordingPause) -> None:
    wanted = Recording.PAUSED if command.is_paused else Recording.ON
    call = turn.phone.meant(command.call)
    if call is None or not call.is_talking:
        turn.refuse(Why.NO_SUCH_CALL, "There is no connected call.")
    elif not call.recording.is_under_way or (call.is_supervision and call.initial.mode is not Mode.BARGE):
        turn.refuse(Why.NOT_ALLOWED, "This call is not recorded.")
    elif call.recording is wanted:
        turn.confirm(RecordingChanged(call))
    else:
        turn.answer(RecordingChanged(turn.put(replace(call, recording=wanted))))


def _send_digits(turn: Turn, command: SendDigits) -> None:
    call = turn.phone.meant(command.call)
    if not _DIGITS.fullmatch(command.digits):
        turn.refuse(Why.BAD_DIGITS, f"Digits are 1 to {MAX_DIGITS} of 0-9 * # A-D.")
    elif call is None or not call.is_talking:
        turn.refuse(Why.NO_SUCH_CALL, "There is no connected call.")
    elif call.is_supervision and call.initial.mode is Mode.LISTEN:
        turn.refuse(Why.WRONG_STATE, "Whoever listens only sends nothing, keys included.")
    elif leg := next(iter(call.open_legs), None):
        turn.do(SendTones(leg.id, command.digits))
        turn.answer(DigitsSent(call, command.digits))
    else:
        turn.refuse(Why.WRONG_STATE, "The call is on hold.")
