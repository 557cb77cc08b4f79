"""Lines across the window about what is wrong with the phone as a whole, worst first."""

from dataclasses import dataclass

from softphone.protocol.state import State
from softphone.ui.views import people
from softphone.ui.views.chips import no_engine_text
from softphone.ui.views.keys import Tone
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Connection, Mirror


@dataclass(frozen=True, slots=True)
class Notice:
    """One line, and what can be done about it: the name of an entry of the window."""

    name: str
    text: str
    tone: Tone
    action: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class SettingsTrouble:
    """What is wrong with the settings file, so that the defaults are in force."""

    file: str
    problems: tuple[str, ...]


def notices(mirror: Mirror, trouble: SettingsTrouble | None, say: Language) -> tuple[Notice, ...]:
    """Say what is wrong."""
    found = []
    if trouble:
        text = say("The settings cannot be used: {problem}", problem=people.clean(trouble.problems[0], 200))
        found.append(Notice("settings", text, Tone.BAD, say("Open the file"), f"file:{trouble.file}"))
    if mirror.connection in (Connection.FAILED, Connection.REFUSED):
        why = " ".join(filter(None, (no_engine_text(mirror, say), people.clean(mirror.says, 300))))
        found.append(Notice("engine", why, Tone.BAD, say("Try again"), "engine"))
    elif not mirror.is_up:
        found.append(Notice("engine", no_engine_text(mirror, say), Tone.WARN))
    elif mirror.state:
        if mirror.state.is_stopping:
            found.append(Notice("stopping", say("The phone is being switched off."), Tone.WARN))
        found += _sound(mirror.state, say)
    return tuple(found)


def _sound(state: State, say: Language) -> tuple[Notice, ...]:
    """Say which devices are not those that were wished for, in one line, however many they are."""
    wrong = [device for device in state.devices if device.why]
    if not wrong:
        return ()
    if len(wrong) > 1:
        uses = ", ".join(f"{device.use}: {people.clean(device.device)}" for device in wrong)
        return (Notice("sound", say("Sound does not run as wished: {uses}", uses=uses), Tone.WARN),)
    (device,) = wrong
    text = say(
        "Sound: {device} instead of {wished} ({why})",
        device=people.clean(device.device),
        wished=people.clean(device.wished),
        why=people.clean(device.why),
    )
    return (Notice("sound", text, Tone.WARN),)
