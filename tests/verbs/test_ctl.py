"""`softphone ctl` as scripts use it: verbs, exit codes, reasons on stderr, JSON, events as they come."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from softphone import cli
from softphone.adapters.bridge.runtime_file import RunningEngine, Tenancy
from softphone.core.refusals import Refusal, Why
from softphone.core.values import CallType, Direction, EndReason, Origin, Role
from softphone.protocol import commands, enquiries
from softphone.protocol.answers import (
    AnyResult,
    Done,
    Figures,
    HistoryEntry,
    HistoryPage,
    LegFigures,
    LogLines,
    StreamFigures,
)
from softphone.protocol.greeting import ClientRole
from softphone.protocol.methods import LATER, METHODS, Executable
from softphone.protocol.refusals import refusal
from softphone.verbs.ctl_verbs import LATER_VERBS, VERBS
from tests.adapters.bridge.conftest import House, a_house
from tests.fakes.engine import NOON, a_call, ended, started
from tests.peers.waiting import until


@dataclass(frozen=True, slots=True)
class Said:
    """What ctl said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        return json.loads(self.out)


Ctl = Callable[..., Awaitable[Said]]


@pytest.fixture
async def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("SOFTPHONE_RUNTIME_DIR", str(tmp_path))
    async with a_house() as opened:
        tenancy = Tenancy(tmp_path)
        tenancy.take()
        token = opened.running.token
        tenancy.publish(RunningEngine(pid=os.getpid(), bridge=opened.url, token=token, version="1"))
        yield opened
        tenancy.leave()


@pytest.fixture
def ctl(capsys: pytest.CaptureFixture[str]) -> Ctl:
    """Run ctl in a thread: it brings an event loop of its own."""

    def run(words: tuple[str, ...]) -> int:
        try:
            return cli.main(["ctl", *words])
        except SystemExit as leaving:
            return int(leaving.code or 0)

    async def ask(*words: str) -> Said:
        code = await asyncio.to_thread(run, words)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return ask


