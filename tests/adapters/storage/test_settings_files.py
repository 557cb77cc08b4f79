"""Settings files on a real disk: found, read, changed at one stroke, and their troubles told."""

import stat
from pathlib import Path

import platformdirs
import pytest

from softphone.adapters.storage.settings_files import SettingsFiles, machine_file, user_file
from softphone.adapters.storage.settings_writing import write_value
from softphone.settings import DEFAULTS
from softphone.settings.editing import NotEditable
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


def test_a_changed_value_keeps_the_comments_and_the_permissions(tmp_path: Path) -> None:
    file = tmp_path / "user.toml"
    file.write_text("[sip] # how it speaks\nport = 1 # firewall\n")
    file.chmod(0o640)

    write_value(file, ["sip", "port"], 2)

    assert file.read_text() == "[sip] # how it speaks\nport = 2 # firewall\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_is_private_and_its_folder_is_made(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "user.toml"

    write_value(file, ["sip", "port"], 2)

    assert file.read_text() == "[sip]\nport = 2\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("")
    link = tmp_path / "link.toml"
    link.symlink_to("real.toml")

    write_value(link, ["sip", "port"], 2)

    assert link.is_symlink()
    assert "port = 2" in (tmp_path / "real.toml").read_text()


@pytest.mark.parametrize(
    ("names", "value", "words"),
    [
        (["sip", "port"], 70_000, "70000 is not a port"),
        (["sip", "prot"], 1, "no setting"),
        (["account", "office", "srtp"], "off", "uri"),
        (["account", "office", "uri"], "sip:a:hunter2@b", "password"),
    ],
)
def test_a_value_that_would_be_wrong_is_not_written(
    tmp_path: Path, names: list[str], value: object, words: str
) -> None:
    file = tmp_path / "user.toml"
    file.write_text("# mine\n")

    with pytest.raises(NotEditable, match=words):
        write_value(file, names, value)

    assert file.read_text() == "# mine\n"


def test_a_file_with_a_mistake_elsewhere_can_still_be_changed(tmp_path: Path) -> None:
    file = tmp_path / "user.toml"
    file.write_text("nonsense = 1\n[sip]\nport = 1\n")

    write_value(file, ["sip", "port"], 2)

    assert "port = 2" in file.read_text()


def test_a_file_that_is_no_text_is_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "user.toml"
    file.write_bytes(b"# \xff\n")

    with pytest.raises(NotEditable, match="UTF-8"):
        write_value(file, ["sip", "port"], 2)

    assert file.read_bytes() == b"# \xff\n"


def test_a_value_that_is_there_already_leaves_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "user.toml"
    file.write_text("[sip]\nport = 1\n")
    before = file.stat()

    write_value(file, ["sip", "port"], 1)

    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "user.toml"
    file.write_text("[sip]\nport = 1\n")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("softphone.adapters.storage.private_files.os.fsync", full)

    with pytest.raises(OSError, match="No space left"):
        write_value(file, ["sip", "port"], 2)

    assert file.read_text() == "[sip]\nport = 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["user.toml"]
