"""The connector role as pages meet it on the real socket: proofs, requests, refusals, an end."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.exceptions import InvalidMessage, InvalidStatus

from tests.adapters.bridge.conftest import House, Raw, a_client, a_driver, a_house
from tests.adapters.bridge.fetching import FRAME, fetch
from tests.peers.waiting import until

VENDOR = "https://vendor.example"
HELLO = {"role": "connector", "instance": "page-1", "base": "4.8.10", "page": "0.1.0"}


async def a_ticket(house: House) -> str:
    found = re.search(r'data-ticket="([^"]+)"', (await fetch(house, "/connector/", **FRAME)).text)
    assert found
    return found[1]


async def greet(page: Raw, identity: str = "hello:1", **proof: object) -> dict[str, Any]:
    return await page.ask("hello", identity, **{**HELLO, **proof})


@asynccontextmanager
async def a_page(house: House, *, origin: str | None = None, **options: Any) -> AsyncIterator[Raw]:
    """Connect as the page that the bridge serves, or one hosted elsewhere, without saying hello."""
    async with a_client(house, origin=origin or f"http://127.0.0.1:{house.port}", **options) as page:
        yield page


@asynccontextmanager
async def a_page_that_is_in(house: House, **options: Any) -> AsyncIterator[Raw]:
    async with a_page(house, **options) as page:
        assert "result" in await greet(page, ticket=await a_ticket(house))
        await page.next()
        yield page


async def refused(page: Raw, answer: dict[str, Any]) -> str:
    """The reason of a refusal after which nothing more is listened to."""
    await asyncio.wait_for(page.connection.wait_closed(), 5)
    assert page.connection.close_code == 1008
    reason: str = answer["error"]["data"]["type"]
    return reason


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
async def test_a_page_with_its_ticket_is_in_and_hears_what_follows(name: str, house: House) -> None:
    async with a_page(house, origin=f"http://{name}:{house.port}") as page:
        answer = await greet(page, ticket=await a_ticket(house))
        following = await page.next()

        assert answer["result"]["session"] == "secret"
        assert following["method"] == "snapshot"
        assert house.server.clients == 1
    ((hello, proof),) = house.pages.hellos
    assert (hello.instance, proof.has_ticket, proof.hosted_at) == ("page-1", True, None)


async def test_a_ticket_works_once(house: House) -> None:
    ticket = await a_ticket(house)
    async with a_page(house) as first, a_page(house) as second:
        assert "result" in await greet(first, ticket=ticket)
        assert await refused(second, await greet(second, ticket=ticket)) == "wrong_ticket"

    assert house.server.refusals == {"wrong_ticket": 1}


async def test_a_ticket_works_for_thirty_seconds(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.adapters.bridge.tickets.VALID_S", 0.0)
    ticket = await a_ticket(house)
    async with a_page(house) as page:
        assert await refused(page, await greet(page, ticket=ticket)) == "wrong_ticket"


@pytest.mark.parametrize("proof", [{}, {"ticket": "guessed"}, {"pairing": "a secret"}, {"token": "the-right-token"}])
async def test_without_a_ticket_our_own_page_is_nobody(proof: dict[str, str], house: House) -> None:
    async with a_page(house) as page:
        reason = await refused(page, await greet(page, **proof))

    assert reason == ("invalid_params" if "token" in proof else "wrong_ticket")
    assert house.pages.lines == []


async def test_a_page_hosted_elsewhere_is_known_by_its_origin_and_has_no_use_for_a_ticket() -> None:
    async with a_house(pages=(VENDOR,)) as house, a_page(house, origin=VENDOR) as page:
        assert "result" in await greet(page, pairing="a secret of its own", ticket=await a_ticket(house))

    ((hello, proof),) = house.pages.hellos
    assert (proof.has_ticket, proof.hosted_at, hello.pairing) == (False, VENDOR, "a secret of its own")


async def test_a_page_that_is_not_paired_is_told_so_and_counted() -> None:
    async with a_house(pages=(VENDOR,)) as house, a_page(house, origin=VENDOR) as page:
        house.pages.refusal = "pairing_needed"
        assert await refused(page, await greet(page, pairing="a secret of its own")) == "pairing_needed"

    assert house.server.refusals == {"pairing_needed": 1}
    assert house.pages.left == []


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "https://vendor.example:8443", "file://"])
async def test_an_origin_that_nobody_allowed_has_no_socket(origin: str) -> None:
    async with a_house(pages=(VENDOR,)) as house:
        with pytest.raises(InvalidStatus, match="403"):
            async with a_page(house, origin=origin):
                pass
        assert house.server.refusals == {"foreign_origin": 1}


async def test_a_program_is_no_page_even_with_a_ticket_and_keeps_its_own_door(house: House) -> None:
    ticket = await a_ticket(house)
    async with a_client(house) as program:
        answer = await program.ask("hello", "1", role="connector", instance="i", ticket=ticket)
        assert await refused(program, answer) == "forbidden_role"

    assert house.pages.hellos == []


async def test_requests_and_notices_reach_the_engine_as_they_were_written(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        assert "result" in await page.ask("endCall", "page-1:7", call={"callId": "a1"}, agentStatus=None)
        assert "result" in await page.ask("admit", "page-1:8", origin="https://acme.lightning.force.com")
        await page.send({"jsonrpc": "2.0", "method": "ack", "params": {"seq": 4}})
        await page.send({"jsonrpc": "2.0", "method": "logMessageToVendor", "params": {"message": "hm"}})
        await page.ask("takeOver", "page-1:9")

    assert [ask[:2] for ask in house.pages.asks] == [
        ("page-1:7", "endCall"),
        ("page-1:8", "admit"),
        ("page-1:9", "takeOver"),
    ]
    assert json.loads(house.pages.asks[0][2]) == {"call": {"callId": "a1"}, "agentStatus": None}
    assert [said[0] for said in house.pages.says] == ["ack", "logMessageToVendor"]


async def test_the_same_request_again_reaches_the_engine_again(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        await page.ask("mute", "page-1:1")
        await page.ask("mute", "page-1:1")

    assert len(house.pages.asks) == 2, "the engine knows what it has answered"


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("{", "parse_error"),
        (b"\x00", "binary_frame"),
        ([], "invalid_request"),
        ({"jsonrpc": "1.0", "id": "1", "method": "mute"}, "invalid_request"),
        ({"jsonrpc": "2.0", "id": 1, "method": "mute"}, "invalid_request"),
        ({"jsonrpc": "2.0", "method": "mute"}, "invalid_request"),
        ({"jsonrpc": "2.0", "id": "1", "method": "ack", "params": {"seq": 1}}, "invalid_request"),
        ({"jsonrpc": "2.0", "id": "1", "method": "hangup"}, "unknown_method"),
        ({"jsonrpc": "2.0", "id": "1", "method": "shutDown"}, "unknown_method"),
        ({"jsonrpc": "2.0", "id": "1", "method": "hello", "params": HELLO}, "hello_twice"),
        (
            '{"jsonrpc": "2.0", "id": "1", "method": "handleMessage", "params": ' + "[" * 101 + "]" * 101 + "}",
            "parse_error",
        ),
    ],
)
async def test_a_bad_message_is_refused_counted_and_changes_nothing(message: Any, reason: str, house: House) -> None:
    async with a_page_that_is_in(house) as page:
        await page.send(message)
        answer = await page.next()
        assert "result" in await page.ask("mute", "page-1:1")

    assert answer["error"]["data"]["type"] == reason
    assert house.server.refusals == {reason: 1}
    assert len(house.pages.asks) == 1
    assert house.pages.says == []


@pytest.mark.parametrize("message", ["{", b"\x00", {"jsonrpc": "2.0", "id": "1", "method": "mute"}])
async def test_whoever_does_not_begin_with_hello_is_sent_away(message: Any, house: House) -> None:
    async with a_page(house) as page:
        await page.send(message)
        await refused(page, await page.next())

    assert house.pages.hellos == []


@pytest.mark.parametrize("role", ["driver", "console", "king", None])
async def test_a_page_is_a_connector_and_nothing_else(role: str | None, house: House) -> None:
    async with a_page(house) as page:
        reason = await refused(page, await page.hello(role=role))

    assert reason == ("forbidden_role" if role in ("driver", "console") else "invalid_params")
    assert house.pages.hellos == []


async def test_who_never_says_hello_is_sent_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.adapters.bridge.listening.HELLO_S", 0.05)
    async with a_page(house) as page:
        await asyncio.wait_for(page.connection.wait_closed(), 5)

    assert house.server.refusals == {"no_hello": 1}


async def test_who_makes_nothing_but_mistakes_is_not_listened_to_for_ever(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        for _ in range(200):
            await page.send("{")
            await page.next()
        await asyncio.wait_for(page.connection.wait_closed(), 5)

    assert house.server.refusals == {"parse_error": 200}
    await until(lambda: house.pages.left == house.pages.lines, "the engine knows that it has gone")


async def test_ten_megabytes_end_the_connection_and_the_engine_knows_that_the_page_is_gone(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        page.connection.transport.write(b"\x81\xff" + (10 << 20).to_bytes(8, "big") + b"mask")
        await page.connection.wait_closed()

    assert page.connection.close_code == 1009
    await until(lambda: house.pages.left == house.pages.lines, "the engine knows that it has gone")
    assert house.server.refusals == {"frame_too_large": 1}


async def test_the_engine_hears_of_a_page_that_leaves_and_of_nobody_who_was_not_in(house: House) -> None:
    async with a_page_that_is_in(house), a_page(house):
        assert house.pages.left == []
    await until(lambda: house.pages.left == house.pages.lines, "the engine knows that it has gone")
    assert house.server.clients == 0


async def test_the_engine_can_end_a_pages_connection(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        (line,) = house.pages.lines
        line.close(4000, "this page has another connection")
        await asyncio.wait_for(page.connection.wait_closed(), 5)
        line.send(b"{}")

    assert page.connection.close_code == 4000


async def test_a_page_that_stops_reading_is_cut_off_and_nobody_else_notices() -> None:
    async with a_house(max_queue=16) as house, a_driver(house) as driver, a_page_that_is_in(house, max_queue=1) as page:
        (line,) = house.pages.lines
        for _ in range(20_000):
            line.send(b'{"jsonrpc": "2.0", "method": "snapshot", "params": {}, "x": "%b"}' % (b"x" * 500))
            if house.server.refusals:
                break
            await asyncio.sleep(0)

        assert house.server.refusals == {"stopped_reading": 1}
        await until(lambda: house.pages.left == [line], "the engine knows that it has gone")
        assert "result" in await driver.ask("ping")
        page.connection.transport.abort()


async def test_guessing_tickets_is_a_flood_that_keeps_no_program_out() -> None:
    async with a_house(refusals_per_min=5) as house:
        for _ in range(5):
            async with a_page(house) as page:
                await greet(page, ticket="guessed")
        with pytest.raises(InvalidMessage):
            async with a_page(house):
                pass
        assert house.server.refusals == {"wrong_ticket": 5, "flood": 1}
        async with a_driver(house) as driver:
            assert "result" in await driver.ask("ping")


async def test_stopping_says_goodbye_to_pages(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        await house.server.stop()
        await asyncio.wait_for(page.connection.wait_closed(), 5)

    assert page.connection.close_code == 1001
    assert house.pages.left == house.pages.lines
