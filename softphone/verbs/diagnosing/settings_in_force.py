"""The settings in force, each with where it comes from; what is wrong with them stands on top."""

from collections.abc import Iterator

from softphone.settings.checking import Checked
from softphone.settings.keys import written
from softphone.settings.lookup import values


def settings_in_force(checked: Checked) -> dict[str, object]:
    """Give them as values, so that redaction knows the key of each; accounts are numbered, not named."""
    return {
        "problems": [str(problem) for problem in checked.problems],
        "settings": list(_settings(checked)),
    }


def _settings(checked: Checked) -> Iterator[dict[str, object]]:
    if checked.settings is None:
        return
    for path, value in values(checked.settings):
        origin = checked.origin(path)
        last = next(str(step) for step in reversed(path) if isinstance(step, str))
        yield {"setting": written(path), last: value, "from": origin.layer, "locked": checked.is_locked(path)}
