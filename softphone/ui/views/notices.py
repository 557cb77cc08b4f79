"""Lines across the window about what is wrong with the phone as a whole, worst first."""

from dataclasses import dataclass

from softphone.settings.problems import Problem
from softphone.ui.views import people
from softphone.ui.views.chips import no_engine_text
from softphone.ui.views.language import Language
from softphone.ui.views.mirror import Connection, Mirror
from softphone.ui.views.settings.wording import problem_text
from softphone.ui.views.sound_notices import sound_text
from softphone.ui.views.tone import Tone


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

    problems: tuple[Problem, ...]


def notices(mirror: Mirror, trouble: SettingsTrouble | None, say: Language) -> tuple[Notice, ...]:
    """Say what is wrong."""
    found = []
    if trouble:
        worst = min(trouble.problems, key=lambda problem: problem.severity)  # an error before a notice
        text = say("The settings cannot be used: {problem}", problem=people.clean(problem_text(worst, say), 200))
        found.append(Notice("settings", text, Tone.BAD, say("Mend the file"), "settings"))
    if mirror.connection in (Connection.FAILED, Connection.REFUSED):
        why = " ".join(filter(None, (no_engine_text(mirror, say), people.clean(mirror.says, 300))))
        found.append(Notice("engine", why, Tone.BAD, say("Try again"), "engine"))
    elif not mirror.is_up:
        found.append(Notice("engine", no_engine_text(mirror, say), Tone.WARN))
    elif mirror.state:
        if mirror.state.is_stopping:
            found.append(Notice("stopping", say("The phone is being switched off."), Tone.WARN))
        if text := sound_text(mirror.state, say):
            found.append(Notice("sound", text, Tone.WARN))
    return tuple(found)
