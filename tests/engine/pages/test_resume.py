"""Pages that reload, sockets that drop, engines that restart: nothing doubled, nothing missing."""

import pytest

from softphone.core.messages.commands import Answer, SetHold
from softphone.core.messages.events import HoldConfirmed, LegConnected, LegEnded, ProvisionalReceived
from tests.core.scenes import LEG_A, A, invited
from tests.engine.pages.office_hours import House, Line, settled
from tests.engine.pages.test_ledger import CALL, talking


def dropped(house: House, page: Line) -> Line:
    """The page's socket drops; the page comes back with a new one, knowing its session."""
    house.desk.gone(page)
    again = Line(house, page.instance)
    again.welcome = page.welcome
    return again


def back(page: Line) -> Line:
    assert page.welcome
    page.hello(session=page.welcome.session)
    return page


# The same life of a page


async def test_what_happened_while_the_socket_was_down_follows_in_order() -> None:
    house = House()
    page = await talking(house)
    again = dropped(house, page)
    await house.desk_does(SetHold(is_held=True))
    await house.happens(HoldConfirmed(LEG_A, is_held=True), LegEnded(LEG_A))

    back(again)
    await settled()

    assert again.events == ["HOLD_TOGGLE", "UPDATE_AUDIO_STATS", "HANGUP", "AFTER_CALL_WORK_STARTED"]
    assert list(house.outgoing.pending()) == []


async def test_what_the_page_has_dealt_with_is_not_sent_again_although_its_ack_was_lost() -> None:
    house = House()
    page = await house.ready()
    page.acks = False
    await house.happens(invited())
    seq = page.frames[-1]["params"]["seq"]
    house.seen = seq

    again = back(dropped(house, page))

    assert again.events == []
    assert list(house.outgoing.pending()) == []
    assert house.outgoing.beliefs.calls


async def test_a_request_whose_answer_was_lost_is_answered_again_and_not_executed_again() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    page.acks = False
    request = page.ask("acceptCall", **CALL)
    await house.happens(LegConnected(LEG_A))
    again = back(dropped(house, page))
    again.ask_as(request, "acceptCall", **CALL)
    await settled()

    answers = [frame for frame in again.frames if frame.get("id") == request]
    assert [answer["result"]["type"] for answer in answers] == ["CallResult", "CallResult"]
    assert len({answer["result"]["seq"] for answer in answers}) == 1


async def test_a_request_that_is_under_way_is_answered_once_on_the_new_socket() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    request = page.ask("acceptCall", **CALL)
    again = back(dropped(house, page))
    again.ask_as(request, "acceptCall", **CALL)
    await house.happens(LegConnected(LEG_A))

    assert again.events == ["result CallResult"]


async def test_a_late_answer_is_published_because_salesforce_believes_that_it_failed() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    page.acks = False
    page.ask("acceptCall", **CALL)
    await house.happens(LegConnected(LEG_A))
    page.ack(page.frames[-1]["result"]["seq"], "late")

    assert page.events == ["CALL_STARTED", "result CallResult", "CALL_CONNECTED"]


async def test_what_could_not_be_dispatched_is_not_sent_again() -> None:
    house = House()
    page = await house.ready(acks=False)
    await house.happens(invited())
    page.ack(page.frames[-1]["params"]["seq"], "failed")

    assert not house.outgoing.beliefs.calls
    assert list(house.outgoing.pending()) == []


# Another life: the page is reloaded


async def test_a_reload_during_a_call_sends_nothing_because_the_base_replays_it() -> None:
    house = House()
    page = await talking(house)
    house.desk.gone(page)
    again = house.load("page-2")
    again.ask("init", connectorConfig={})
    await settled()

    assert again.events == ["result InitResult"]
    assert again.welcome
    assert again.welcome.state.active_calls
    assert again.welcome.state.active_calls[0].state == "connected"


async def test_a_call_that_ended_while_the_page_was_away_is_told_once() -> None:
    house = House()
    page = await talking(house)
    house.desk.gone(page)
    await house.happens(LegEnded(LEG_A))
    again = house.load("page-2")
    again.ask("init", connectorConfig={})
    await settled()
    assert again.events == ["result InitResult", "HANGUP", "AFTER_CALL_WORK_STARTED"]

    house.desk.gone(again)
    third = await house.ready("page-3")

    assert third.events == []


async def test_a_call_that_came_and_went_while_the_page_was_away_is_not_told() -> None:
    house = House()
    page = await house.ready()
    house.desk.gone(page)
    await house.happens(invited(), LegEnded(LEG_A, 487))
    again = await house.ready("page-2")

    assert again.events == []


