"""`softphone ctl` as scripts use it: verbs, exit codes, reasons on stderr, JSON."""

import json
import sys
from pathlib import Path

import pytest

from softphone.contacts.entries import Kind
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.values import Role
from softphone.protocol import commands, contacts, enquiries
from softphone.protocol.answers import (
    Done,
)
from softphone.protocol.greeting import ClientRole
from softphone.protocol.methods import METHODS, Executable
from softphone.protocol.refusals import refusal
from softphone.protocol.targets import ContactTarget
from softphone.verbs.ctl_parts.verbs import VERBS
from tests.adapters.bridge.conftest import House
from tests.fakes.engine import a_call
from tests.verbs.conftest import Ctl

FINDS_AGENTS = ["contacts", "anna", "--limit", "5", "--offset", "2", "--kind", "Agent", "--available"]

ANNA = ContactTarget(kind=Kind.AGENT, name="Anna", number="030 1", id="7", prefix="9", extension="12")
QUEUE = ContactTarget(kind=Kind.QUEUE, id="00G5e01")
BY_EXTENSION = ContactTarget(number="4711", extension="12")
CASES: list[tuple[list[str], Executable]] = [
    (["dial", "4711"], commands.Dial(target="4711")),
    (
        ["dial", "sip:a@b", "--account", "o", "--name", "A B", "--call-id", "k", "--internal", "--muted"],
        commands.Dial(
            target="sip:a@b", account="o", name="A B", call_id="k", call_type="InternalCall", starts_muted=True
        ),
    ),
    (["voicemail"], commands.Voicemail()),
    (["callback", "4711"], commands.Callback(target="4711")),
    (
        ["callback", "4711", "--call-id", "k", "--initial-call-id", "i", "--queue-name", "Sales"],
        commands.Callback(target="4711", call_id="k", initial_call_id="i", queue_name="Sales"),
    ),
    (
        ["dial", "030 1", "--kind", "Agent", "--name", "Anna", "--id", "7", "--prefix", "9", "--extension", "12"],
        commands.Dial(target=ANNA, name="Anna"),
    ),
    (["dial", "00G5e01", "--kind", "Queue", "--id", "00G5e01"], commands.Dial(target=QUEUE)),
    (["consult", "00G5e01", "c1", "--kind", "Queue", "--id", "00G5e01"], commands.Consult(target=QUEUE, call_id="c1")),
    (["transfer", "00G5e01", "--kind", "Queue", "--id", "00G5e01"], commands.TransferCall(target=QUEUE)),
    (["transfer", "4711", "--extension", "12"], commands.TransferCall(target=BY_EXTENSION)),
    (["dial", "1", "--preview"], commands.Dial(target="1", is_preview=True)),
    (["answer"], commands.AnswerCall()),
    (["answer", "c1"], commands.AnswerCall(call_id="c1")),
    (["decline"], commands.Decline()),
    (["redirect", "4712", "c1"], commands.Redirect(target="4712", call_id="c1")),
    (["hangup"], commands.HangUp()),
    (
        ["hangup", "c1", "--leg", "l", "--role", "Third_Party"],
        commands.HangUp(call_id="c1", leg_id="l", role=Role.THIRD_PARTY),
    ),
    (["hold"], commands.HoldCall()),
    (["resume", "c1", "--leg", "l"], commands.ResumeCall(call_id="c1", leg_id="l")),
    (["mute"], commands.Mute()),
    (["unmute", "c1"], commands.Unmute(call_id="c1")),
    (["digits", "12#*"], commands.Digits(digits="12#*")),
    (["record", "pause"], commands.Record(action="pause")),
    (["record", "resume", "c1"], commands.Record(action="resume", call_id="c1")),
    (["contacts"], contacts.Contacts()),
    (
        FINDS_AGENTS,
        contacts.Contacts(contains="anna", limit=5, offset=2, kinds=(Kind.AGENT,), is_available=True),
    ),
    (["agent-status", "On a Break"], commands.AgentStatus(status="On a Break")),
    (["wrap-up"], commands.WrapUp()),
    (["dnd", "on"], commands.DoNotDisturb(is_on=True)),
    (["dnd", "off"], commands.DoNotDisturb(is_on=False)),
    (["register", "office"], commands.Register(account="office")),
    (["unregister", "office"], commands.Unregister(account="office")),
]


