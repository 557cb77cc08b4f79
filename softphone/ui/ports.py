"""What the widgets ask of the rest of the desk, in their words: the phone, the settings, work that takes a while.

Widgets know these alone; `softphone.ui.desk` has what does it, and hands it to them in the `Workplace`.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance

from softphone.protocol.methods import Command
from softphone.settings.amending import Change
from softphone.settings.checking import Checked
from softphone.settings.keeping import PasswordPlace
from softphone.ui.views.mirror import Mirror


class PhonePort(Protocol):
    """The phone: what is known of it, what it tells, and a way to ask it. Nothing here waits."""

    mirror: Mirror

    @property
    def changed(self) -> SignalInstance:
        """The `Mirror` is another."""

    @property
    def happened(self) -> SignalInstance:
        """An event (`softphone.protocol.events.AnyEvent`)."""

    @property
    def measured(self) -> SignalInstance:
        """How the calls sound now (`softphone.protocol.figures.Figures`), about once a second while somebody talks."""

    @property
    def exchanged(self) -> SignalInstance:
        """Salesforce asked something or was told it (`softphone.protocol.exchanges.Exchange`), or that has got on."""

    @property
    def said(self) -> SignalInstance:
        """Something was refused or failed; a sentence for the agent."""

    @property
    def answered(self) -> SignalInstance:
        """A command was carried out: (command, `Done`)."""

    @property
    def is_engine_ours(self) -> bool:
        """Whether the engine was started by a desk, so that it may end with it."""

    def ask(self, command: Command) -> None:
        """Ask for something; a refusal is said, success shows in the state."""

    def enquire(self, what: Command, then: Callable[[Any], None], *, otherwise: Callable[[], None] = ...) -> None:
        """Ask to know something; `then` gets the answer, `otherwise` hears that there is none."""


class SettingsPort(Protocol):
    """Where settings and passwords are kept. All of it may take a moment: it is asked in a thread."""

    @property
    def file(self) -> Path:
        """The file that is written."""

    def load(self) -> Checked:
        """Read and check everything that is in force."""

    def text(self) -> str:
        """Read the file as it stands."""

    def judge(self, changes: Sequence[Change]) -> Checked:
        """Check what would be in force after some changes; raises `NotWritten` where they cannot be made."""

    def judge_text(self, text: str) -> Checked:
        """Check what would be in force if this were the file."""

    def write(self, changes: Sequence[Change]) -> Checked:
        """Make some changes and say what is in force now; raises `NotWritten`."""

    def write_text(self, text: str) -> Checked:
        """Put a text in the file's place; raises `NotWritten`."""

    def password_place(self, account: str) -> PasswordPlace:
        """Tell where an account's password would be read from."""

    def keep_password(self, account: str, password: str) -> None:
        """Keep a password in the keyring; raises `NotKept`."""

    def forget_password(self, account: str) -> None:
        """Delete the password of an account that is gone; raises `NotKept`."""


class TrialPort(Protocol):
    """Tries to register an account, one attempt at a time."""

    @property
    def told(self) -> SignalInstance:
        """How it stands (`softphone.ui.views.settings.trial.Trial`)."""

    def begin(self, account: str, values: Mapping[str, object], password: str) -> None:
        """Try; an attempt that still runs is given up."""

    def stop(self) -> None:
        """Stop trying."""


class GatheringPort(Protocol):
    """Gathers the diagnostics into one file, to be looked at and saved."""

    @property
    def done(self) -> SignalInstance:
        """It can be looked at."""

    @property
    def failed(self) -> SignalInstance:
        """Why there is none."""

    @property
    def file_name(self) -> str:
        """How the file is called, unless somebody calls it otherwise."""

    def start(self) -> None:
        """Begin; `done` or `failed` tells what came of it."""

    def parts(self) -> list[tuple[str, int]]:
        """Name what is in it, with how long each part is."""

    def text(self, name: str) -> str:
        """Give the beginning of a part."""

    def save(self, path: str) -> None:
        """Copy it to where the user wants it; raises OSError."""

    def leave(self) -> None:
        """Forget all of it."""
