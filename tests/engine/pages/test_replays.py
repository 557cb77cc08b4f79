"""A page that is ready again is asked what goes on; whatever comes of that, the rest is told afterwards."""

import pytest

from softphone.core.messages.commands import Merge
from softphone.core.messages.events import HoldConfirmed, LegConnected, ProvisionalReceived
from softphone.engine.pages.back_door import BackDoor
from softphone.protocol.pages import SimulateError
from tests.connector.company import CAROL
from tests.core.scenes import LEG_A, LEG_B
from tests.engine.pages.office_hours import House, Line, seq_of, settled
from tests.engine.pages.test_ledger import talking


async def reloaded_while_merged(house: House) -> Line:
    """Three talk with each other, and Salesforce loads the page again."""
    page = await talking(house)
    await house.desk_does(CAROL)
    await house.happens(HoldConfirmed(LEG_A, is_held=True), ProvisionalReceived(LEG_B, 180), LegConnected(LEG_B))
    await house.desk_does(Merge())
    await house.happens(HoldConfirmed(LEG_A, is_held=False))
    house.desk.gone(page)
    return await house.ready("page-2")


@pytest.mark.parametrize("outcome", ["done", "late", "failed"])
async def test_however_the_replay_is_acked_that_calls_are_merged_is_told_after_it(outcome: str) -> None:
    house = House()
    page = await reloaded_while_merged(house)
    page.acks = False
    request = page.ask("getActiveCalls")
    await settled()
    assert page.events == ["result ActiveCallsResult"]

    page.ack(seq_of(page.answer_to(request)) or 0, outcome)

    assert page.events == ["result ActiveCallsResult", "HOLD_TOGGLE"]
    assert page.frames[-1]["params"]["payload"]["isCallMerged"] is True


async def test_a_replay_that_is_refused_holds_nothing_back() -> None:
    house = House()
    page = await reloaded_while_merged(house)
    BackDoor(house.desk).obey(SimulateError(method="getActiveCalls", label="c.broken"))
    page.ask("getActiveCalls")
    await settled()

    assert page.events == ["rejected", "HOLD_TOGGLE"]


async def test_a_page_that_answered_by_itself_while_its_line_was_down_hears_the_rest_when_it_is_back() -> None:
    house = House()
    page = await reloaded_while_merged(house)
    assert page.events == []
    house.desk.gone(page)
    again = Line(house, page.instance)
    assert page.welcome
    again.hello(session=page.welcome.session)
    await settled()

    assert again.events == ["HOLD_TOGGLE"]


async def test_a_page_whose_line_drops_before_it_has_heard_the_replay_hears_the_rest_after_it() -> None:
    house = House()
    page = await reloaded_while_merged(house)
    page.acks = False
    page.ask("getActiveCalls")
    house.desk.gone(page)
    again = Line(house, page.instance)
    assert page.welcome
    again.hello(session=page.welcome.session)
    await settled()

    assert again.events == ["result ActiveCallsResult", "HOLD_TOGGLE"]
