"""What can be done about a call that is over: call back, hear its recording, see how it sounded."""

from softphone.protocol.answers import HistoryEntry
from softphone.protocol.playback import PlayRecording, StopPlaying
from softphone.ui.views.callees import NOBODY, of_call
from softphone.ui.views.dialling import dial_field
from softphone.ui.views.keys import Key
from softphone.ui.views.language import Language, mark
from softphone.ui.views.mirror import Mirror

CALL, PLAY, SOUND = "call", "play", "sound"
WITHHELD = mark("The caller has withheld the number.")


def past_keys(entry: HistoryEntry | None, mirror: Mirror, say: Language) -> tuple[Key, ...]:
    """Make the keys below the list; without an entry, none is marked."""
    none = "" if entry else say("Choose a call first.")
    callee = of_call(entry) if entry else NOBODY
    why_no_call = none or (dial_field(callee, mirror, say).why_not if callee.text else say(WITHHELD))
    why_no_sound = none or ("" if entry and entry.connected_at else say("Nobody has talked in this call."))
    return (
        Key(CALL, say("Call"), "call", "", why_no_call),
        _play_key(entry, mirror, none, say),
        Key(SOUND, say("Quality"), "quality", "Ctrl+Shift+S", why_no_sound),
    )


def _play_key(entry: HistoryEntry | None, mirror: Mirror, none: str, say: Language) -> Key:
    """Play, or stop what is heard: whichever call that is."""
    if mirror.is_up and mirror.state and mirror.state.playback:
        return Key(PLAY, say("Stop"), "close", "Ctrl+Shift+P", is_on=True, command=StopPlaying())
    why = none
    if entry is not None:
        if not entry.recording:
            why = say("This call was not recorded.")
        elif mirror.calls:
            why = say("Recordings cannot be heard during a call.")
        elif not mirror.is_up:
            why = say("The phone is not running.")
    command = PlayRecording(call_id=entry.call_id, started_at=entry.started_at) if entry else None
    return Key(PLAY, say("Play"), "play", "Ctrl+Shift+P", why, command=command)
