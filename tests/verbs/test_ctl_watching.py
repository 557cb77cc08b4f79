"""`softphone ctl` as people and scripts watch with it: status, history, figures, events as they come, the end."""

import asyncio
import json
import os
import sys

import pytest
from msgspec import structs

from softphone.core.messages.refusals import Refusal, Why
from softphone.core.values import CallType, Direction, EndReason, Origin, Role
from softphone.protocol import commands, enquiries, sound, sound_quality
from softphone.protocol.answers import AnyResult, HistoryEntry, HistoryPage, LogLines
from softphone.protocol.events import AudioDeviceChanged
from softphone.protocol.figures import Figures, LegFigures, StreamFigures
from softphone.protocol.methods import Executable
from softphone.protocol.refusals import refusal
from softphone.protocol.state import DeviceState
from tests.adapters.bridge.conftest import House
from tests.fakes.engine import ANNA, NOON, a_call, ended, started
from tests.peers.waiting import until
from tests.verbs.conftest import Ctl, Said


async def test_status_shows_everything(house: House, ctl: Ctl) -> None:
    house.engine.calls = (structs.replace(a_call(), diverted_from=("sip:reception@pbx.example",)),)

    for_people, for_scripts = await ctl("status"), await ctl("status", "--json")

    assert "call     ringing from Anna 4711" in for_people.out
    assert "diverted from sip:reception@pbx.example" in for_people.out
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
SOUND = sound.SoundSetup(
    cards=(sound.SoundCard(identity="usb-1", description="Headset", is_input=False, is_output=True),),
    uses=(sound.SoundUse(use="output", device="null", wished=("usb-1",), level_db=-6, why="it is not there"),),
)
COURSE = sound_quality.CallCourse(
    call_id="c1",
    legs=(
        sound_quality.LegCourse(
            leg_id="l1",
            role=Role.INITIAL_CALLER,
            codec="PCMU",
            began_at=NOON,
            at_s=(1,),
            received=(50,),
            lost=(0,),
            discarded=(0,),
            jitter_ms=(0.5,),
            buffer_ms=(20,),
            rtt_ms=(None,),
            mos=(4.38,),
            sent=(50,),
            lost_there=(None,),
            jitter_there_ms=(None,),
            mos_there=(None,),
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
    (
        ["stats"],
        enquiries.Stats(),
        FIGURES,
        "c1 PCMU MOS ? now, ? so far, Salesforce ?; received 100 lost 3 jitter 0 ms; sent 99, no report yet; rtt ? ms",
    ),
    (
        ["course", "c1"],
        sound_quality.Course(call_id="c1"),
        COURSE,
        "mos,sent,lostThere,jitterThereMs,mosThere\nl1,Initial_Caller,PCMU,1,50,0,0,0.5,20,,4.38,50,,,\n",
    ),
    (["stats", "c1"], enquiries.Stats(call_id="c1"), Figures(at=NOON), "no connected call\n"),
    (
        ["audio"],
        sound.ShowSound(),
        SOUND,
        "output   null instead of usb-1 (it is not there), -6 dB\noutput   Headset [usb-1]\n",
    ),
    (
        ["audio-use", "output", "usb-1", "null"],
        sound.UseDevices(use="output", devices=("usb-1", "null")),
        SOUND,
        "usb-1",
    ),
    (["audio-level", "ringer", "-6.5"], sound.SetLevel(use="ringer", level_db=-6.5), SOUND, "-6 dB"),
    (["audio-meters"], sound.ReadMeters(), sound.Meters(input=0.5), "input ##########           0.50  output "),
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


async def test_meters_are_watched_again_and_again(house: House, ctl: Ctl) -> None:
    house.engine.answers[sound.ReadMeters] = sound.Meters(input=1.0)

    said = await ctl("audio-meters", "--watch", "--interval", "0.01", "--count", "3")

    assert [line.count("#") for line in said.out.splitlines()] == [20, 20, 20]


async def test_a_sound_file_is_meant_from_where_ctl_is(house: House, ctl: Ctl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/usr")
    house.engine.answers[sound.UseDevices] = SOUND

    await ctl("audio-use", "input", "file:share/hum.wav")

    ((asked, _),) = house.engine.executed
    assert asked == sound.UseDevices(use="input", devices=("file:/usr/share/hum.wav",))


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


EVIL = "Anna\x1b[2J\n12:00:00      9  HANGUP\u202e"


async def test_what_a_caller_calls_itself_cannot_move_the_terminal(house: House, ctl: Ctl) -> None:
    call = structs.replace(a_call(), peer=structs.replace(ANNA, name=EVIL), diverted_from=(EVIL,))
    house.engine.calls = (call,)
    ring = started(1)
    house.tell(structs.replace(ring, payload=structs.replace(ring.payload, call=call)))
    refused = refusal(Refusal(Why.NETWORK_REFUSED, EVIL, 488))
    house.engine.answers[commands.HoldCall] = refused

    status, event, hold = await ctl("status"), await ctl("events"), await ctl("hold")

    assert "Anna\N{MIDDLE DOT}[2J\N{MIDDLE DOT}12:00" in status.out
    assert all(sign.isprintable() or sign == "\n" for sign in status.out + event.out + hold.err)
    assert (len(event.out.splitlines()), len(hold.err.splitlines())) == (1, 1)
    assert json.loads((await ctl("--json", "status")).out)["calls"][0]["peer"]["name"] == EVIL


async def test_a_device_that_changed_is_shown_with_what_it_stands_for(house: House, ctl: Ctl) -> None:
    lost = DeviceState(use="output", device="null", wished="headset", why="it is not there")
    back = DeviceState(use="output", device="headset", wished="headset")
    for seq, payload in enumerate((lost, back), start=1):
        house.tell(AudioDeviceChanged(seq=seq, at=NOON, origin=Origin.REMOTE, payload=payload))

    one, other = (await ctl("events")).out.splitlines()

    assert one.endswith("output: null instead of headset (it is not there)")
    assert other.endswith("output: headset")
