"""Which sound device a name means, and how ALSA gets to know it."""

import logging
import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.sip.audio import finding_devices
from softphone.adapters.sip.audio.alsa_config import named_for_alsa, server_config
from softphone.adapters.sip.audio.finding_devices import ALSA_CONFIG, look_for_devices
from softphone.adapters.sip.audio.sound_devices import DEFAULT, SoundDevice, fitting, is_card, wishes_of
from softphone.adapters.sip.audio.sound_server import plugged_in
from softphone.settings.sections.sound import AudioSettings

MIC = SoundDevice("alsa_input.usb-jabra", "Jabra Link Mono", is_input=True, is_output=False, pcm="p1")
HEADSET = SoundDevice("alsa_output.usb-jabra", "Jabra Link Stereo", is_input=False, is_output=True, pcm="p2")
ROOM = SoundDevice("alsa_output.pci", "Built-in Audio", is_input=False, is_output=True, pcm="p3")
ALL = [MIC, HEADSET, ROOM]

PACTL = """#!/bin/sh
case "$3" in
  sinks) echo '[{"name": "spk", "description": "Speaker \\\\"1\\\\""}, {"description": "nameless"}, 7]' ;;
  sources) echo '[{"name": "mic", "description": "", "monitor_source": ""},'
           echo '{"name": "spk.monitor", "description": "Monitor", "monitor_source": "spk"}]' ;;
esac
"""


@pytest.fixture
def pactl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the sound server's tool."""
    tool = tmp_path / "bin" / "pactl"
    tool.parent.mkdir()
    tool.write_text(PACTL)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    monkeypatch.setenv(ALSA_CONFIG, "")
    return tool


def served(*wishes: str, use: str = "output") -> list[str | None]:
    return [device.identity if device else None for _, device in fitting(wishes, ALL, use)]  # type: ignore[arg-type]


def test_a_device_is_found_by_its_lasting_name_and_by_what_people_call_it() -> None:
    assert served("alsa_output.pci") == ["alsa_output.pci", None]
    assert served("built-in audio") == ["alsa_output.pci", None]
    assert served("Jabra") == ["alsa_output.usb-jabra", None]
    assert served("Jabra", use="input") == ["alsa_input.usb-jabra", None]


def test_wishes_that_are_not_there_are_passed_over_and_nothing_comes_last() -> None:
    assert [name for name, _ in fitting(["Plantronics", "Jabra"], ALL, "output")] == ["Jabra", "null"]
    assert [name for name, _ in fitting(["x", "file:a.wav"], ALL, "input")] == ["file:a.wav", "silence"]
    assert fitting([DEFAULT], [], "ringer") == [("null", None)]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_there_is_always_something_to_use(wishes: list[str]) -> None:
    assert fitting(wishes, ALL, "output")[-1] == ("null", None)


def test_files_and_nothing_need_no_hardware() -> None:
    assert [is_card(wish) for wish in ("default", "Jabra", "file:x.wav", "null", "silence")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_alsa_gets_one_lasting_name_per_device() -> None:
    default = SoundDevice(DEFAULT, "Default", is_input=True, is_output=True)
    named = named_for_alsa([default, MIC, HEADSET])
    config = server_config(named)

    assert named[0].pcm == DEFAULT
    assert len({device.pcm for device in named}) == 3
    assert named == named_for_alsa([default, MIC, HEADSET])
    assert f'pcm.{named[1].pcm} {{ type pulse device "alsa_input.usb-jabra"' in config
    assert config.count("pcm.!default") == 1


@given(st.text(), st.text())
def test_no_name_breaks_out_of_the_configuration(identity: str, description: str) -> None:
    device = SoundDevice(identity, description, is_input=True, is_output=False)
    lines = server_config(named_for_alsa([device])).rstrip("\n").split("\n")

    assert len(lines) <= 3
    assert all(line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0 for line in lines)


def test_the_sound_server_is_asked_by_its_own_tool(pactl: Path) -> None:
    found = plugged_in()

    assert pactl.exists()
    assert found is not None
    assert [device.identity for device in found] == [DEFAULT, "spk", "mic", "spk.monitor"]
    assert found[1].description == 'Speaker "1"'
    assert [device.is_monitor for device in found] == [False, False, False, True]


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\necho nonsense\n", "no program at all"])
def test_a_server_that_does_not_answer_is_no_server_and_that_is_said_once(
    pactl: Path, script: str, caplog: pytest.LogCaptureFixture
) -> None:
    pactl.write_text(script)

    with caplog.at_level(logging.INFO):
        assert plugged_in() is None

    assert len(caplog.records) == 1


def test_a_machine_without_the_tool_has_no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert plugged_in() is None


def test_devices_are_shown_to_alsa_and_to_nobody_elses_phone(pactl: Path) -> None:
    devices = look_for_devices([DEFAULT])
    file = Path(os.environ[ALSA_CONFIG])

    assert pactl.exists()
    assert devices is not None
    assert len(devices) == 4
    assert str(os.getpid()) in file.parts
    assert "type pulse" in file.read_text()


def test_a_phone_without_sound_cards_looks_for_none(pactl: Path) -> None:
    pactl.write_text("#!/bin/sh\nexit 1\n")
    quiet = AudioSettings(input="silence", output="null", ringer="null")

    assert look_for_devices(wishes_of(quiet)) == ()
    assert "type" not in Path(os.environ[ALSA_CONFIG]).read_text()


def test_without_a_server_alsa_itself_is_asked(pactl: Path) -> None:
    pactl.write_text("#!/bin/sh\nexit 1\n")

    assert look_for_devices([DEFAULT]) is None
    assert "alsa.conf" in Path(os.environ[ALSA_CONFIG]).read_text()


def test_a_configuration_that_cannot_be_written_costs_names_only(pactl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_name: str, _content: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finding_devices, "passing_file", full)

    assert look_for_devices([DEFAULT])
    assert os.environ[ALSA_CONFIG] == ""
    assert pactl.exists()
