"""What the agent is asked before the phone or its window ends. Pure."""

from dataclasses import dataclass
from enum import IntEnum, unique

from softphone.ui.views.language import Language


@unique
class Answer(IntEnum):
    """What the agent decides; none of Qt's own numbers, which a dialog gives when it is only closed."""

    STAY = 10
    GO_ON = 11
    """The window goes, the phone rings on without it."""
    END = 12
    """The phone ends, with its calls."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and its answers from top to bottom; the last one changes nothing."""

    title: str
    heading: str
    text: str
    answers: tuple[tuple[Answer, str], ...]


def closing(say: Language, *, in_call: bool, can_end: bool) -> Question:
    """Ask what is to become of the phone when its window is closed; one that is not ours goes on in any case."""
    heading = say("A call is up.") if in_call else say("Close the phone?")
    if not in_call:
        text = say("Without the window the phone can go on ringing in the background.")
    elif can_end:
        text = say("Hang up and close, or close only the window? Without the window the call goes on.")
    else:
        text = say("Without the window the call goes on.")
    end = (Answer.END, say("Hang up and quit") if in_call else say("Quit"))
    go_on, stay = (Answer.GO_ON, say("Go on in the background")), (Answer.STAY, say("Cancel"))
    return Question(say("Close the phone"), heading, text, (end, go_on, stay) if can_end else (go_on, stay))


def starting_anew(say: Language) -> Question:
    """Ask whether the phone may restart although that ends a call."""
    return Question(
        say("Restart the phone"),
        say("A call is up."),
        say("The phone cannot be restarted without hanging up."),
        ((Answer.END, say("Hang up and restart")), (Answer.STAY, say("Cancel"))),
    )


def changing_to_callers(say: Language) -> Question:
    """Ask whether simulated callers may take the phone's place although that ends a call."""
    return Question(
        say("Simulated callers"),
        say("A call is up."),
        say("For simulated callers the phone has to end, and its calls with it."),
        ((Answer.END, say("Hang up and go on")), (Answer.STAY, say("Cancel"))),
    )
