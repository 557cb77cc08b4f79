"""`softphone doctor` says what is so, how bad that is and what to do; no check can hang or hide another."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.adapters.sip.inspection import Abilities
from softphone.adapters.sip.sound_devices import SoundDevice
from softphone.cli import main
from softphone.core.events import Registered, RegistrationFailed
from softphone.core.registration import RegistrationState
from softphone.core.values import AccountName
from softphone.engine.secrets_port import Secret, SecretsUnavailable, Whereabouts
from softphone.protocol.state import AccountState
from softphone.settings.checking import Checked, check
from softphone.verbs.doctor import shown
from softphone.verbs.doctor_checks import (
    browser,
    doors,
    engine,
    machine,
    packages,
    passwords,
    registration,
    settings_files,
    sip_stack,
)
from softphone.verbs.doctor_checks.examining import examine
from softphone.verbs.doctor_checks.verdict import Check, Grade, Patient, Verdict, Verdicts

OFFICE = '[[account]]\nname = "office"\nuri = "sip:agent@127.0.0.1"\nregistrar = "sip:127.0.0.1"\nusername = "agent"\n'
WHOLE = Abilities(
    version="2.17",
    codecs=("PCMU/8000/1", "PCMA/8000/1", "G722/16000/1", "opus/48000/2"),
    srtp_suites=("AES_CM_128_HMAC_SHA1_80",),
    tls_ciphers=100,
)
HEADSET = SoundDevice("usb-headset", "Jabra Evolve", is_input=True, is_output=True)


def patient(text: str = "", running: RunningEngine | None = None) -> Patient:
    return Patient(check(text, "softphone.toml"), Path("/run/softphone"), running)


def grades(verdicts: Verdicts) -> list[Grade]:
    return [verdict.grade for verdict in verdicts]


def worst(verdicts: Verdicts) -> Verdict:
    return max(verdicts, key=lambda verdict: list(Grade).index(verdict.grade))


@contextmanager
def occupied() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


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
    assert "codecs not there: g722, opus, pcma" in [found.says for found in sip_stack.judge(poor, needing)]


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


class Keyring:
    """A keyring that knows some names, or none that answers."""

    def __init__(self, *known: str, answers: bool = True) -> None:
        self.known, self.answers = known, answers

    def read(self, name: str) -> Secret | None:
        raise AssertionError(f"the password of {name} was read")

    def keep(self, name: str, secret: Secret) -> None:
        raise AssertionError(f"the password of {name} was kept as {secret}")

    def forget(self, name: str) -> bool:
        raise AssertionError(f"the password of {name} was forgotten")

    def whereabouts(self, name: str) -> Whereabouts:
        if not self.answers:
            raise SecretsUnavailable("no keyring service")
        return Whereabouts("keyring" if name in self.known else "nowhere", "test")


@pytest.mark.parametrize(
    ("text", "keyring", "grade"),
    [
        (OFFICE, Keyring("office"), Grade.GOOD),
        (OFFICE, Keyring(), Grade.WARNING),
        (OFFICE, Keyring(answers=False), Grade.BAD),
        ("", Keyring(), Grade.GOOD),
        ("", Keyring(answers=False), Grade.NOTE),
    ],
)
def test_passwords_are_looked_for_and_never_read(text: str, keyring: Keyring, grade: Grade) -> None:
    assert grades(passwords.judge(patient(text).settings, keyring)) == [grade]


def test_the_real_keyring_is_asked_without_harm() -> None:
    assert len(list(passwords.look(patient()))) == 1


def test_registrations_of_the_running_engine_are_judged_with_advice() -> None:
    registered = AccountState(name="office", state=RegistrationState.REGISTERED)
    refused = AccountState(name="office", state=RegistrationState.WAITING, code=403, says="Forbidden")

    assert registration.verdict_of(registered).grade is Grade.GOOD
    assert registration.verdict_of(refused).says == "office is waiting (403 Forbidden)"
    assert "check the password" in registration.verdict_of(refused).advice


def test_the_outcome_of_an_attempt_to_register_is_judged() -> None:
    office, home = AccountName("office"), AccountName("home")
    found = registration.judge(
        ["office", "home", "cabin", "boat"],
        {"office": Registered(office, 300), "home": RegistrationFailed(home, 401, "Unauthorized", 0), "boat": "no way"},
    )

    assert [verdict.says for verdict in found] == [
        "office can register (for 300 s)",
        "home cannot register: 401 Unauthorized",
        "cabin: the registrar did not answer within 8 s",
        "boat cannot register: no way",
    ]


def test_nothing_is_tried_where_there_is_no_registrar() -> None:
    assert grades(registration.look(patient())) == [Grade.NOTE]


def test_no_engine_is_a_note_and_one_that_does_not_answer_is_bad() -> None:
    with occupied() as port:
        pass
    gone = RunningEngine(pid=1, bridge=f"ws://127.0.0.1:{port}/bridge", token="t", version="0")  # noqa: S106 - no token

    assert grades(engine.look(patient())) == [Grade.NOTE]
    assert grades(engine.look(patient(running=gone))) == [Grade.GOOD, Grade.WARNING, Grade.BAD]
    assert grades(registration.look(patient(OFFICE, running=gone))) == [Grade.WARNING]


@pytest.mark.parametrize(
    ("pattern", "origin", "is_meant"),
    [
        ("*", "https://a.force.com", True),
        ("https://a.force.com", "https://a.force.com", True),
        ("https://a.force.com", "https://b.force.com", False),
        ("https://a.force.com", "http://a.force.com", False),
        ("https://a.force.com:8443", "https://a.force.com:8443", True),
        ("[*.]force.com", "https://my.lightning.force.com", True),
        ("https://[*.]force.com", "https://force.com", True),
        ("[*.]force.com", "https://enforce.com", False),
        ("a.force.com", "https://a.force.com:444", True),
    ],
)
def test_a_policys_pattern_means_origins(pattern: str, origin: str, is_meant: bool) -> None:
    assert browser.matches(pattern, origin) is is_meant


def test_browser_policies_are_compared_with_the_salesforce_origins(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"LoopbackNetworkAllowedForUrls": ["https://a.force.com"]}')
    (tmp_path / "b.json").write_text("broken")
    (tmp_path / "c.json").write_text('{"LoopbackNetworkBlockedForUrls": ["https://c.force.com"]}')
    policies = {"Chromium": browser._policies(tmp_path), "Chrome": {}}

    found = browser.judge(["https://a.force.com", "https://b.force.com", "https://c.force.com"], policies)

    assert grades(found) == [Grade.GOOD, Grade.NOTE, Grade.BAD]
    assert grades(browser.judge([], {})) == [Grade.NOTE]


@pytest.mark.parametrize(
    ("year", "synchronised", "grade"),
    [(2026, True, Grade.GOOD), (2026, False, Grade.WARNING), (2026, None, Grade.NOTE), (1970, True, Grade.BAD)],
)
def test_the_clock_is_judged(year: int, synchronised: bool | None, grade: Grade) -> None:
    assert machine.judge_clock(datetime(year, 6, 1, tzinfo=UTC), synchronised).grade is grade


def test_every_folder_that_is_written_into_is_judged(tmp_path: Path) -> None:
    text = f'[history]\ndirectory = "{tmp_path}"\n[recording]\nenabled = true\nmin_free_mb = 500\n'
    wanted = machine.folders(patient(text).settings)
    free = {"history": 10**9, "log": None, "recordings": 400 * machine.MB}

    found = machine.judge_disk(
        wanted, lambda folder: free[next(use for use, (at, _) in wanted.items() if at == folder)]
    )

    assert grades(found) == [Grade.GOOD, Grade.BAD, Grade.BAD]
    assert wanted["recordings"][0] == tmp_path / "recordings"


def test_looking_at_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    free = machine._free_bytes(tmp_path / "not" / "there")

    assert free is not None
    assert free > 0
    assert list(tmp_path.iterdir()) == []


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
