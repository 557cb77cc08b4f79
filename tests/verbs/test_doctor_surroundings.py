"""What `softphone doctor` says about passwords, registration, engine, browser, clock and disk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from softphone.adapters.bridge.runtime_file import RunningEngine
from softphone.core.messages.events import Registered, RegistrationFailed
from softphone.core.state.registration import RegistrationState
from softphone.core.values import AccountName
from softphone.engine.ports.secrets import Secret, SecretsUnavailable, Whereabouts
from softphone.protocol.state import AccountState
from softphone.verbs.doctor_checks import (
    browser,
    engine,
    machine,
    passwords,
    registration,
)
from softphone.verbs.doctor_checks.verdict import Grade
from tests.verbs.examined import OFFICE, grades, occupied, patient


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
    judged = registration.judge(
        ["office", "home", "cabin", "boat"],
        {"office": Registered(office, 300), "home": RegistrationFailed(home, 401, "Unauthorized", 0), "boat": "no way"},
    )

    found = list(judged)
    assert [verdict.code for verdict in found] == [0, 401, 408, 0]
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


def test_every_folder_that_is_written_into_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    text = '[history]\ndirectory = "~/history"\n[recording]\nenabled = true\nmin_free_mb = 500\n'
    wanted = machine.folders(patient(text).settings)
    free = {"history": 10**9, "log": None, "recordings": 400 * machine.MB}

    found = machine.judge_disk(
        wanted, lambda folder: free[next(use for use, (at, _) in wanted.items() if at == folder)]
    )

    assert grades(found) == [Grade.GOOD, Grade.BAD, Grade.BAD]
    assert wanted["history"][0] == tmp_path / "history"
    assert wanted["recordings"][0] == tmp_path / "data/softphone/recordings"


def test_looking_at_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    free = machine._free_bytes(tmp_path / "not" / "there")

    assert free is not None
    assert free > 0
    assert list(tmp_path.iterdir()) == []
