"""`softphone config`: the example, the schema, the check and what is in force, as scripts see them."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from softphone.cli import main
from softphone.settings import DEFAULTS
from softphone.settings.checking import check
from softphone.verbs.config import schema

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Run `softphone config` with the words; no file of this machine takes part."""
    monkeypatch.setattr("softphone.adapters.storage.settings_files.machine_file", lambda: tmp_path / "machine.toml")
    monkeypatch.setattr("softphone.adapters.storage.settings_files.user_file", lambda: tmp_path / "user.toml")

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["config", *map(str, words)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def test_the_example_passes_the_check(said: Said, file: Path) -> None:
    _, example, _ = said("example")
    file.write_text(example)

    assert said("check", file) == (0, "", "the settings are good\n")


def test_the_check_names_file_line_and_key(said: Said, file: Path) -> None:
    file.write_text("[sip]\nprot = 1\nport = 70000\n")

    code, out, err = said("check", file)

    assert code == 1
    assert out.splitlines() == [
        f"{file}:2: sip.prot: there is no such setting; did you mean port?",
        f"{file}:3: sip.port: 70000 is not a port from 1 to 65535, or 0 for any free one",
    ]
    assert err == ""


def test_what_is_only_unwise_passes_the_check_aloud(said: Said, file: Path) -> None:
    file.write_text('[sip]\ntrusted = ["0.0.0.0/0"]\n')

    code, out, err = said("check", file)

    assert (code, err) == (0, "the settings can be used\n")
    assert "notice" in out


def test_a_file_that_is_not_there_fails_the_check(said: Said, file: Path) -> None:
    assert said("check", file) == (1, f"{file}: there is no such file\n", "")


def test_the_machines_file_takes_part_unless_it_is_left_out(said: Said, file: Path, tmp_path: Path) -> None:
    (tmp_path / "machine.toml").write_text("nonsense = 1")
    file.write_text("")

    assert said("check", file)[0] == 1
    assert said("check", "--no-machine", file)[0] == 0
    assert said("check")[1] == f"{tmp_path}/machine.toml:1: nonsense: there is no such setting\n"


def test_the_schema_is_json_and_knows_every_section(said: Said) -> None:
    code, out, _ = said("schema")

    definitions = json.loads(out)["$defs"]
    assert code == 0
    assert set(definitions["Settings"]["properties"]) == {
        field.encode_name for field in msgspec.structs.fields(DEFAULTS)
    }
    assert all(
        "description" in keys or "$ref" in keys
        for name, definition in definitions.items()
        if name != "Settings"
        for keys in definition["properties"].values()
    )
    assert json.loads(schema()) == json.loads(out)


def test_what_is_in_force_is_shown_with_its_origin(said: Said, file: Path, tmp_path: Path) -> None:
    (tmp_path / "machine.toml").write_text('locked = ["sip.trace"]\n[sip]\ntrace = true\n')
    file.write_text('[[account]]\nname = "office"\nuri = "sip:a@b"\n')

    code, out, err = said("show", "--config", file, "--set", "sip.port=5")

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f'locked = ["sip.trace"]  # machine, {tmp_path}/machine.toml:1',
        "sip.port = 5  # command line, --set sip.port",
        f"sip.trace = true  # machine, {tmp_path}/machine.toml:3, locked",
        f'account.office.name = "office"  # user, {file}:2',
        f'account.office.uri = "sip:a@b"  # user, {file}:3',
    ]


def test_all_effective_values_can_be_had_as_json(said: Said, file: Path) -> None:
    file.write_text("[sip]\nport = 5\n")

    code, out, _ = said("show", "--config", file, "--effective", "--json")

    rows = {row["key"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["sip.port"] == {
        "key": "sip.port",
        "value": 5,
        "layer": "user",
        "source": str(file),
        "line": 2,
        "locked": False,
    }
    assert rows["rtp.ports"]["value"] == [0, 0]
    assert rows["rtp.ports"]["layer"] == "default"


def test_the_lines_shown_can_be_used_as_a_file(said: Said, file: Path) -> None:
    file.write_text("[sip]\nport = 5\n[audio]\ninput = ['a', 'b']\n")

    _, out, _ = said("show", "--config", file, "--effective")

    assert check(out, "F").settings == check(file.read_text(), "F").settings


def test_settings_that_are_wrong_are_not_shown(said: Said, file: Path) -> None:
    file.write_text("nonsense = 1")

    assert said("show", "--config", file) == (1, "", f"{file}:1: nonsense: there is no such setting\n")


def test_nonsense_for_a_setting_is_refused(said: Said) -> None:
    code, out, err = said("show", "--set", "nonsense")

    assert (code, out) == (1, "")
    assert "KEY=VALUE" in err


def test_the_places_of_the_files_are_told(said: Said) -> None:
    code, out, _ = said("path")

    assert code == 0
    assert all(line.endswith("softphone.toml") for line in out.splitlines())


def test_config_without_an_action_is_a_mistake_of_use(said: Said) -> None:
    with pytest.raises(SystemExit, match="2"):
        said()
