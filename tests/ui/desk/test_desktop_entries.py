"""The desktop starts the phone and hands links over exactly when the settings say so."""

import shlex
from pathlib import Path

import pytest

from softphone.ui.desk.desktop_entries import EntryFolders, entry, keep_entries


@pytest.fixture
def folders(tmp_path: Path) -> EntryFolders:
    return EntryFolders.of_user(tmp_path / "config", tmp_path / "data")


def files(folders: EntryFolders) -> list[bool]:
    return [(folder / "softphone.desktop").exists() for folder in (folders.autostart, folders.applications)]


@pytest.mark.parametrize("starts", [True, False])
@pytest.mark.parametrize("opens_links", [True, False])
def test_entries_are_there_as_the_settings_say(folders: EntryFolders, starts: bool, opens_links: bool) -> None:
    keep_entries(folders, [], starts=not starts, opens_links=not opens_links)
    keep_entries(folders, [], starts=starts, opens_links=opens_links)

    assert files(folders) == [starts, opens_links]


def test_an_entry_starts_the_phone_with_the_same_settings(folders: EntryFolders) -> None:
    keep_entries(folders, ["--config", "/a b/100%.toml"], starts=True, opens_links=True)

    begin = (folders.autostart / "softphone.desktop").read_text()
    (command,) = [line.removeprefix("Exec=") for line in begin.splitlines() if line.startswith("Exec=")]
    assert shlex.split(command)[1:] == ["-m", "softphone", "--config", "/a b/100%%.toml", "--hidden"]
    links = (folders.applications / "softphone.desktop").read_text()
    assert "MimeType=x-scheme-handler/tel;x-scheme-handler/sip;x-scheme-handler/callto;" in links
    assert "--link %u" in links


def test_an_entry_of_somebody_else_is_left_alone(folders: EntryFolders) -> None:
    folders.autostart.mkdir(parents=True)
    (folders.autostart / "softphone.desktop").write_text("[Desktop Entry]\nName=another softphone\n")

    keep_entries(folders, [], starts=False, opens_links=False)

    assert files(folders) == [True, False]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "config").touch()

    keep_entries(EntryFolders.of_user(tmp_path / "config", tmp_path), [], starts=True, opens_links=False)

    assert "cannot be kept" in caplog.text


def test_an_entry_is_what_desktops_read() -> None:
    assert entry([], "").startswith("[Desktop Entry]\nType=Application\n")
