"""Says what is wrong with settings in the window's language. What they are called in the file stays as it is. Pure."""

from softphone.settings.problems import Problem
from softphone.settings.wording import Wording
from softphone.ui.views.language import Language


def said(text: str, say: Language) -> str:
    """Say a sentence about settings, and the sentences in it."""
    if not isinstance(text, Wording):
        return text
    values = {name: said(value, say) if isinstance(value, str) else value for name, value in text.values.items()}
    return say(text.pattern, **values)


def problem_text(problem: Problem, say: Language, beside: str = "") -> str:
    """Say a problem and where it is; `beside` is the file that it is shown beside, which needs no name."""
    says = said(problem.text, say)
    if problem.severity == "notice":
        says = say("notice: {says}", says=says)
    place = "" if beside and problem.source == beside else problem.source
    line = "" if problem.line is None else str(problem.line)
    return ": ".join(filter(None, (":".join(filter(None, (place, line))), problem.key, says)))
