"""A party leaves while no page hears of it: the next page is told, with who is left."""

from softphone.core.messages.commands import HangUp
from softphone.core.messages.events import HoldConfirmed, LegConnected, LegEnded, ProvisionalReceived
from tests.connector.company import CAROL
from tests.core.scenes import LEG_A, LEG_B
from tests.engine.pages.office_hours import House, settled
from tests.engine.pages.test_ledger import CALL, talking


async def test_a_party_that_was_removed_for_a_page_that_is_gone_is_told_to_the_next_one_with_who_is_left() -> None:
    house = House()
    first = await talking(house)
    await house.desk_does(CAROL)
    await house.happens(HoldConfirmed(LEG_A, is_held=True), ProvisionalReceived(LEG_B, 180), LegConnected(LEG_B))
    first.ask("endCall", call={**CALL["call"], "callAttributes": {"participantType": "Third_Party"}})
    await settled()
    house.desk.gone(first)
    page = await house.ready("page-2")
    await house.happens(LegEnded(LEG_B, 200))

    events = [frame["params"] for frame in page.frames if "params" in frame]
    told = [event for event in events if event.get("eventType") == "PARTICIPANT_REMOVED"]
    assert [(one["payload"]["call"]["connectionId"], len(one["followUp"])) for one in told] == [(LEG_B, 1)]


async def test_a_party_that_left_while_nobody_heard_of_it_ends_with_the_call_that_ends_next() -> None:
    house = House()
    first = await talking(house)
    await house.desk_does(CAROL)
    await house.happens(HoldConfirmed(LEG_A, is_held=True), ProvisionalReceived(LEG_B, 180), LegConnected(LEG_B))
    house.desk.gone(first)
    page = house.load("page-2")
    await house.happens(LegEnded(LEG_B, 200))
    await house.desk_does(HangUp())
    page.ask("init", connectorConfig={})
    await settled()
    page.ask("getActiveCalls")
    await house.happens(LegEnded(LEG_A, 200))

    (hangup,) = [frame["params"] for frame in page.frames if frame.get("params", {}).get("eventType") == "HANGUP"]
    assert [leg["connectionId"] for leg in hangup["payload"]["calls"]] == [LEG_A, LEG_B]
