"""Where the engine keeps what it keeps: one answer for those who write there and those who look whether they can.

Not a verb of its own.
"""

from pathlib import Path

import platformdirs

from softphone.settings import Settings


def data_folder(settings: Settings) -> Path:
    """Name the folder of history and journal."""
    wished = settings.history.directory
    return Path(wished).expanduser() if wished else _own_folder()


def recordings_folder(settings: Settings) -> Path:
    """Name the folder of the recordings: the user's own wherever the history is, as the setting says."""
    wished = settings.recording.directory
    return Path(wished).expanduser() if wished else _own_folder() / "recordings"


def _own_folder() -> Path:
    return platformdirs.user_data_path("softphone", appauthor=False)
