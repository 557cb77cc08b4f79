"""Settings files on a real disk: found and read, and their troubles told."""

from pathlib import Path

import platformdirs
import pytest

from softphone.adapters.storage.settings_files import SettingsFiles, machine_file, user_file
from softphone.settings import DEFAULTS
from softphone.settings.overrides import BadOverride


def files(tmp_path: Path, machine: str | None = None, user: str | None = None, *words: str) -> SettingsFiles:
    for name, text in (("machine.toml", machine), ("user.toml", user)):
        if text is not None:
            (tmp_path / name).write_text(text)
    return SettingsFiles(tmp_path / "user.toml", tmp_path / "machine.toml", words)


def test_no_files_mean_the_defaults(tmp_path: Path) -> None:
    checked = files(tmp_path).load()

    assert checked.settings == DEFAULTS
    assert checked.problems == ()


def test_the_files_and_the_command_line_are_put_on_top_of_each_other(tmp_path: Path) -> None:
    checked = files(tmp_path, "[sip]\nport = 1", "[sip]\nport = 2\ntrace = true", "sip.port=3").load()

    assert checked.settings is not None
    assert (checked.settings.sip.port, checked.settings.sip.trace) == (3, True)
    assert checked.origin(("sip", "trace")).source == str(tmp_path / "user.toml")


def test_file_names_start_from_each_files_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    checked = files(tmp_path, "", '[log]\ndirectory = "logs"', "history.directory=calls").load()

    assert checked.settings is not None
    assert checked.settings.log.directory == str(tmp_path / "logs")
    assert checked.settings.history.directory == str(tmp_path / "here" / "calls")


def test_a_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    checked = SettingsFiles.chosen(tmp_path / "absent.toml", use_machine=False).load()

    assert checked.settings is None
    assert [str(problem) for problem in checked.problems] == [f"{tmp_path}/absent.toml: there is no such file"]


def test_a_file_that_cannot_be_read_is_told_beside_the_other_problems(tmp_path: Path) -> None:
    (tmp_path / "machine.toml").mkdir()

    checked = files(tmp_path, None, "[sip]\nprot = 1").load()

    assert checked.settings is None
    assert [str(problem) for problem in checked.problems] == [
        f"{tmp_path}/machine.toml: the file cannot be read: Is a directory",
        f"{tmp_path}/user.toml:2: sip.prot: there is no such setting; did you mean port?",
    ]


def test_nonsense_on_the_command_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOverride):
        files(tmp_path, None, None, "nonsense").load()


def test_the_usual_files_are_the_users_and_the_machines() -> None:
    chosen = SettingsFiles.chosen()

    assert (chosen.user, chosen.machine, chosen.is_user_file_required) == (user_file(), machine_file(), False)
    assert user_file().name == machine_file().name == "softphone.toml"
    assert SettingsFiles.chosen(use_machine=False).machine is None


def test_elsewhere_than_on_linux_the_platform_says_where_the_machines_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.adapters.storage.settings_files.platform.system", lambda: "Darwin")

    assert machine_file().parent == platformdirs.site_config_path("softphone", appauthor=False)
