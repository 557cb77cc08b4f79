"""The keys of a call: what each shows, whether it can be pressed, what it asks for. One line for each key."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, unique

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
from softphone.protocol.state import CallState
from softphone.protocol.vocabulary import Recording
from softphone.ui.views import permissions
from softphone.ui.views.language import Language


@unique
class Tone(StrEnum):
    """What something means, beyond its words."""

    PLAIN = "plain"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


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
    command: PhoneCommand | None = None
    opens: str = ""

    @property
    def is_enabled(self) -> bool:
        """Whether it can be pressed."""
        return not self.why_not

    @property
    def explanation(self) -> str:
        """What the tooltip says: the name with its shortcut, and why it cannot be pressed."""
        title = f"{self.text} ({self.shortcut})" if self.shortcut else self.text
        return f"{title}\n{self.why_not}" if self.why_not else title


def answer_key(call: CallState, say: Language) -> Key:
    """Pick up."""
    return Key(
        "answer",
        say("Answer"),
        "answer",
        "F2",
        permissions.why_not_answer(call, say),
        tone=Tone.GOOD,
        command=AnswerCall(call_id=call.call_id),
    )


def decline_key(call: CallState, say: Language) -> Key:
    """Refuse a ringing call."""
    return Key(
        "decline",
        say("Decline"),
        "decline",
        "F3",
        permissions.why_not_answer(call, say),
        tone=Tone.BAD,
        command=Decline(call_id=call.call_id),
    )


def hang_up_key(call: CallState, say: Language) -> Key:
    """End a call."""
    return Key(
        "hang-up",
        say("Hang up"),
        "hang-up",
        "F4",
        permissions.why_not_hang_up(call, say),
        tone=Tone.BAD,
        command=HangUp(call_id=call.call_id),
    )


def mute_key(call: CallState, say: Language) -> Key:
    """Stop being heard, or be heard again."""
    name = call.call_id
    return Key(
        "mute",
        say("Unmute") if call.is_muted else say("Mute"),
        "muted" if call.is_muted else "mute",
        "Ctrl+M",
        permissions.why_not_mute(call, say),
        is_on=call.is_muted,
        tone=Tone.WARN,
        command=Unmute(call_id=name) if call.is_muted else Mute(call_id=name),
    )


def hold_key(call: CallState, say: Language) -> Key:
    """Hold or resume."""
    name = call.call_id
    return Key(
        "hold",
        say("Resume") if call.is_held else say("Hold"),
        "resume" if call.is_held else "hold",
        "Ctrl+H",
        permissions.why_not_hold(call, say),
        is_on=call.is_held,
        tone=Tone.WARN,
        command=ResumeCall(call_id=name) if call.is_held else HoldCall(call_id=name),
    )


def keypad_key(call: CallState, say: Language) -> Key:
    """Open the keypad for tones."""
    return Key("keypad", say("Keypad"), "keypad", "Ctrl+K", permissions.why_not_digits(call, say), opens="keypad")


def record_key(call: CallState, say: Language) -> Key:
    """Pause the recording, or let it go on."""
    is_paused = call.recording is Recording.PAUSED
    return Key(
        "record",
        say("Record on") if is_paused else say("Pause rec."),
        "record" if is_paused else "record-pause",
        "Ctrl+R",
        permissions.why_not_record(call, say),
        is_on=is_paused,
        tone=Tone.WARN,
        command=Record(action="resume" if is_paused else "pause", call_id=call.call_id),
    )


MakeKey = Callable[[CallState, Language], Key]
RINGING_KEYS: tuple[MakeKey, ...] = (decline_key, answer_key)
TALKING_KEYS: tuple[MakeKey, ...] = (mute_key, hold_key, keypad_key, record_key)


def keys_of(call: CallState, say: Language) -> tuple[Key, ...]:
    """Give the small keys of a call; a ringing one has none."""
    return () if permissions.is_offered(call) else tuple(make(call, say) for make in TALKING_KEYS)


def main_keys_of(call: CallState, say: Language) -> tuple[Key, ...]:
    """Give the large keys of a call."""
    if permissions.is_offered(call):
        return tuple(make(call, say) for make in RINGING_KEYS)
    return (hang_up_key(call, say),)
