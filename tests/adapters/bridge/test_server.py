"""The bridge as clients meet it: hello, commands, events, state, and an end."""

import asyncio
import contextlib
import socket
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from softphone.adapters.bridge import server
from softphone.adapters.bridge.server import BridgeServer
from softphone.core.messages.refusals import Refusal, Why
from softphone.engine.ports.bridge import BridgeUnavailable
from softphone.protocol.answers import Done
from softphone.protocol.commands import Dial, HoldCall
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import refusal
from softphone.settings.sections.network import BridgeSettings
from tests.adapters.bridge.conftest import TOKEN, House, a_client, a_driver, a_house
from tests.fakes.engine import FakeEngine, a_call, ended, started
from tests.fakes.pages import FakePages
from tests.peers.waiting import until


async def test_hello_is_answered_with_what_is_true_now(house: House) -> None:
    house.engine.seq, house.engine.calls = 7, (a_call(),)
    async with a_client(house) as client:
        welcome = (await client.hello())["result"]

    assert (welcome["seq"], welcome["journal"]) == (7, "journal-1")
    assert welcome["phone"] == {"version": "1.2.3", "protocol": 1, "kind": "DESK_PHONE", "sip": "sip:agent@127.0.0.1"}
    assert welcome["state"]["calls"][0]["callId"] == "call-1"


async def test_a_command_reaches_the_engine_with_who_asked_and_its_result_comes_back(house: House) -> None:
    house.engine.answers[Dial] = Done(seq=3, call_id="c", call=a_call("c"))
    async with a_client(house) as client:
        await client.hello(role="console", instance="desk")
        answer = await client.ask("dial", 5, target="4711")

    ((command, who),) = house.engine.executed
    assert command == Dial(target="4711")
    assert (who.role, who.instance) == (ClientRole.CONSOLE, "desk")
    assert (answer["result"]["callId"], answer["result"]["call"]["phase"]) == ("c", "ringing")


async def test_a_refusal_carries_its_reason_and_what_sip_said(house: House) -> None:
    house.engine.answers[HoldCall] = refusal(Refusal(Why.NETWORK_REFUSED, "The far end does not want that.", 488))
    async with a_driver(house) as driver:
        answer = await driver.ask("hold")

    assert answer["error"] == {
        "code": -32000,
        "message": "The far end does not want that.",
        "data": {"type": "network_refused", "sipCode": 488},
    }


