"""`softphone simulate` turns options into parties, and says what is wrong with them."""

import argparse
from pathlib import Path

import pytest

from softphone.cli import main
from softphone.simulator.script import written
from softphone.simulator.stage import Playbill
from softphone.verbs import simulate, simulate_options

PHONE = "sip:agent@127.0.0.1:5060"


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    simulate.add_arguments(parser)
    return parser.parse_args(["customer", *words])


def test_a_party_that_calls_does_so_once() -> None:
    order = simulate_options.customer_of(parsed("--call", PHONE, "--name", "Anna", "--header", "X-Queue-Id: 7"))

    assert order.bill == Playbill(PHONE, 1, 1.0)
    assert order.headers == (("X-Queue-Id", "7"),)
    assert order.outfit.name == "Anna"
    assert written(order.script) == "call\nexpect connected 30s\nsay speech\n"


def test_a_party_that_is_called_answers_for_ever() -> None:
    order = simulate_options.customer_of(parsed("--answer-after", "2", "--say", "tone 440", "--hang-up-after", "5s"))

    assert order.bill == Playbill(None, None, 1.0)
    assert written(order.script) == "ring 2\nanswer\nsay tone 440\nwait 5\nhangup\n"


def test_a_script_file_takes_the_place_of_the_options(tmp_path: Path) -> None:
    script = tmp_path / "busy.txt"
    script.write_text("expect refused 486 5\n")

    order = simulate_options.customer_of(parsed("--call", PHONE, "--script", str(script), "--calls", "3"))

    assert written(order.script) == "call\nexpect refused 486 5s\n"
    assert order.bill.times == 3


def test_a_script_may_name_whom_it_calls(tmp_path: Path) -> None:
    script = tmp_path / "call.txt"
    script.write_text(f"call {PHONE}\n")

    assert simulate_options.customer_of(parsed("--script", str(script))).bill.target == PHONE


def test_every_mistake_of_a_script_is_named_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "wrong.txt"
    script.write_text("ring\n\nsing\n")

    assert main(["simulate", "customer", "--script", str(script)]) == simulate.USAGE_ERROR

    shown = capsys.readouterr().err.splitlines()
    assert [line.split(" ")[0] for line in shown] == [f"{script}:1:", f"{script}:3:"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--call", "1000"], "no SIP address"),
        (["--script", "/nonexistent"], "No such file"),
        (["--call", PHONE, "--header", "Sales"], "no header"),
        (["--call", PHONE, "--say", "file /nonexistent.wav"], "sound cannot be had"),
    ],
)
def test_a_wish_that_cannot_be_met_is_explained(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "customer", *words]) == simulate.USAGE_ERROR
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--say", "loud"], ["--refuse", "200"], ["--patience", "soon"], ["--codec", "mp3"]])
def test_an_option_that_means_nothing_is_a_usage_error(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", "customer", *words])

    assert ended.value.code == simulate.USAGE_ERROR


def test_a_file_that_is_no_text_is_no_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "speech.wav"
    script.write_bytes(b"RIFF\xff\xfe\x00")

    assert main(["simulate", "customer", "--script", str(script)]) == simulate.USAGE_ERROR
    assert f"{script} is no text" in capsys.readouterr().err


def test_a_script_that_calls_nobody_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "call.txt"
    script.write_text("call\n")

    assert main(["simulate", "customer", "--script", str(script)]) == simulate.USAGE_ERROR
    assert "says whom" in capsys.readouterr().err


def test_a_room_without_a_phone_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert main(["simulate", "room", "--no-machine"]) == simulate.FAILED
    assert "--call SIP_URI" in capsys.readouterr().err
