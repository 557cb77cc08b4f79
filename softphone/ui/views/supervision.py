"""What the desk shows of supervision: who hears the supervisor, and who supervises a call. Never to be missed."""

from softphone.protocol.state import CallState
from softphone.protocol.supervision import Barge, Listen, Whisper
from softphone.protocol.vocabulary import Mode
from softphone.ui.views import people, permissions
from softphone.ui.views.keys import Key
from softphone.ui.views.language import Language
from softphone.ui.views.seen import Seen
from softphone.ui.views.tone import Tone


def why_not_switch(call: CallState, seen: Seen) -> str:
    """Say why others than now cannot hear the supervisor."""
    return permissions.why_not_connected(call, seen.say)


def listen_key(call: CallState, seen: Seen) -> Key:
    """Be heard by nobody."""
    return _key(call, seen, Mode.LISTEN, seen.say("Listen"), Listen(call_id=call.call_id))


def whisper_key(call: CallState, seen: Seen) -> Key:
    """Be heard by the agent."""
    return _key(call, seen, Mode.WHISPER, seen.say("Whisper"), Whisper(call_id=call.call_id))


def barge_key(call: CallState, seen: Seen) -> Key:
    """Be heard by everybody."""
    return _key(call, seen, Mode.BARGE, seen.say("Barge in"), Barge(call_id=call.call_id))


_KEYS = {Mode.LISTEN: "Ctrl+Shift+L", Mode.WHISPER: "Ctrl+Shift+W", Mode.BARGE: "Ctrl+Shift+B"}
_TONES = {Mode.LISTEN: Tone.GOOD, Mode.WHISPER: Tone.WARN, Mode.BARGE: Tone.BAD}


def _key(call: CallState, seen: Seen, mode: Mode, text: str, command: Listen | Whisper | Barge) -> Key:
    return Key(
        mode.value,
        text,
        mode.value,
        _KEYS[mode],
        why_not_switch(call, seen),
        is_on=call.mode is mode,
        tone=_TONES[mode],
        command=command,
    )


def mode_text(call: CallState, mode: Mode, say: Language) -> tuple[str, Tone]:
    """Say in plain words who hears the supervisor now."""
    if call.under_way == "switch":
        return say("Nobody hears you yet"), Tone.ACCENT
    match mode:
        case Mode.LISTEN:
            return say("Listening: nobody hears you"), _TONES[mode]
        case Mode.WHISPER:
            return say("Whispering: the agent hears you"), _TONES[mode]
        case Mode.BARGE:
            return say("Barged in: everybody hears you"), _TONES[mode]


def supervisors_text(call: CallState, say: Language) -> str:
    """Name those who supervise a call, and how; empty if nobody does, or none that the agent is told of."""
    how = {
        Mode.LISTEN: say("listens"),
        Mode.WHISPER: say("whispers to you"),
        Mode.BARGE: say("has barged in"),
    }
    return ", ".join(f"{people.isolated(people.clean(one.name))} {how[one.mode]}" for one in call.supervisors)
