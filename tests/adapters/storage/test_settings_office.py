"""Settings as a window keeps them: written at one stroke with a backup, or not at all; passwords in the keyring."""

import stat
from pathlib import Path

import pytest

from softphone.adapters.storage.settings_files import SettingsFiles
from softphone.adapters.storage.settings_office import SettingsOffice
from softphone.settings.amending import Amendment
from softphone.settings.keeping import NotKept, NotWritten, PasswordPlace
from softphone.settings.reading import TomlValue
from tests.fakes.known_passwords import KnownPasswords

TEXT = '# mine\n[[account]]\nname = "office"\nuri = "sip:me@pbx"\n'
SOFTER = (Amendment(("audio", "output_level_db"), -6),)


@pytest.fixture
def office(tmp_path: Path) -> SettingsOffice:
    (tmp_path / "softphone.toml").write_text(TEXT)
    return SettingsOffice(SettingsFiles(tmp_path / "softphone.toml", None), KnownPasswords())


def test_what_was_there_is_kept_beside_the_new_file(office: SettingsOffice) -> None:
    checked = office.write(SOFTER)

    assert checked.settings is not None
    assert checked.settings.audio.output_level_db == -6
    assert office.text().startswith(TEXT)
    assert office.file.with_suffix(".toml.bak").read_text() == TEXT


def test_a_first_file_is_for_the_user_only_and_has_nothing_to_keep(tmp_path: Path) -> None:
    office = SettingsOffice(SettingsFiles(tmp_path / "new" / "softphone.toml", None), KnownPasswords())
    before = office.is_there

    office.write(SOFTER)

    assert (before, office.is_there) == (False, True)
    assert stat.S_IMODE(office.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(office.file.parent.stat().st_mode) == 0o700
    assert [file.name for file in office.file.parent.iterdir()] == ["softphone.toml"]


def test_a_changed_file_keeps_its_comments_and_its_permissions(office: SettingsOffice) -> None:
    office.file.write_text("[sip] # how it speaks\nport = 1 # firewall\n")
    office.file.chmod(0o640)

    office.write((Amendment(("sip", "port"), 2),))

    assert office.text() == "[sip] # how it speaks\nport = 2 # firewall\n"
    assert stat.S_IMODE(office.file.stat().st_mode) == 0o640


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text(TEXT)
    (tmp_path / "link.toml").symlink_to("real.toml")

    SettingsOffice(SettingsFiles(tmp_path / "link.toml", None), KnownPasswords()).write(SOFTER)

    assert (tmp_path / "link.toml").is_symlink()
    assert "output_level_db = -6" in (tmp_path / "real.toml").read_text()


def test_a_full_disk_leaves_the_old_file_and_no_litter(office: SettingsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("softphone.adapters.storage.private_files.os.fsync", full)

    with pytest.raises(NotWritten, match="No space left"):
        office.write(SOFTER)

    assert office.text() == TEXT
    assert [file.name for file in office.file.parent.iterdir()] == [office.file.name]


@pytest.mark.parametrize(
    ("names", "value", "words"),
    [
        (("sip", "port"), 70_000, "70000 is not a port"),
        (("sip", "prot"), 1, "no setting"),
        (("account", "home", "srtp"), "off", "uri"),
        (("account", "office", "uri"), "sip:a:hunter2@b", "password"),
    ],
)
def test_a_value_that_would_be_wrong_is_not_written(
    office: SettingsOffice, names: tuple[str, ...], value: TomlValue, words: str
) -> None:
    with pytest.raises(NotWritten, match=words):
        office.write((Amendment(names, value),))

    assert office.text() == TEXT


def test_trying_writes_nothing_and_what_is_wrong_is_never_written(office: SettingsOffice) -> None:
    wrong = (Amendment(("bridge", "port"), 99_999),)

    assert office.judge(SOFTER).settings is not None
    assert office.judge(wrong).settings is None
    assert office.judge_text("[sip]\nprot = 1").problems[0].key == "sip.prot"
    with pytest.raises(NotWritten, match=r"bridge\.port"):
        office.write(wrong)

    assert office.text() == TEXT
    assert len(list(office.file.parent.iterdir())) == 1


def test_a_file_that_is_no_text_is_shown_and_not_overwritten(office: SettingsOffice) -> None:
    office.file.write_bytes(b"name = '\xff'")

    with pytest.raises(NotWritten, match="UTF-8"):
        office.write(SOFTER)

    assert office.text().startswith("name = '")
    assert office.file.read_bytes() == b"name = '\xff'"


def test_a_file_that_cannot_be_written_is_told(office: SettingsOffice) -> None:
    office.file.unlink()
    office.file.mkdir()

    with pytest.raises(NotWritten, match=r"softphone\.toml"):
        office.write(SOFTER)


def test_a_word_of_the_command_line_that_is_no_setting_is_a_problem_like_others(tmp_path: Path) -> None:
    office = SettingsOffice(SettingsFiles(tmp_path / "softphone.toml", None, ("nonsense",)), KnownPasswords())

    assert office.load().settings is None


def test_passwords_are_kept_found_and_forgotten_in_the_keyring(office: SettingsOffice) -> None:
    assert office.password_place("office") == PasswordPlace("nowhere", "test")

    office.keep_password("office", "s3cret")
    assert office.password_place("office") == PasswordPlace("keyring", "test")
    office.forget_password("office")

    assert office.password_place("office").place == "nowhere"


def test_a_keyring_that_is_locked_says_so_and_nothing_of_the_password(tmp_path: Path) -> None:
    office = SettingsOffice(SettingsFiles(tmp_path / "softphone.toml", None), KnownPasswords(is_locked=True))

    assert office.password_place("office") == PasswordPlace("unknown", "the keyring is locked")
    with pytest.raises(NotKept) as refused:
        office.keep_password("office", "s3cret")
    with pytest.raises(NotKept):
        office.forget_password("office")
    assert "s3cret" not in str(refused.value)
