"""Finds and reads the file of status rules that the settings name. Not a verb of its own."""

from pathlib import Path

from softphone.settings import Settings
from softphone.settings.problems import Problem
from softphone.settings.status_mapping import RuleSet
from softphone.settings.status_rules import CheckedRules, check_rules


def rules_of(settings: Settings) -> CheckedRules:
    """Read the rules that the settings name; none are none."""
    name = settings.agent.status_rules
    if name is None:
        return CheckedRules(RuleSet())
    path = Path(name).expanduser()
    try:
        text = path.read_bytes()
    except OSError as error:
        return CheckedRules(None, (Problem(str(path), None, (), f"it cannot be read: {error.strerror}"),))
    return check_rules(text, str(path))
