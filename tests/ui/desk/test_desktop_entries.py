"""The desktop starts the phone and hands links over exactly when the settings say so."""

import shlex
from pathlib import Path

import pytest

from softphone.ui.desk.desktop_entries import LISTER, EntryFolders, entry, keep_entries
from tests.peers.waiting import until


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


async def test_the_desktop_is_told_when_what_opens_links_changes_and_only_then(
    folders: EntryFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    lister = tmp_path / LISTER
    lister.write_text(f'#!/bin/sh\necho "$@" >> {told}\n')
    lister.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    keep_entries(folders, [], starts=True, opens_links=True)
    await until(lambda: told.is_file() and told.read_text() == f"{folders.applications}\n", "it is told")
    keep_entries(folders, [], starts=False, opens_links=True)
    keep_entries(folders, [], starts=False, opens_links=False)
    await until(lambda: told.read_text() == f"{folders.applications}\n" * 2, "it is told twice in all")


def test_a_desktop_that_cannot_be_told_is_noted(
    folders: EntryFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with caplog.at_level("INFO"):
        keep_entries(folders, [], starts=False, opens_links=True)

    assert f"There is no {LISTER}" in caplog.text


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
