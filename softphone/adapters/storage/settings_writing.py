"""Changes one value in a settings file on the disk: apart from reading, because the engine never does it."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from softphone.adapters.storage.private_files import replace_file
from softphone.settings.checking import check
from softphone.settings.editing import NotEditable, with_value
from softphone.settings.problems import Problem
from softphone.settings.reading import TomlValue


def write_value(file: Path, names: Sequence[str], value: TomlValue) -> None:
    """Change one setting in a file, keeping everything else; None takes it out.

    Raises `NotEditable` where the file would be wrong afterwards, and `OSError` where it cannot be written.
    """
    target = Path(os.path.realpath(file))
    try:
        text = target.read_text(encoding="utf-8") if target.exists() else ""
    except UnicodeDecodeError as error:
        raise NotEditable("the file is not UTF-8 text") from error
    changed = with_value(text, names, value)
    before = {_without_line(problem) for problem in check(text, str(file)).problems}
    for problem in check(changed, str(file)).problems:
        if problem.severity == "error" and _without_line(problem) not in before:
            raise NotEditable(f"{problem.key}: {problem.text}")
    if changed != text:
        replace_file(target, changed.encode())


def _without_line(problem: Problem) -> Problem:
    """Forget the line, which moves when a file is changed above it."""
    return replace(problem, line=None)