async def test_a_call_that_rang_and_was_answered_while_the_page_was_away_ends_with_one_hangup() -> None:
    house = House()
    page = await house.ready()
    house.desk.gone(page)
    await house.happens(invited())
    await house.desk_does(Answer())
    await house.happens(LegConnected(LEG_A))
    again = await house.ready("page-2")
    await house.happens(LegEnded(LEG_A))

    assert again.events == ["UPDATE_AUDIO_STATS", "HANGUP", "AFTER_CALL_WORK_STARTED"]


async def test_a_page_that_comes_for_the_first_time_hears_of_nothing_that_was() -> None:
    house = House()
    await house.happens(invited(), LegEnded(LEG_A, 487))

    assert (await house.ready()).events == []


# Another life: the engine is restarted


async def test_calls_that_died_with_the_engine_are_told_to_a_page_that_has_outlived_it() -> None:
    house = House()
    page = await talking(house)
    session = page.welcome.session if page.welcome else ""
    house.open()
    again = Line(house, page.instance)
    again.hello(session=session)
    await settled()

    assert again.events == ["HANGUP"]


async def test_calls_that_died_with_the_engine_are_told_to_a_page_that_is_loaded_later() -> None:
    house = House()
    await talking(house)
    house.open()

    assert "HANGUP" in (await _loaded(house)).events


async def _loaded(house: House) -> Line:
    page = house.load("page-2")
    page.ask("init", connectorConfig={})
    await settled()
    return page


async def test_an_answer_of_a_dead_engine_that_is_given_again_leaves_no_call_behind() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    page.acks = False
    request = page.ask("acceptCall", **CALL)
    await house.happens(LegConnected(LEG_A))
    session = page.welcome.session if page.welcome else ""
    house.open()
    again = Line(house, page.instance)
    again.hello(session=session)
    await settled()
    again.ask_as(request, "acceptCall", **CALL)
    await settled()

    assert again.events == ["HANGUP", "result CallResult", "HANGUP"]
    assert not house.outgoing.beliefs.calls


@pytest.mark.parametrize(("is_allowed", "work"), [("false", []), ("true", ["AFTER_CALL_WORK_STARTED"])])
async def test_what_salesforce_said_of_the_agent_outlives_the_engine_with_the_page(
    is_allowed: str, work: list[str]
) -> None:
    house = House()
    page = await house.ready()
    house.open()
    again = Line(house, page.instance)
    assert page.welcome
    said = {"userName": "anna@example.com", "isACWAllowed": is_allowed, "reqLongDistPrefix": "+1"}
    again.hello(session=page.welcome.session, connector_config=said)
    await house.happens(invited())
    await house.desk_does(Answer(A))
    await house.happens(LegConnected(LEG_A), LegEnded(LEG_A))

    assert again.events == ["CALL_STARTED", "CALL_CONNECTED", "UPDATE_AUDIO_STATS", "HANGUP", *work]
    assert (house.desk.user_name, house.office.centre.long_distance_prefix) == ("anna@example.com", "+1")


async def test_a_first_caller_who_leaves_while_somebody_is_brought_in_hands_nothing_over() -> None:
    house = House()
    page = await talking(house)
    request = page.ask("addParticipant", contact={"phoneNumber": "sip:carol@127.0.0.1"}, **CALL)
    await house.happens(HoldConfirmed(LEG_A, is_held=True), LegEnded(LEG_A))
    (third,) = [leg for leg in house.runner.phone.conversations[0].legs if leg.id != LEG_A]
    await house.happens(ProvisionalReceived(third.id, 180))

    assert page.answer_to(request)["result"]["value"]["initialCallHasEnded"] is False
    (believed,) = house.outgoing.beliefs.calls.values()
    assert [leg.connection_id for leg in believed.legs] == [third.id]


async def test_a_page_that_was_never_made_ready_is_not_ready_for_the_next_engine_either() -> None:
    house = House()
    page = await house.ready()
    house.open()
    again = Line(house, page.instance)
    assert page.welcome
    again.hello(session=page.welcome.session, is_ready=False)
    await house.happens(invited())

    assert again.events == []


async def test_a_request_that_a_dead_engine_had_begun_is_rejected() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    request = page.ask("acceptCall", **CALL)
    session = page.welcome.session if page.welcome else ""
    house.open()
    again = Line(house, page.instance)
    again.hello(session=session)
    again.ask_as(request, "acceptCall", **CALL)
    await settled()

    assert "restarted" in again.answer_to(request)["error"]["message"]
