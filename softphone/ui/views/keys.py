"""The keys of a call: what each shows, whether it can be pressed, what it asks for. One line for each key."""

from dataclasses import dataclass

from softphone.protocol.commands import (
    AnswerCall,
    Decline,
    HangUp,
    HoldCall,
    Mute,
    PhoneCommand,
    Record,
    ResumeCall,
    Unmute,
)
from softphone.protocol.contacts import MarkFavourite
from softphone.protocol.playback import PlaybackCommand
from softphone.protocol.state import CallState
from softphone.protocol.supervision import SupervisionCommand
from softphone.protocol.vocabulary import Recording
from softphone.ui.views import permissions
from softphone.ui.views.seen import Seen
from softphone.ui.views.tone import Tone

KEYPAD = "keypad"
"""The key, and the panel that it opens."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key. It asks for `command`, or opens the panel of that name; `why_not` is why it cannot be pressed."""

    name: str
    text: str
    icon: str
    shortcut: str
    why_not: str = ""
    is_on: bool = False
    tone: Tone = Tone.PLAIN
    command: PhoneCommand | SupervisionCommand | PlaybackCommand | MarkFavourite | None = None
    opens: str = ""

    @property
    def is_enabled(self) -> bool:
        """Whether it can be pressed."""
        return not self.why_not


def answer_key(call: CallState, seen: Seen) -> Key:
    """Pick up."""
    why_not = permissions.why_not_answer(call, seen)
    return _large("answer", seen.say("Answer"), "F2", why_not, AnswerCall(call_id=call.call_id), Tone.GOOD)


def decline_key(call: CallState, seen: Seen) -> Key:
    """Refuse a ringing call."""
    why_not = permissions.why_not_decline(call, seen)
    return _large("decline", seen.say("Decline"), "F3", why_not, Decline(call_id=call.call_id))


def hang_up_key(call: CallState, seen: Seen) -> Key:
    """End a call."""
    why_not = permissions.why_not_hang_up(call, seen)
    return _large("hang-up", seen.say("Hang up"), "F4", why_not, HangUp(call_id=call.call_id))


def _large(name: str, text: str, shortcut: str, why_not: str, command: PhoneCommand, tone: Tone = Tone.BAD) -> Key:
    """Make one of the large keys, whose icon is called as the key is; most of them end something."""
    return Key(name, text, name, shortcut, why_not, tone=tone, command=command)


def mute_key(call: CallState, seen: Seen) -> Key:
    """Stop being heard, or be heard again."""
    name = call.call_id
    return Key(
        "mute",
        seen.say("Unmute") if call.is_muted else seen.say("Mute"),
        "muted" if call.is_muted else "mute",
        "Ctrl+M",
        permissions.why_not_mute(call, seen),
        is_on=call.is_muted,
        tone=Tone.WARN,
        command=Unmute(call_id=name) if call.is_muted else Mute(call_id=name),
    )


def hold_key(call: CallState, seen: Seen) -> Key:
    """Hold or resume."""
    name, is_held = call.call_id, permissions.is_held(call)
    return Key(
        "hold",
        seen.say("Resume") if is_held else seen.say("Hold"),
        "resume" if is_held else "hold",
        "Ctrl+H",
        permissions.why_not_hold(call, seen),
        is_on=is_held,
        tone=Tone.WARN,
        command=ResumeCall(call_id=name) if is_held else HoldCall(call_id=name),
    )


def keypad_key(call: CallState, seen: Seen) -> Key:
    """Open the keypad for tones."""
    return Key(KEYPAD, seen.say("Keypad"), "keypad", "Ctrl+K", permissions.why_not_digits(call, seen), opens=KEYPAD)


def record_key(call: CallState, seen: Seen) -> Key:
    """Pause the recording, or let it go on."""
    is_paused = call.recording is Recording.PAUSED
    return Key(
        "record",
        seen.say("Record on") if is_paused else seen.say("Pause rec."),
        "record" if is_paused else "record-pause",
        "Ctrl+R",
        permissions.why_not_record(call, seen),
        is_on=is_paused,
        tone=Tone.WARN,
        command=Record(action="resume" if is_paused else "pause", call_id=call.call_id),
    )