CASES: list[tuple[list[str], Executable]] = [
    (["dial", "4711"], commands.Dial(target="4711")),
    (
        ["dial", "sip:a@b", "--account", "o", "--name", "A B", "--call-id", "k", "--internal", "--muted"],
        commands.Dial(
            target="sip:a@b", account="o", name="A B", call_id="k", call_type="InternalCall", starts_muted=True
        ),
    ),
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


@pytest.mark.parametrize("verb", LATER_VERBS)
async def test_what_a_later_version_can_do_is_refused_whatever_its_arguments(verb: str, house: House, ctl: Ctl) -> None:
    said = await ctl(verb, "some", "--thing", "else")

    assert said.code == 1
    assert "not_yet" in said.err
    assert house.engine.executed == []


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


async def test_status_shows_everything(house: House, ctl: Ctl) -> None:
    house.engine.calls = (a_call(),)

    for_people, for_scripts = await ctl("status"), await ctl("status", "--json")

    assert "call     ringing from Anna 4711" in for_people.out
    assert "agent    ready" in for_people.out
    assert for_scripts.result["calls"][0]["legs"][0]["legId"] == "call-1-leg"


AT_NOON = HistoryEntry(
    call_id="c1",
    call_type=CallType.INBOUND,
    direction=Direction.IN,
    name="Anna",
    number="4711",
    started_at=NOON,
    connected_at=NOON,
    ended_at=NOON,
    interaction_s=3661,
    reason=EndReason.HUNG_UP,
    by=Origin.REMOTE,
)
FIGURES = Figures(
    at=NOON,
    legs=(
        LegFigures(
            call_id="c1", leg_id="l1", codec="PCMU", received=StreamFigures(packets=100, lost=3), packets_sent=99
        ),
    ),
)
SHOWN: list[tuple[list[str], Executable, AnyResult, str]] = [
    (
        ["history", "--kind", "missed", "--text", "Anna", "--limit", "5"],
        enquiries.History(limit=5, kind="missed", text="Anna"),
        HistoryPage(entries=(AT_NOON,), next=7),
        "1:01:01  from Anna 4711  hung_up by remote\n... and earlier ones: --before 7\n",
    ),
    (["history", "--before", "7"], enquiries.History(limit=20, before=7), HistoryPage(), "no calls\n"),
    (["stats"], enquiries.Stats(), FIGURES, "c1 PCMU received 100 lost 3 jitter 0 ms, sent 99, rtt ? ms"),
    (["stats", "c1"], enquiries.Stats(call_id="c1"), Figures(at=NOON), "no connected call\n"),
    (["logs", "--lines", "2"], enquiries.Logs(lines=2), LogLines(lines=("one", "two")), "one\ntwo\n"),
]


@pytest.mark.parametrize(("words", "asked", "answer", "shown"), SHOWN, ids=[" ".join(case[0]) for case in SHOWN])
async def test_enquiries_show_what_they_found(
    words: list[str], asked: Executable, answer: AnyResult, shown: str, house: House, ctl: Ctl
) -> None:
    house.engine.answers[type(asked)] = answer

    for_people, for_scripts = await ctl(*words), await ctl("--json", *words)

    assert [command for command, _ in house.engine.executed] == [asked, asked]
    assert shown in for_people.out
    assert isinstance(for_scripts.result, dict)


async def test_figures_are_watched_again_and_again(house: House, ctl: Ctl) -> None:
    house.engine.answers[enquiries.Stats] = FIGURES

    said = await ctl("--json", "stats", "--watch", "--interval", "0.01", "--count", "3")

    assert said.code == 0
    assert len(said.out.splitlines()) == 3


async def follow(house: House, ctl: Ctl, *words: str) -> "asyncio.Task[Said]":
    """Begin to follow, and wait until every event will be seen."""
    following = asyncio.ensure_future(ctl(*words))
    await until(lambda: any(link.wants_events for link in house.server._links), "ctl follows")
    return following


async def test_events_are_followed_until_one_of_a_type(house: House, ctl: Ctl) -> None:
    following = await follow(house, ctl, "--json", "events", "--follow", "--until", "HANGUP")
    house.tell(started(1))
    house.tell(ended(2))
    house.tell(started(3))
    said = await following

    assert (said.code, said.err) == (0, "following\n")
    assert [json.loads(line)["type"] for line in said.out.splitlines()] == ["CALL_STARTED", "HANGUP"]


async def test_events_are_followed_until_there_are_enough(house: House, ctl: Ctl) -> None:
    following = await follow(house, ctl, "events", "--follow", "--count", "2")
    for seq in (1, 2, 3):
        house.tell(ended(seq))
    said = await following

    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == 2
    assert lines[0].split()[1:4] == ["1", "HANGUP", "remote"]
    assert lines[0].endswith("ended from Anna 4711 0:01 [call-1]  (hung_up by remote)")


async def test_following_ends_with_the_engine_and_with_patience(house: House, ctl: Ctl) -> None:
    assert (await ctl("--timeout", "0.1", "events", "--follow")).code == 1
    following = await follow(house, ctl, "events", "--follow")
    await house.server.stop()

    assert (await following).code == 3


async def test_events_that_are_kept_can_be_looked_at(house: House, ctl: Ctl) -> None:
    for seq in range(1, 6):
        house.tell(started(seq))

    everything, late, few = [
        await ctl("--json", "events", *words) for words in ([], ["--since", "3"], ["--count", "2"])
    ]

    assert [json.loads(line)["seq"] for line in everything.out.splitlines()] == [1, 2, 3, 4, 5]
    assert [json.loads(line)["seq"] for line in late.out.splitlines()] == [4, 5]
    assert [json.loads(line)["seq"] for line in few.out.splitlines()] == [1, 2]


async def test_shutdown_waits_until_the_engine_has_gone(house: House, ctl: Ctl) -> None:
    asked = asyncio.ensure_future(ctl("shutdown"))
    await until(lambda: house.engine.executed, "it is asked")
    assert not asked.done()
    await house.server.stop()

    assert (await asked).code == 0
    assert isinstance(house.engine.executed[0][0], enquiries.ShutDown)


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
    assert set(LATER_VERBS.values()) == set(LATER)


async def test_a_reader_that_has_seen_enough_is_no_trouble(house: House) -> None:
    for seq in range(1, 400):
        house.tell(started(seq))
    command = f"{sys.executable} -m softphone ctl --json events | head -1"
    shell = await asyncio.create_subprocess_shell(
        command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={**os.environ}
    )
    out, err = await asyncio.wait_for(shell.communicate(), 20)

    assert json.loads(out)["seq"] == 1
    assert err == b""
