"""The settings files of this machine and this user: where they are, and reading them.

What is in them is judged by `softphone.settings`; here are only files and their troubles.
"""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

from softphone.settings.checking import Checked, Layer, combine
from softphone.settings.overrides import override
from softphone.settings.problems import Problem
from softphone.settings.wording import Wording

FILE_NAME = "softphone.toml"


def machine_file() -> Path:
    """Name the machine-wide settings file, which the administrator writes."""
    if platform.system() == "Linux":
        return Path("/etc/softphone") / FILE_NAME
    return platformdirs.site_config_path("softphone", appauthor=False) / FILE_NAME


def user_file() -> Path:
    """Name the user's own settings file."""
    return platformdirs.user_config_path("softphone", appauthor=False) / FILE_NAME


@dataclass(frozen=True, slots=True)
class SettingsFiles:
    """Which files and command line words make up the settings. A file asked for by name must be there."""

    user: Path
    machine: Path | None
    overrides: tuple[str, ...] = ()
    is_user_file_required: bool = False

    @classmethod
    def chosen(
        cls, config: Path | None = None, *, use_machine: bool = True, overrides: Sequence[str] = ()
    ) -> "SettingsFiles":
        """Choose the usual files, except for what was asked for."""
        return cls(
            user=config or user_file(),
            machine=machine_file() if use_machine else None,
            overrides=tuple(overrides),
            is_user_file_required=config is not None,
        )

    def load(self, user_text: str | None = None) -> Checked:
        """Read and check everything; raises `BadOverride` where a word of the command line is no setting.

        With `user_text`: as if that were the user's file.
        """
        troubles: list[Problem] = []
        layers = [*self._file_layers(troubles, user_text), *(override(assignment) for assignment in self.overrides)]
        here, home = Path.cwd(), Path.home()
        checked = combine([replace(layer, folder=layer.folder or here, home=home) for layer in layers])
        if not troubles:
            return checked
        return replace(checked, settings=None, problems=(*troubles, *checked.problems))

    def _file_layers(self, troubles: list[Problem], user_text: str | None) -> Iterator[Layer]:
        """Read the files, the machine-wide one first; what cannot be read is a trouble."""
        if self.machine is not None and (text := _read(self.machine, troubles, is_required=False)) is not None:
            yield Layer("machine", str(self.machine), text, self.machine.absolute().parent)
        text = user_text.encode() if user_text is not None else None
        if text is None:
            text = _read(self.user, troubles, is_required=self.is_user_file_required)
        if text is not None:
            yield Layer("user", str(self.user), text, self.user.absolute().parent)


def _read(file: Path, troubles: list[Problem], *, is_required: bool) -> bytes | None:
    """Read a file; one that is absent says nothing unless it was asked for."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        if is_required:
            troubles.append(Problem(str(file), None, (), Wording("there is no such file")))
    except OSError as error:
        troubles.append(Problem(str(file), None, (), Wording("the file cannot be read: {why}", why=error.strerror)))
    return None