async def test_a_mistake_of_the_engine_is_an_answer_and_the_bridge_goes_on(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.engine.answers[HoldCall] = ZeroDivisionError()
    async with a_driver(house) as driver:
        answer = await driver.ask("hold", 1)
        again = await driver.ask("ping", 2)

    assert answer["error"]["data"]["type"] == "internal"
    assert again["result"] == {"seq": 0}
    assert "ZeroDivisionError" in caplog.text


async def test_commands_are_begun_in_order_and_answered_as_they_are_done(house: House) -> None:
    house.engine.gate.clear()
    async with a_driver(house) as driver:
        for identity, method in enumerate(["mute", "unmute", "answer"]):
            await driver.send({"jsonrpc": "2.0", "id": identity, "method": method})
        pong = await driver.ask("ping", 99)
        house.engine.gate.set()
        answers = [(await driver.next())["id"] for _ in range(3)]

    assert pong["id"] == 99
    assert [command.METHOD for command, _ in house.engine.executed] == ["mute", "unmute", "answer"]
    assert answers == [0, 1, 2]


async def test_subscribers_hear_every_event_in_order_and_others_nothing(house: House) -> None:
    async with a_driver(house) as one, a_driver(house) as other, a_driver(house) as deaf:
        await one.ask("subscribe")
        await other.ask("subscribe")
        for seq in range(1, 6):
            house.tell(started(seq, f"call-{seq}"))
        heard = [[(await client.next())["params"]["seq"] for _ in range(5)] for client in (one, other)]
        answer = await deaf.ask("ping")

    assert heard == [[1, 2, 3, 4, 5]] * 2
    assert answer["result"] == {"seq": 5}
    assert len(deaf.heard) == 2


async def test_an_event_says_what_happened_to_which_call_and_why(house: House) -> None:
    async with a_driver(house) as driver:
        await driver.ask("subscribe")
        house.tell(ended())
        event = await driver.next()

    assert event["method"] == "event"
    params = event["params"]
    assert (params["type"], params["origin"], params["callId"], params["seq"]) == ("HANGUP", "remote", "call-1", 2)
    assert params["at"] == "2026-03-14T12:00:00Z"
    assert params["payload"]["ending"] == {"reason": "hung_up", "by": "remote", "code": 0, "phrase": ""}
    assert params["payload"]["call"]["phase"] == "ended"


async def test_the_state_follows_events_but_a_storm_of_them_makes_few_states(house: House) -> None:
    async with a_driver(house) as driver:
        await driver.ask("subscribe", events=False, state=True)
        for seq in range(1, 201):
            house.tell(started(seq))
        while (state := await driver.next())["params"]["seq"] < 200:
            pass

    assert state["method"] == "state"
    assert len([message for message in driver.heard if message.get("method") == "state"]) < 20


async def test_the_state_is_told_when_it_changes_without_an_event(house: House) -> None:
    async with a_driver(house) as driver:
        await driver.ask("subscribe", events=False, state=True)
        house.engine.calls = (a_call("new"),)
        house.server.changed()
        state = await driver.next()

    assert [call["callId"] for call in state["params"]["calls"]] == ["new"]


async def test_who_comes_back_gets_what_was_missed(house: House) -> None:
    for seq in range(1, 11):
        house.tell(started(seq))
    async with a_driver(house) as driver:
        answer = await driver.ask("subscribe", since=7)
        missed = [(await driver.next())["params"]["seq"] for _ in range(3)]
        house.tell(started(11))
        following = (await driver.next())["params"]["seq"]

    assert answer["result"]["isComplete"]
    assert (missed, following) == ([8, 9, 10], 11)


@pytest.mark.parametrize("since", [5, 5000])
async def test_who_was_away_too_long_or_counts_otherwise_is_told_so(since: int, house: House) -> None:
    for seq in range(1, 1101):
        house.tell(started(seq))
    async with a_driver(house) as driver:
        answer = await driver.ask("subscribe", since=since)

    assert not answer["result"]["isComplete"]


async def test_subscribing_anew_replaces_what_was_asked_before(house: House) -> None:
    async with a_driver(house) as driver:
        await driver.ask("subscribe", 1)
        await driver.ask("subscribe", 2, events=False)
        house.tell(started())
        await driver.ask("ping", 3)

    assert all("method" not in message for message in driver.heard)


async def test_a_client_that_stops_reading_is_cut_off_and_nobody_else_notices() -> None:
    async with a_house(max_queue=16) as house, a_driver(house) as good:
        await good.ask("subscribe")
        async with a_client(house, max_queue=1) as lazy:
            await lazy.hello()
            await lazy.ask("subscribe")
            for seq in range(1, 6001):
                house.tell(started(seq))
                if seq % 10 == 0:
                    heard = [(await good.next())["params"]["seq"] for _ in range(10)]
                    assert heard[-1] == seq
                if house.server.refusals:
                    break

        assert house.server.refusals == {"stopped_reading": 1}
        await until(lambda: house.server.clients == 1, "the lazy client is forgotten")


async def test_a_command_whose_client_has_gone_is_carried_out_all_the_same(house: House) -> None:
    house.engine.gate.clear()
    async with a_driver(house) as driver:
        await driver.send({"jsonrpc": "2.0", "id": 1, "method": "mute"})
        await until(lambda: house.engine.executed, "the command arrives")
    await until(lambda: house.server.clients == 0, "the client is forgotten")
    house.engine.gate.set()
    async with a_driver(house) as other:
        assert "result" in await other.ask("unmute")


async def test_two_bridges_cannot_have_one_port_and_the_second_says_so_and_can_be_stopped(house: House) -> None:
    second = BridgeServer(BridgeSettings(port=house.port), TOKEN)

    with pytest.raises(BridgeUnavailable, match=str(house.port)):
        await second.start(FakeEngine(), FakePages())
    await second.stop()


async def test_a_bridge_that_does_not_listen_yet_tells_nobody_and_lends_nothing(tmp_path: Path) -> None:
    bridge = BridgeServer(BridgeSettings(port=0), TOKEN)

    bridge.broadcast(started(1))
    bridge.changed()
    bridge.measured()

    assert bridge.clients == 0
    with pytest.raises(BridgeUnavailable):
        bridge.lend(tmp_path / "call.wav", 60)


async def test_stopping_answers_refuses_and_says_goodbye() -> None:
    async with a_house() as house, a_driver(house) as driver:
        house.engine.gate.clear()
        await driver.send({"jsonrpc": "2.0", "id": 1, "method": "hold"})
        await until(lambda: house.engine.executed, "the command arrives")
        stopping = asyncio.ensure_future(house.server.stop())
        house.engine.gate.set()
        answer = await driver.next()
        with pytest.raises(ConnectionClosed) as closed:
            await driver.next()
        await stopping

    assert answer["id"] == 1
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001


async def test_stopping_is_not_kept_waiting_by_a_command_or_a_client_that_hangs() -> None:
    async with a_house() as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        async with a_driver(house) as driver:
            house.engine.gate.clear()
            await driver.send({"jsonrpc": "2.0", "id": 1, "method": "hold"})
            await until(lambda: house.engine.executed, "the command arrives")
            await asyncio.wait_for(house.server.stop(), 5)
        assert await reader.read() == b""
        writer.close()


async def test_stopping_does_not_wait_for_what_a_browser_might_ask_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "OPENING_S", 60.0)
    monkeypatch.setattr(server, "STOPPING_S", 60.0)
    async with a_house() as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        await asyncio.wait_for(house.server.stop(), 10)
        with contextlib.suppress(ConnectionError):
            assert await reader.read() == b""
        writer.close()


async def test_small_messages_are_sent_at_once(house: House) -> None:
    async with a_driver(house) as driver:
        await driver.ask("subscribe")
        (link,) = house.server._links
        sock = link.connection.transport.get_extra_info("socket")
        no_delay = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    assert no_delay
