"""The client that ctl, views and scripts use: it finds the engine, asks, hears, and is told when the engine goes."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from softphone.adapters.bridge.client import BridgeClient, ConnectionLost, NoEngine
from softphone.adapters.bridge.reconnecting import connections
from softphone.adapters.bridge.runtime_file import RunningEngine, Tenancy
from softphone.core.messages.refusals import Refusal, Why
from softphone.protocol.answers import Done, Pong
from softphone.protocol.commands import Dial, HoldCall
from softphone.protocol.enquiries import Ping, Status
from softphone.protocol.events import Event
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import ClientRole
from softphone.protocol.refusals import Refused, refusal
from softphone.protocol.state import State
from tests.adapters.bridge.conftest import TOKEN, House, a_house
from tests.fakes.engine import a_call, started
from tests.peers.waiting import until


@asynccontextmanager
async def a_client(house: House) -> AsyncIterator[BridgeClient]:
    async with await BridgeClient.open_at(house.running, ClientRole.CONSOLE, instance="test") as client:
        yield client


def publish(house: House, folder: Path) -> Tenancy:
    tenancy = Tenancy(folder)
    tenancy.take()
    tenancy.publish(RunningEngine(pid=os.getpid(), bridge=house.url, token=TOKEN, version="1"))
    return tenancy


async def test_it_finds_the_engine_by_the_runtime_file(house: House, tmp_path: Path) -> None:
    tenancy = publish(house, tmp_path)
    async with await BridgeClient.open(ClientRole.DRIVER, folder=tmp_path) as client:
        assert client.welcome.phone.version == "1.2.3"
        assert await client.ask(Ping(), Pong) == Pong(seq=0)
    tenancy.leave()


async def test_without_a_file_or_with_nobody_behind_it_there_is_no_engine(house: House, tmp_path: Path) -> None:
    with pytest.raises(NoEngine, match=str(tmp_path)):
        await BridgeClient.open(ClientRole.DRIVER, folder=tmp_path)

    tenancy = publish(house, tmp_path)
    await house.server.stop()
    with pytest.raises(NoEngine, match=str(house.port)):
        await BridgeClient.open(ClientRole.DRIVER, folder=tmp_path)
    tenancy.leave()


async def test_a_wrong_token_is_a_refusal(house: House) -> None:
    wrong = RunningEngine(pid=1, bridge=house.url, token="wrong", version="1")  # noqa: S106 - it is nobody's

    with pytest.raises(Refused) as refused:
        await BridgeClient.open_at(wrong, ClientRole.DRIVER)
    assert refused.value.type == "wrong_token"


async def test_results_and_refusals_come_back_typed(house: House) -> None:
    house.engine.answers = {
        Dial: Done(seq=1, call_id="c", call=a_call("c")),
        HoldCall: refusal(Refusal(Why.WRONG_STATE, "Nobody is there.")),
    }
    async with a_client(house) as client:
        done = await client.ask(Dial(target="4711"), Done)
        with pytest.raises(Refused, match="Nobody is there") as refused:
            await client.ask(HoldCall(), Done)

    assert done == Done(seq=1, call_id="c", call=a_call("c"))
    assert refused.value.type == Why.WRONG_STATE


async def test_answers_find_their_questions_in_any_order(house: House) -> None:
    house.engine.gate.clear()
    async with a_client(house) as client:
        slow = asyncio.ensure_future(client.ask(HoldCall(), Done))
        await until(lambda: house.engine.executed, "the command arrives")
        assert await client.ask(Status(), State) == house.engine.snapshot()
        house.engine.gate.set()
        assert await slow == Done(seq=0)


async def test_it_hears_events_and_states_in_order(house: House) -> None:
    async with a_client(house) as client:
        answer = await client.subscribe(events=True, state=True)
        for seq in (1, 2, 3):
            house.tell(started(seq))
        heard = []
        async for item in client.news():
            heard.append(item)
            if isinstance(item, State) and item.seq == 3:
                break

    assert answer.seq == 0
    assert [event.seq for event in heard if isinstance(event, Event)] == [1, 2, 3]


async def test_what_was_heard_and_not_yet_given_can_be_taken_at_once(house: House) -> None:
    async with a_client(house) as client:
        await client.subscribe()
        house.tell(started(1))
        await client.ask(Ping(), Pong)

        assert [item.seq for item in client.heard() if not isinstance(item, Figures)] == [1]
        assert client.heard() == ()


async def test_an_answer_that_does_not_come_is_not_waited_for(house: House) -> None:
    house.engine.gate.clear()
    async with a_client(house) as client:
        with pytest.raises(TimeoutError):
            await client.ask(HoldCall(), Done, timeout_s=0.05)
        house.engine.gate.set()
        assert await client.ask(Ping(), Pong) == Pong(seq=0)


async def test_when_the_engine_goes_everybody_who_waits_is_told() -> None:
    async with a_house() as house, a_client(house) as client:
        house.engine.gate.clear()
        asking = asyncio.ensure_future(client.ask(HoldCall(), Done))
        await until(lambda: house.engine.executed, "the command arrives")
        await house.server.stop()
        with pytest.raises(ConnectionLost):
            await asking
        with pytest.raises(ConnectionLost):
            await client.ask(Ping(), Pong)
        await client.gone()
        assert [item async for item in client.news()] == []


@asynccontextmanager
async def an_engine_that_says(*frames: str) -> AsyncIterator[RunningEngine]:
    """Something at the other end that answers hello as it should and then says this."""

    async def converse(connection: ServerConnection) -> None:
        await connection.recv()
        state = '{"seq": 0, "at": "2026-03-14T12:00:00Z"}'
        welcome = f'{{"session": "s", "journal": "j", "phone": {{"version": "1"}}, "seq": 0, "state": {state}}}'
        await connection.send(f'{{"jsonrpc": "2.0", "id": 1, "result": {welcome}}}')
        for frame in frames:
            await connection.send(frame)
        await connection.wait_closed()

    options: dict[str, Any] = {"subprotocols": [Subprotocol("softphone.v1")], "compression": None}
    async with serve(converse, "127.0.0.1", 0, **options) as server:
        port = server.sockets[0].getsockname()[1]
        yield RunningEngine(pid=1, bridge=f"ws://127.0.0.1:{port}/bridge", token=TOKEN, version="1")


@pytest.mark.parametrize(
    "frame", ["{", "[]", '{"jsonrpc": "1.0"}', '{"jsonrpc": "2.0", "method": "event", "params": {"type": "NONSENSE"}}']
)
async def test_an_engine_that_talks_nonsense_is_left(frame: str, caplog: pytest.LogCaptureFixture) -> None:
    async with an_engine_that_says(frame) as engine, await BridgeClient.open_at(engine, ClientRole.DRIVER) as client:
        await asyncio.wait_for(client.gone(), 5)
        with pytest.raises(ConnectionLost):
            await client.ask(Ping(), Pong)
    assert "does not understand" in caplog.text


async def test_what_nobody_asked_for_is_passed_over() -> None:
    strange = (
        '{"jsonrpc": "2.0", "id": 99, "result": {}}',
        '{"jsonrpc": "2.0", "id": null, "error": {"code": -32700, "message": "?", "data": {"type": "parse_error"}}}',
        '{"jsonrpc": "2.0", "method": "weather", "params": {}}',
        '{"jsonrpc": "2.0", "method": "state", "params": {"seq": 7, "at": "2026-03-14T12:00:00Z"}}',
    )
    async with an_engine_that_says(*strange) as engine, await BridgeClient.open_at(engine, ClientRole.DRIVER) as client:
        async for item in client.news():
            assert isinstance(item, State)
            assert item.seq == 7
            break


async def test_it_stays_with_the_engine_when_that_comes_back(tmp_path: Path) -> None:
    met: list[str] = []

    async def stay() -> None:
        async for client in connections(ClientRole.CONSOLE, instance="desk", folder=tmp_path):
            met.append(client.welcome.session)
            await client.gone()

    staying = asyncio.ensure_future(stay())
    for times in (1, 2):
        async with a_house() as house:
            tenancy = publish(house, tmp_path)
            await until(lambda times=times: len(met) == times, "it connects")  # type: ignore[misc]
            tenancy.leave()
    staying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await staying
    assert len(set(met)) == 2


async def test_it_does_not_insist_where_it_is_not_wanted(house: House, tmp_path: Path) -> None:
    tenancy = Tenancy(tmp_path)
    tenancy.take()
    wrong = RunningEngine(pid=os.getpid(), bridge=house.url, token="wrong", version="1")  # noqa: S106 - it is nobody's
    tenancy.publish(wrong)

    with pytest.raises(Refused):
        async for _ in connections(ClientRole.CONSOLE, folder=tmp_path):
            pass
    tenancy.leave()
