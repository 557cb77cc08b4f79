"""Who is let in, who is in charge, and who hears nothing while the agent is offline."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from msgspec import Raw, structs

from softphone.connector.errors import Rejection
from softphone.connector.wire import ConnectorHello
from softphone.core.messages.commands import EndWrapUp, SetMute
from softphone.core.messages.events import LegEnded, RecordingFailed
from softphone.engine.pages import charge
from softphone.engine.pages.requests import MOST_WAITING
from softphone.engine.ports.pages import Proof
from softphone.protocol.refusals import Refused
from softphone.settings import Settings
from softphone.settings.sections.connector import ConnectorSettings
from tests.core.scenes import LEG_A, ONE_LINE, A, invited
from tests.engine.pages.office_hours import PARENT, SETTINGS, House, Line, settled
from tests.engine.pages.test_ledger import talking


async def test_a_second_tab_is_told_so_and_its_requests_are_rejected() -> None:
    house = House()
    first = await house.ready()
    second = house.load("page-2")
    second.ask("mute")
    await settled()
    await house.happens(invited())

    assert second.welcome
    assert not second.welcome.is_in_charge
    assert second.events == ["rejected"]
    assert first.events == ["CALL_STARTED"]


async def test_a_second_tab_can_take_over() -> None:
    house = House()
    first = await house.ready()
    second = house.load("page-2")
    second.ask("takeOver")
    second.ask("init", connectorConfig={})
    await settled()
    await house.happens(invited())

    assert first.frames[-1]["params"]["isInCharge"] is False
    assert second.events == ["result InitResult", "CALL_STARTED"]


async def test_another_tab_comes_into_charge_when_the_first_one_stays_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charge, "GRACE_S", 0.0)
    house = House()
    first = await house.ready()
    second = house.load("page-2")
    house.desk.gone(first)
    while not any("isInCharge" in str(frame) for frame in second.frames):
        await settled()

    assert house.desk.page
    assert house.desk.page.instance == "page-2"


async def test_a_tab_that_takes_the_phone_back_is_made_ready_anew_and_told_what_it_missed() -> None:
    house = House()
    first = await talking(house)
    second = house.load("page-2")
    second.ask("takeOver")
    second.ask("init", connectorConfig={})
    await settled()
    first.frames.clear()
    await house.happens(LegEnded(LEG_A))
    assert first.events == []

    first.ask("takeOver")
    await settled()
    await house.desk_does(EndWrapUp())
    await house.happens(invited())

    assert first.events == ["LOGIN_RESULT", "CALL_STARTED"]


async def test_a_tab_that_lost_the_phone_while_it_was_away_is_made_ready_anew_when_it_has_it_again() -> None:
    house = House()
    first = await house.ready()
    house.desk.gone(first)
    second = house.load("page-2")
    second.ask("init", connectorConfig={})
    await settled()
    house.desk.gone(second)

    assert first.welcome
    again = Line(house, "page-1")
    again.hello(session=first.welcome.session)
    await settled()

    assert again.welcome
    assert again.welcome.is_in_charge
    assert again.events == ["LOGIN_RESULT"]


async def test_a_phone_that_belongs_to_somebody_else_does_nothing_for_salesforce() -> None:
    house = House(settings=structs.replace(SETTINGS, connector=ConnectorSettings(users=("Anna@example.com",))))
    page = house.load()
    init = page.ask("init", connectorConfig={"userName": "eve@example.com"})
    dial = page.ask("dial", contact={"phoneNumber": "sip:x@127.0.0.1:9"})
    await settled()
    await house.happens(invited())

    assert "eve@example.com" in page.answer_to(init)["error"]["message"]
    assert "error" in page.answer_to(dial)
    assert page.events == ["rejected", "rejected"]

    page.ask("init", connectorConfig={"userName": "anna@example.com"})
    await settled()
    assert page.events[2:] == ["result InitResult"]
    assert house.desk.user_name == "anna@example.com"


ANNA = {"userName": "anna@example.com", "isACWAllowed": True, "reqLongDistPrefix": "+1"}
EVE = {"userName": "eve@example.com", "isACWAllowed": False, "reqLongDistPrefix": "+49"}


@pytest.mark.parametrize("users", [("anna@example.com",), ()])
async def test_a_tab_that_takes_the_phone_back_has_it_as_salesforce_set_it_up_there(users: tuple[str, ...]) -> None:
    house = House(settings=structs.replace(SETTINGS, connector=ConnectorSettings(users=users)))
    annas = house.load()
    annas.ask("init", connectorConfig=ANNA)
    await settled()
    eves = house.load("page-2")
    eves.ask("takeOver")
    eves.ask("init", connectorConfig=EVE)
    await settled()
    assert eves.events == (["rejected"] if users else ["result InitResult"])

    annas.ask("takeOver")
    await settled()
    asked = annas.ask("getAgentConfig")
    await settled()

    assert annas.answer_to(asked)["result"]["type"] == "AgentConfigResult"
    assert annas.events == ["result InitResult", "LOGIN_RESULT", "result AgentConfigResult"]
    assert (house.desk.user_name, house.office.centre.long_distance_prefix) == ("anna@example.com", "+1")
    assert house.runner.phone.does_after_call_work


async def test_a_tab_that_salesforce_has_not_set_up_yet_is_not_taken_for_the_one_before() -> None:
    house = House(settings=structs.replace(SETTINGS, connector=ConnectorSettings(users=("anna@example.com",))))
    annas = house.load()
    annas.ask("init", connectorConfig=ANNA)
    await settled()
    eves = house.load("page-2")
    eves.ask("takeOver")
    dial = eves.ask("dial", contact={"phoneNumber": "sip:x@127.0.0.1:9"})
    await settled()

    assert "a user without a name" in eves.answer_to(dial)["error"]["message"]
    assert not house.runner.phone.conversations


@pytest.mark.parametrize("said", [EVE, None])
async def test_a_page_of_somebody_else_that_has_outlived_the_engine_is_refused(said: dict[str, Any] | None) -> None:
    house = House()
    page = await house.ready()
    house.settings = structs.replace(SETTINGS, connector=ConnectorSettings(users=("anna@example.com",)))
    house.open()
    assert page.welcome
    again = Line(house, page.instance)
    with pytest.raises(Refused, match="belongs to somebody else") as refused:
        again.hello(session=page.welcome.session, connector_config=said)
    await house.happens(invited())

    assert refused.value.type == "other_user"
    assert again.frames == []

    again.hello(session=page.welcome.session, connector_config=ANNA)
    await settled()
    await house.happens(LegEnded(LEG_A, 487), invited())
    assert again.events[-1] == "CALL_STARTED"


@pytest.mark.parametrize(
    ("proof", "kind"),
    [({"ticket": "used"}, "wrong_ticket"), ({"session": "guess"}, "unknown_session"), ({}, "wrong_ticket")],
)
async def test_a_page_without_a_proof_is_refused(proof: dict[str, Any], kind: str) -> None:
    house = House()
    with pytest.raises(Refused) as refused:
        house.desk.hello(ConnectorHello(role="connector", instance="x", **proof), Proof(), Line(house, "x"))

    assert refused.value.type == kind


async def test_a_hosted_page_is_paired_once_by_the_agent() -> None:
    house = House()
    hello = ConnectorHello(role="connector", instance="x", pairing="secret of the page")
    with pytest.raises(Refused) as refused:
        house.desk.hello(hello, Proof(hosted_at="https://vendor.example.com"), Line(house, "x"))
    assert refused.value.type == "pairing_needed"
    (question,) = house.questions
    assert question.split()[1] in str(refused.value)

    assert house.desk.admission.approve(question)
    house.desk.hello(hello, Proof(hosted_at="https://vendor.example.com"), Line(house, "x"))


async def test_an_unknown_salesforce_page_waits_until_the_agent_has_approved_it() -> None:
    house = House(settings=Settings())
    page = house.load()
    request = page.ask("admit", origin=PARENT)
    assert house.questions == (PARENT,)
    page.ask("init", connectorConfig={})
    await settled()
    await house.happens(invited())
    assert page.events == ["result InitResult"]

    assert house.desk.admission.approve(PARENT)
    assert page.answer_to(request) == {"jsonrpc": "2.0", "id": request, "result": {}}
    assert not house.desk.admission.approve(PARENT)


async def test_a_page_of_somebody_else_is_not_admitted() -> None:
    house = House()
    page = house.load()
    refused = page.ask("admit", origin="https://evil.example.com")
    admitted = page.ask("admit", origin=PARENT)

    assert page.answer_to(refused)["error"]["data"]["type"] == "forbidden_origin"
    assert "result" in page.answer_to(admitted)


async def test_a_page_that_asks_to_be_let_in_again_and_again_hears_no() -> None:
    house = House(settings=Settings())
    page = house.load()
    requests = [page.ask("admit", origin=PARENT) for _ in range(100)]

    refused = [frame["id"] for frame in page.frames if frame.get("error")]
    assert refused == requests[32:]
    assert house.questions == (PARENT,)


async def test_a_page_gone_wild_has_so_many_requests_under_way_and_no_more() -> None:
    house = House()
    page = await house.ready()
    forever: asyncio.Future[Rejection] = asyncio.get_running_loop().create_future()
    house.office.handle = lambda *_: forever  # type: ignore[method-assign]
    requests = [page.ask("getSignedRecordingUrl", callId=str(number)) for number in range(200)]
    await settled()

    rejected = [frame["id"] for frame in page.frames if "error" in frame and frame["id"] in requests]
    assert len(house.desk.requests.waiting) == MOST_WAITING
    assert len(rejected) == 200 - MOST_WAITING
    house.desk.asked(page, requests[0], "getSignedRecordingUrl", Raw(b"{}"))
    forever.set_result(Rejection("no such recording"))
    await settled()
    assert not house.desk.requests.waiting
    assert all(page.answer_to(request)["error"] for request in requests)


# Offline for Salesforce


async def test_calls_are_not_published_while_the_agent_is_offline_and_corrected_afterwards() -> None:
    house = House()
    page = await talking(house)
    page.ask("setAgentStatus", agentStatus="Offline", statusInfo={"statusId": "0"})
    await settled()
    page.frames.clear()
    await house.happens(LegEnded(LEG_A))
    assert page.events == []

    page.ask("setAgentStatus", agentStatus="Available", statusInfo={"statusId": "0N5x"})
    await settled()

    assert page.events == ["result SetAgentStateResult", "HANGUP"]
    assert house.runner.phone.wrap_up is None


async def test_the_page_of_an_agent_who_is_offline_knows_what_was_toggled_for_it_may_have_to_replay_it() -> None:
    house = House(policy=replace(ONE_LINE, records_calls=True))
    page = await talking(house)
    page.ask("setAgentStatus", agentStatus="Offline", statusInfo={"statusId": "0"})
    await settled()

    def shown() -> list[tuple[bool, bool]]:
        infos = [frame["params"]["snapshot"]["activeCalls"][0]["callInfo"] for frame in page.frames]
        return [(info.get("isMuted", False), info.get("isRecordingPaused", False)) for info in infos]

    page.frames.clear()
    await house.desk_does(SetMute(is_muted=True))
    await house.happens(RecordingFailed(A, "disk full"))

    assert page.events == []
    assert shown() == [(True, False), (True, True)]