@pytest.mark.parametrize(("words", "command"), CASES, ids=[" ".join(words) for words, _ in CASES])
async def test_each_verb_asks_for_what_it_says(words: list[str], command: Executable, house: House, ctl: Ctl) -> None:
    said = await ctl("--json", *words)

    ((executed, client),) = house.engine.executed
    assert executed == command
    assert client.role is ClientRole.DRIVER
    assert (said.code, said.err) == (0, "")
    assert said.result["seq"] == 0


async def test_the_result_is_the_call_after_it(house: House, ctl: Ctl) -> None:
    house.engine.answers[commands.AnswerCall] = Done(seq=3, call_id="call-1", call=a_call())

    for_scripts, for_people = await ctl("answer", "--json"), await ctl("answer")

    assert for_scripts.result["call"]["callId"] == "call-1"
    assert for_people.out == "ringing from Anna 4711 0:01 [call-1]\n"


async def test_a_refusal_is_exit_1_with_the_reason_on_stderr(house: House, ctl: Ctl) -> None:
    house.engine.answers[commands.HoldCall] = refusal(Refusal(Why.NETWORK_REFUSED, "They do not want that.", 488))

    for_people, for_scripts = await ctl("hold"), await ctl("--json", "hold")

    assert (for_people.code, for_people.out) == (1, "")
    assert for_people.err == "softphone ctl: They do not want that. (network_refused, SIP 488)\n"
    assert for_scripts.code == 1
    assert json.loads(for_scripts.err)["data"] == {"type": "network_refused", "sipCode": 488}


@pytest.mark.parametrize("words", [["status"], ["--json", "dial", "1"], ["events", "--follow"], ["transfer", "1"]])
async def test_without_an_engine_it_is_exit_3(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ctl: Ctl
) -> None:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))

    said = await ctl(*words)

    assert (said.code, said.out) == (3, "")
    assert "No softphone engine" in said.err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["dial"],
        ["dnd", "maybe"],
        ["record", "stop"],
        ["history", "--limit", "0"],
        ["history", "--since", "yesterday-ish"],
        ["dial", ""],
        ["dial", "1", "--call-id", "ä"],
        ["digits", ""],
        ["hangup", "--role", "King"],
        ["audio-use", "doorbell", "default"],
        ["audio-use", "input"],
        ["audio-level", "input", "99"],
        ["--timeout", "soon", "status"],
    ],
)
async def test_wrong_usage_is_exit_2_and_asks_nothing(words: list[str], house: House, ctl: Ctl) -> None:
    said = await ctl(*words)

    assert (said.code, said.out) == (2, "")
    assert said.err
    assert house.engine.executed == []


async def test_an_answer_that_does_not_come_in_time_is_exit_1(house: House, ctl: Ctl) -> None:
    house.engine.gate.clear()

    said = await ctl("--timeout", "0.1", "hold")

    assert said.code == 1
    assert "no answer in time" in said.err
    house.engine.gate.set()


async def test_a_password_comes_from_standard_input_and_shows_nowhere(
    house: House, ctl: Ctl, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hidden = "pa ss w0rd"
    (tmp_path / "typed").write_text(f"{hidden}\n")
    with (tmp_path / "typed").open() as typed:
        monkeypatch.setattr(sys, "stdin", typed)
        said = await ctl("secret", "office")

    assert house.engine.executed[0][0] == enquiries.KeepSecret(account="office", password=hidden)
    assert hidden not in said.out + said.err


def test_every_method_has_its_word() -> None:
    unspoken = {"hello", "ping"}  # said by every client, asked by no person

    assert {verb.method for verb in VERBS.values()} == set(METHODS) - unspoken
