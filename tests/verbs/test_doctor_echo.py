"""`softphone doctor --echo` calls a real echo service and says in plain words whether calls from here will do."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from softphone.cli import main
from softphone.quality.counters import Totals
from softphone.quality.course import Course
from softphone.quality.probe import Echo, Heard
from softphone.quality.readings import Reading
from softphone.settings.sections.quality import QualitySettings
from softphone.verbs.doctor_checks.echo import judge, judge_sound, plain
from softphone.verbs.doctor_checks.echo_call import EchoCall
from softphone.verbs.doctor_checks.verdict import Grade, Verdict
from tests.impairment.condition import Condition
from tests.impairment.line import LinePlan
from tests.impairment.process import Relay
from tests.peers import Asterisk, Peers
from tests.peers.fixtures import peers, ports
from tests.verbs.examined import grades, worst
from tests.verbs.test_doctor_live import doctor

__all__ = ["peers", "ports"]

TARGET = "sip:echo@pbx.example.com"
EVERY_MS = 100.0


def heard(*delays_ms: float, said: int = 9, gain_db: float = 0.0, noise_dbfs: float = -70.0) -> Heard:
    return Heard(said, tuple(Echo(delay_ms, gain_db) for delay_ms in delays_ms), noise_dbfs)


def course(*, lost: int = 0, jitter_ms: float = 1.0, rtt_ms: float = 20.0, codec: str = "PCMU") -> Course:
    found = Course(0.0)
    received = Totals(packets=1000 - lost, lost=lost, loss_periods=lost, jitter_ms=jitter_ms)
    sent = Totals(packets=1000, lost=lost, jitter_ms=jitter_ms)
    found.read(Reading(at=20.0, codec=codec, received=received, sent=sent, packets_sent=1000, reports=1, rtt_ms=rtt_ms))
    return found


def verdicts(call: EchoCall) -> list[Verdict]:
    found = list(judge(call, TARGET, QualitySettings()))
    return [*found, plain(found)]


def by_subject(found: Sequence[Verdict]) -> dict[str, Verdict]:
    return {verdict.about: verdict for verdict in found}


def test_a_good_line_is_fit_for_calls() -> None:
    found = verdicts(EchoCall(heard=heard(*[120.0] * 9), course=course()))

    assert set(grades(found)) == {Grade.GOOD}
    assert found[-1].says == "fit for calls"
    assert "the voice comes back after 120 ms" in by_subject(found)["delay"].says


def test_a_call_that_did_not_come_about_is_bad_and_says_why() -> None:
    found = verdicts(EchoCall("it was not answered: 404 Not Found"))

    assert grades(found) == [Grade.BAD, Grade.BAD]
    assert "404 Not Found" in found[0].says
    assert found[-1].says == "do not take calls on this line: look at echo call"


@pytest.mark.parametrize(
    ("call", "subject", "grade"),
    [
        (EchoCall(heard=heard(*[400.0] * 9), course=course()), "delay", Grade.WARNING),
        (EchoCall(heard=heard(*[1000.0] * 9), course=course()), "delay", Grade.BAD),
        (EchoCall(heard=heard(*[100.0] * 5), course=course()), "delay", Grade.BAD),
        (EchoCall(heard=heard(*[100.0] * 9, gain_db=-20.0), course=course()), "level", Grade.WARNING),
        (EchoCall(heard=heard(*[100.0] * 9, noise_dbfs=-30.0), course=course()), "level", Grade.WARNING),
        (EchoCall(heard=heard(*[100.0] * 9), course=course(lost=15)), "network", Grade.WARNING),
        (EchoCall(heard=heard(*[100.0] * 9), course=course(jitter_ms=40.0)), "network", Grade.WARNING),
        (EchoCall(heard=heard(*[100.0] * 9), course=course(lost=40)), "quality", Grade.WARNING),
        (EchoCall(heard=heard(*[100.0] * 9), course=course(lost=150)), "quality", Grade.BAD),
        (EchoCall(heard=heard(*[100.0] * 9), course=course(codec="iLBC")), "quality", Grade.NOTE),
    ],
)
def test_each_fault_of_a_line_is_named(call: EchoCall, subject: str, grade: Grade) -> None:
    found = verdicts(call)

    assert by_subject(found)[subject].grade is grade
    assert grade is Grade.NOTE or worst(found).grade is found[-1].grade
    assert grade is Grade.NOTE or subject in found[-1].says


def test_no_echo_is_told_from_no_audio() -> None:
    (answered,) = judge_sound(heard(), course())
    (dead,) = judge_sound(None, Course(0.0))

    assert "is this an echo service?" in answered.advice
    assert "no audio came at all" in dead.advice


def test_it_must_be_said_which_echo_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))
    well, ill = tmp_path / "well.toml", tmp_path / "ill.toml"
    well.write_text("")
    ill.write_text("nonsense\n")

    assert main(["doctor", "--echo", "--no-machine", "--config", str(well)]) == 2
    assert "Which echo service?" in capsys.readouterr().err
    assert main(["doctor", "--echo", TARGET, "--no-machine", "--config", str(ill)]) == 1
    assert "this is not TOML" in capsys.readouterr().out


def a_seat(pbx: Asterisk, codec: str) -> dict[str, Any]:
    """Settings of an agent at Asterisk."""
    account = {"name": "office", "uri": f"sip:agent1@127.0.0.1:{pbx.ports.sip}", "registrar": pbx.registrar}
    return {
        "sip": {"bind": "127.0.0.1"},
        "audio": {"codecs": [codec]},
        "account": [{**account, "username": "agent1", "password_env": "LINE"}],
    }


async def examined(peers: Peers, name: str, settings: dict[str, Any], target: str) -> tuple[int, dict[str, Any]]:
    """Run the doctor; answer with its exit code and what it says about what."""
    code, said = await doctor(peers.folder / name, settings, "--echo", target, LINE="agent1-password")
    return code, {verdict["about"]: verdict for verdict in said}


def least_delay_ms(found: dict[str, Any]) -> float:
    """How soon the voice was ever back: later the jitter buffer may have grown, for what a busy machine did."""
    return float(found["delay"]["says"].partition("(")[2].partition(" to ")[0])


@pytest.mark.e2e
@pytest.mark.parametrize("codec", ["pcmu", "opus"])
async def test_the_delay_of_a_real_line_is_measured(peers: Peers, codec: str) -> None:
    """Asterisk's Echo(), once directly and once through a line that takes 100 ms each way."""
    pbx, doors = await peers.asterisk(), peers.ports.several(6)
    slow = Condition(delay_ms=100)
    plan = LinePlan(
        sip_port=doors[0],
        near_port=doors[2],
        far_port=doors[4],
        far_sip_port=pbx.ports.sip,
        to_phone=slow,
        from_phone=slow,
    )
    relay = await peers.started(Relay([plan], peers.folder))

    (direct_code, direct), (code, through) = await asyncio.gather(
        examined(peers, "direct", a_seat(pbx, codec), pbx.uri("9600")),
        examined(peers, "through", a_seat(pbx, codec), f"sip:9600@127.0.0.1:{doors[0]}"),
    )
    ((to_phone, from_phone),) = await relay.truths()

    assert (direct_code, code) == (0, 0)
    added_ms = to_phone.delay_ms + from_phone.delay_ms
    assert least_delay_ms(through) - least_delay_ms(direct) == pytest.approx(added_ms, abs=65)
    assert direct["quality"]["grade"] == "good"
    assert "round trip 20" in through["network"]["says"]
    assert -6 <= float(through["level"]["says"].partition("at ")[2].partition(" dB")[0]) <= 1


