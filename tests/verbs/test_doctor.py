"""`softphone doctor` says what is so, how bad that is and what to do; no check can hang or hide another."""

import json
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.adapters.sip.library.inspection import Abilities
from softphone.cli import main
from softphone.settings.checking import Checked
from softphone.verbs.doctor import shown
from softphone.verbs.doctor_checks import (
    doors,
    packages,
    settings_files,
    sip_stack,
)
from softphone.verbs.doctor_checks.examining import examine
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts
from tests.verbs.examined import HEADSET, OFFICE, WHOLE, grades, occupied, patient, worst


def test_a_missing_package_is_bad_and_a_missing_window_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"pjsua2": "2.17", "websockets": "15", "msgspec": "0.20", "keyring": "25", "platformdirs": "4"}
    monkeypatch.setattr(packages, "_version", there.get)

    found = list(packages.look(patient()))

    assert worst(found).says == "missing: phonenumbers"
    assert found[-1].grade is Grade.NOTE


def test_the_version_of_pyside_that_crashes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_version", lambda _: "6.12.0")

    assert "PySide6 6.12.0 crashes" in worst(packages.look(patient())).says


def test_mistakes_in_the_settings_are_passed_on_with_their_line() -> None:
    found = list(settings_files.look(patient("[sip]\nprot = 5060\n")))

    assert grades(found) == [Grade.BAD]
    assert "softphone.toml:2" in found[0].says


def test_settings_without_an_account_are_no_fault() -> None:
    assert grades(settings_files.look(patient())) == [Grade.NOTE]
    assert "with 1 account" in next(iter(settings_files.look(patient(OFFICE)))).says


def test_a_whole_sip_library_is_good() -> None:
    assert set(grades(sip_stack.judge(WHOLE, patient().settings))) == {Grade.GOOD}


def test_what_a_limited_library_lacks_is_named_and_bad_only_where_it_is_needed() -> None:
    poor = Abilities(version="2.15.1", codecs=("PCMU/8000/1",), tls_error="not supported")
    needing = patient(OFFICE + 'transport = "tls"\nsrtp = "mandatory"\n').settings

    assert grades(sip_stack.judge(poor, patient().settings)) == [Grade.WARNING] * 4
    assert grades(sip_stack.judge(poor, needing)) == [Grade.WARNING, Grade.WARNING, Grade.BAD, Grade.BAD]
    assert "missing codecs: g722, opus, pcma" in [found.says for found in sip_stack.judge(poor, needing)]


def test_a_headset_that_is_not_there_is_named_with_those_that_are() -> None:
    wishing = patient('[audio]\ninput = "Plantronics"\noutput = "jabra evolve"\nringer = "null"\n').settings

    found = list(sip_stack.judge_sound(WHOLE, [HEADSET], wishing))

    assert grades(found) == [Grade.GOOD, Grade.WARNING]
    assert found[1].says == "input: Plantronics is not there, silence is used"
    assert "Jabra Evolve" in found[1].advice


def test_no_sound_card_is_a_warning_where_one_is_wanted_and_nothing_where_none_is() -> None:
    silent = patient('[audio]\ninput = "silence"\noutput = "null"\nringer = "null"\n').settings

    assert grades(sip_stack.judge_sound(WHOLE, None, patient().settings)) == [Grade.WARNING]
    assert grades(sip_stack.judge_sound(WHOLE, None, silent)) == [Grade.GOOD]


def test_the_librarys_own_devices_count_where_no_sound_server_answers() -> None:
    able = Abilities(version="2.17", inputs=("default",), outputs=("default",))

    assert set(grades(sip_stack.judge_sound(able, None, patient().settings))) == {Grade.GOOD}


def test_the_real_library_is_looked_at() -> None:
    assert Grade.BAD not in grades(sip_stack.look(patient()))


def test_a_library_that_does_not_start_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")

    assert "does not work" in worst(sip_stack.look(patient())).says


def test_a_port_that_another_program_has_is_bad() -> None:
    with occupied() as one, occupied() as two:
        found = list(doors.look(patient(f'[bridge]\nport = {one}\n[sip]\nbind = "127.0.0.1"\nport = {two}\n')))

    assert grades(found) == [Grade.BAD, Grade.BAD]
    assert all("in use" in verdict.says for verdict in found)


def test_free_ports_are_good_and_any_port_is_worth_a_note() -> None:
    with occupied() as one, occupied() as two:
        pass
    free = f'[bridge]\nport = {one}\n[sip]\nbind = "127.0.0.1"\nport = {two}\n'

    assert grades(doors.look(patient(free))) == [Grade.GOOD, Grade.GOOD]
    assert grades(doors.look(patient("[bridge]\nport = 0\n"))) == [Grade.NOTE, Grade.GOOD]


def test_the_ports_of_our_own_engine_are_not_missed() -> None:
    running = RunningEngine(pid=1, bridge="ws://127.0.0.1:17171/bridge", token="t", version="1")  # noqa: S106 - no token

    assert grades(doors.look(patient(running=running))) == [Grade.GOOD]


def test_a_check_that_hangs_or_breaks_hides_no_other() -> None:
    never = threading.Event()

    def hang(_: Patient) -> Verdicts:
        never.wait(20)
        return []

    def break_(_: Patient) -> Verdicts:
        raise RuntimeError("broken")

    def fine(_: Patient) -> Verdicts:
        yield Verdict("third", Grade.GOOD, "fine")

    checks = (Check("first", hang, 0.05), Check("second", break_), Check("third", fine))
    began = time.monotonic()

    found = list(examine(patient(), checks))
    took_s = time.monotonic() - began
    never.set()

    assert [(verdict.about, verdict.grade) for verdict in found] == [
        ("first", Grade.WARNING), ("second", Grade.WARNING), ("third", Grade.GOOD),
    ]  # fmt: skip
    assert took_s < 10


@given(st.text(), st.sampled_from(Grade), st.text(), st.booleans())
def test_every_verdict_can_be_shown(says: str, grade: Grade, advice: str, is_coloured: bool) -> None:
    assert says in shown(Verdict("about", grade, says, advice), is_coloured=is_coloured)


def test_the_whole_examination_speaks_json_and_says_by_its_exit_code_that_something_is_bad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    well, ill = tmp_path / "well.toml", tmp_path / "ill.toml"
    well.write_text("[bridge]\nport = 0\n")
    ill.write_text("nonsense\n")

    assert main(["doctor", "--json", "--no-machine", "--config", str(well)]) == 0
    spoken = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["about"] for line in spoken} >= {"packages", "settings", "SIP library", "clock", "disk"}
    assert main(["doctor", "--no-machine", "--config", str(ill)]) == 1
    assert "this is not TOML" in capsys.readouterr().out


def test_settings_that_cannot_be_used_leave_the_other_checks_their_defaults() -> None:
    assert Patient(Checked(None), Path("/run")).settings.bridge.port == 17171
