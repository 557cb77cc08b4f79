"""The login page: who may load it, and a password that becomes a registration, or does not."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from softphone.core.state.registration import RegistrationState
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.refusals import Fault, Refused, problem
from softphone.protocol.state import AccountState
from tests.adapters.bridge.conftest import House, Raw, a_house
from tests.adapters.bridge.fetching import FRAME, OWN_SCRIPT, fetch
from tests.fakes.engine import registration_changed
from tests.peers.waiting import until

OFFICE = AccountState(name="office", uri="sip:4711@pbx.example", state=RegistrationState.WAITING, code=401)
LOCAL = AccountState(name="demo", uri="sip:me@127.0.0.1", state=RegistrationState.LOCAL)
PASSWORD = "between us"  # noqa: S105 - of nobody


def becomes(house: House, state: RegistrationState, **more: Any) -> None:
    account = AccountState(name="office", uri=OFFICE.uri, state=state, **more)
    house.engine.accounts = (account, LOCAL)
    house.tell(registration_changed(account))


async def a_ticket(house: House, path: str = "/login/") -> str:
    found = re.search(r'data-ticket="([^"]+)"', (await fetch(house, path, **FRAME)).text)
    assert found
    return found[1]


@asynccontextmanager
async def a_login_page(house: House, *, origin: str | None = None) -> AsyncIterator[Raw]:
    """Connect as the login page, without saying hello."""
    async with connect(
        house.url.replace("/bridge", "/login/session"),
        origin=Origin(origin or f"http://127.0.0.1:{house.port}"),
        subprotocols=[Subprotocol("softphone.v1")],
        compression=None,
        close_timeout=0.2,
    ) as connection:
        yield Raw(connection)


@asynccontextmanager
async def a_page_that_is_in(house: House) -> AsyncIterator[Raw]:
    becomes(house, RegistrationState.WAITING, code=401)
    async with a_login_page(house) as page:
        answer = await page.ask("hello", 1, ticket=await a_ticket(house))
        assert answer["result"] == {"accounts": [{"name": "office", "uri": "sip:4711@pbx.example"}]}
        yield page


async def log_in(page: Raw, identity: int = 2) -> dict[str, Any]:
    return await page.ask("secret", identity, account="office", password=PASSWORD)


async def test_the_page_is_for_frames_of_the_customers_salesforce() -> None:
    async with a_house(parents=("https://acme.lightning.force.com",)) as house:
        page = await fetch(house, "/login/", **FRAME)
        tab = await fetch(house, "/login/", **{**FRAME, "Sec-Fetch-Dest": "document"})

    assert page.status == 200
    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors https://acme.lightning.force.com")
    assert page.headers["Cache-Control"] == "no-store"
    assert tab.status == 403


@pytest.mark.parametrize(("name", "kind"), [("login.js", "text/javascript"), ("login.css", "text/css")])
async def test_its_files_are_for_itself(name: str, kind: str, house: House) -> None:
    ours = await fetch(house, f"/login/{name}", **OWN_SCRIPT)
    foreign = await fetch(house, f"/login/{name}", **{"Sec-Fetch-Site": "cross-site"})

    assert (ours.status, ours.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert foreign.status == 403


async def test_a_password_that_the_registrar_takes_is_kept_and_salesforce_is_told(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        becomes(house, RegistrationState.REGISTERING)
        trying = asyncio.ensure_future(log_in(page))
        await until(lambda: house.engine.executed, "the password arrives")
        assert house.pages.logins == 0
        becomes(house, RegistrationState.REGISTERED)
        answer = await trying

    assert answer["result"] == {}
    assert [command for command, _ in house.engine.executed] == [KeepSecret(account="office", password=PASSWORD)]
    assert house.pages.logins == 1


async def test_a_password_that_the_registrar_refuses_can_be_mended(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        becomes(house, RegistrationState.WAITING, code=403, says="Forbidden")
        refused = await log_in(page)
        assert house.pages.logins == 0
        becomes(house, RegistrationState.REGISTERED)
        taken = await log_in(page, 3)

    assert refused["error"]["message"] == "The telephone system refuses the login: 403 Forbidden"
    assert taken["result"] == {}
    assert house.pages.logins == 1


async def test_a_registrar_that_does_not_answer_is_not_waited_for_for_ever(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("softphone.adapters.bridge.login_conversation.REGISTERING_S", 0.0)
    async with a_page_that_is_in(house) as page:
        becomes(house, RegistrationState.REGISTERING)
        answer = await log_in(page)

    assert "does not answer" in answer["error"]["message"]
    assert house.pages.logins == 0


async def test_a_keyring_that_cannot_be_used_is_said(house: House) -> None:
    house.engine.answers[KeepSecret] = Refused(problem(Fault.UNAVAILABLE, "The keyring is locked."))
    async with a_page_that_is_in(house) as page:
        answer = await log_in(page)

    assert answer["error"]["message"] == "The keyring is locked."
    assert PASSWORD not in json.dumps(answer)


@pytest.mark.parametrize("path", ["/connector/", ""])
async def test_only_a_fresh_ticket_of_the_login_page_opens_it(path: str, house: House) -> None:
    ticket = await a_ticket(house, path) if path else "guessed"
    async with a_login_page(house) as page:
        answer = await page.ask("hello", 1, ticket=ticket)
        await asyncio.wait_for(page.connection.wait_closed(), 5)

    assert answer["error"]["data"]["type"] == "wrong_ticket"
    assert house.server.refusals == {"wrong_ticket": 1}


async def test_a_ticket_of_the_login_page_does_not_open_the_bridge(house: House) -> None:
    ticket = await a_ticket(house)
    async with connect(
        house.url, origin=Origin(f"http://127.0.0.1:{house.port}"), subprotocols=[Subprotocol("softphone.v1")]
    ) as connection:
        answer = await Raw(connection).ask("hello", "1", role="connector", instance="i", ticket=ticket)

    assert answer["error"]["data"]["type"] == "wrong_ticket"


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "https://vendor.example"])
async def test_no_other_page_has_a_socket_there(origin: str) -> None:
    async with a_house(pages=("https://vendor.example",)) as house:
        with pytest.raises(InvalidStatus, match="403"):
            async with a_login_page(house, origin=origin):
                pass


async def test_a_program_has_no_socket_there(house: House) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        await connect(house.url.replace("/bridge", "/login/session"), subprotocols=[Subprotocol("softphone.v1")])


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("{", "parse_error"),
        (b"\x00", "binary_frame"),
        ({"jsonrpc": "2.0", "id": 5, "method": "shutdown"}, "unknown_method"),
        ({"jsonrpc": "2.0", "id": 5, "method": "secret", "params": {"account": "office"}}, "invalid_params"),
        ({"jsonrpc": "2.0", "id": 5, "method": "secret", "params": [[[[]]]]}, "invalid_params"),
    ],
)
async def test_the_page_can_do_nothing_else(message: Any, reason: str, house: House) -> None:
    async with a_page_that_is_in(house) as page:
        await page.send(message)
        answer = await page.next()

    assert answer["error"]["data"]["type"] == reason
    assert house.engine.executed == []
    assert house.server.refusals == {reason: 1}


async def test_passwords_are_not_tried_for_ever(house: House) -> None:
    async with a_page_that_is_in(house) as page:
        for identity in range(20):
            await log_in(page, identity + 2)
        await asyncio.wait_for(page.connection.wait_closed(), 5)

    assert house.server.refusals == {"not_registered": 20}


async def test_who_says_nothing_is_sent_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.adapters.bridge.listening.HELLO_S", 0.05)
    async with a_login_page(house) as page:
        await asyncio.wait_for(page.connection.wait_closed(), 5)

    assert house.server.refusals == {"no_hello": 1}