@pytest.mark.e2e
async def test_a_line_that_loses_much_is_not_fit_for_calls(peers: Peers) -> None:
    pbx, doors = await peers.asterisk(), peers.ports.several(6)
    bad = Condition(loss_percent=20, burst_packets=3)
    plan = LinePlan(
        sip_port=doors[0], near_port=doors[2], far_port=doors[4], far_sip_port=pbx.ports.sip, to_phone=bad, seed="bad"
    )
    await peers.started(Relay([plan], peers.folder))

    code, found = await examined(peers, "bad", a_seat(pbx, "pcma"), f"sip:9600@127.0.0.1:{doors[0]}")

    assert code == 1
    assert found["quality"]["grade"] == found["verdict"]["grade"] == "bad"


@pytest.mark.e2e
async def test_an_answer_without_an_echo_is_told_from_a_refusal(peers: Peers) -> None:
    pbx = await peers.asterisk()

    (mute_code, mute), (code, refused) = await asyncio.gather(
        examined(peers, "mute", a_seat(pbx, "pcmu"), pbx.uri("9620")),
        examined(peers, "refused", a_seat(pbx, "pcmu"), pbx.uri("9404")),
    )

    assert (mute_code, code) == (1, 1)
    assert "is this an echo service?" in mute["delay"]["advice"]
    assert "404" in refused["echo call"]["says"]
