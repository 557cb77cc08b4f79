"""What a supervisor's page is told when a request fails although a call is being supervised already."""

from typing import Any

import pytest
from msgspec.structs import replace

from softphone.core.messages.commands import ChangeMode, Unsupervise
from softphone.core.messages.events import LegConnected, LegEnded
from softphone.core.messages.supervision_events import ModeConfirmed
from softphone.core.values import LegId, Mode
from softphone.settings.sections.account import AccountSettings
from softphone.settings.sections.supervision import SupervisionSettings
from tests.core.supervision import MAY_SUPERVISE, SUPERVISE
from tests.engine.pages.office_hours import SETTINGS, House, Line

SUPERVISING = SupervisionSettings(is_supervisor=True, way="pbx", target="sip:spy-{key}@{domain}")
PBX = AccountSettings(name="desk", uri="sip:4711@127.0.0.1")
SEAT = replace(SETTINGS, accounts=(PBX,), supervision=SUPERVISING)
OTHER: dict[str, Any] = {"call": {"callId": "call-b"}}


async def supervisor() -> tuple[House, Line]:
    """A supervisor's page, and a call that is being listened to."""
    house = House(SEAT, MAY_SUPERVISE)
    page = await house.ready()
    await house.desk_does(SUPERVISE)
    await house.happens(LegConnected(leg_of(house)))
    page.frames.clear()
    return house, page


def leg_of(house: House) -> LegId:
    """The supervisor's leg."""
    return house.runner.phone.conversations[0].initial.id


@pytest.mark.parametrize("ask", [OTHER, {"call": {"callId": "call-a"}}, {"call": {}}, {}])
async def test_a_base_that_forgot_a_supervision_by_a_second_request_is_told_of_the_first_again(
    ask: dict[str, Any],
) -> None:
    house, page = await supervisor()
    page.ask("superviseCall", **ask)
    await house.happens()

    assert page.events == ["rejected", "SUPERVISOR_CALL_CONNECTED"]
    assert page.frames[1]["params"]["payload"]["call"]["callId"] == "call-a"
    await house.happens(LegEnded(leg_of(house), 200))
    assert page.events[2:] == ["SUPERVISOR_HANGUP"]


async def test_it_is_told_of_a_barge_as_well() -> None:
    house, page = await supervisor()
    await house.desk_does(ChangeMode(Mode.BARGE))
    await house.happens(ModeConfirmed(leg_of(house), Mode.BARGE))
    page.frames.clear()
    page.ask("superviseCall", **OTHER)
    await house.happens()

    assert page.events == ["rejected", "SUPERVISOR_CALL_CONNECTED", "SUPERVISOR_BARGED_IN"]


async def test_one_that_still_rings_is_told_as_begun() -> None:
    house = House(SEAT, MAY_SUPERVISE)
    page = await house.ready()
    page.ask("superviseCall", call={"callId": "call-a"})
    await house.happens()
    page.ask("superviseCall", **OTHER)
    await house.happens()

    assert page.events == ["result SuperviseCallResult", "rejected", "SUPERVISOR_CALL_STARTED"]


async def test_without_a_supervision_a_failure_is_a_failure_and_nothing_else() -> None:
    house, page = await supervisor()
    await house.desk_does(Unsupervise())
    await house.happens(LegEnded(leg_of(house), 200))
    page.frames.clear()
    page.ask("superviseCall", call={})
    page.ask("supervisorBargeIn", **OTHER)
    await house.happens()

    assert page.events == ["rejected", "rejected"]


async def test_other_requests_that_fail_forget_nothing() -> None:
    house, page = await supervisor()
    page.ask("supervisorBargeIn", **OTHER)
    page.ask("mute", **OTHER)
    await house.happens()

    assert page.events == ["rejected", "rejected"]


async def test_a_call_that_cannot_be_accepted_makes_the_base_forget_as_well() -> None:
    house, page = await supervisor()
    page.ask("acceptCall", **OTHER)
    await house.happens()

    assert page.events == ["rejected", "SUPERVISOR_CALL_CONNECTED"]


async def test_what_was_asked_before_the_last_end_was_heard_is_told_again_after_its_result() -> None:
    house, page = await supervisor()
    page.acks = False
    await house.happens(LegEnded(leg_of(house), 200))
    page.ask("superviseCall", **OTHER)
    await house.happens()

    assert page.events == ["SUPERVISOR_HANGUP", "result SuperviseCallResult", "SUPERVISOR_CALL_STARTED"]
