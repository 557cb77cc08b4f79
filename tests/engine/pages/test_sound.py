"""What Salesforce is told about the sound of calls, and when."""

from typing import Any

import pytest
from msgspec.structs import replace as changed

from softphone.core.messages.commands import Answer, HangUp
from softphone.core.messages.events import LegConnected, LegEnded, Stopping
from softphone.core.values import CallId, LegId
from softphone.quality.salesforce import Prediction, Told
from softphone.settings.sections.connector import ConnectorSettings
from tests.core.scenes import LEG_A, TWO_LINES, invited
from tests.engine.pages.office_hours import SETTINGS, House, Line, settled
from tests.engine.pages.test_ledger import CALL, talking
from tests.engine.pages.test_resume import back, dropped

CHANNEL = {"packetsCount": 250, "packetsLost": 0, "jitterBufferMillis": 41, "roundTripTimeMillis": 80}
STATS, LAST = "UPDATE_AUDIO_STATS", ["UPDATE_AUDIO_STATS", "HANGUP", "AFTER_CALL_WORK_STARTED"]


def payloads(page: Line) -> list[dict[str, Any]]:
    """All statistics that were published, in order."""
    frames = [frame["params"] for frame in page.frames if frame.get("params", {}).get("eventType") == STATS]
    return [frame["payload"] for frame in frames]


async def test_every_interval_is_reported_in_both_directions() -> None:
    house = House()
    page = await talking(house)
    await house.sounds(10)

    assert page.events == [STATS, STATS]
    for told in payloads(page):
        assert told["callId"] == "call-a"
        assert told["stats"] == [
            {"inputChannelStats": {**CHANNEL, "jitterBufferMillis": 20}, "outputChannelStats": CHANNEL}
        ]
        assert not told.get("isAudioStatsCompleted")


async def test_nothing_is_reported_before_the_far_end_has() -> None:
    house = House()
    page = await talking(house)
    await house.sounds(12, is_reported=False)
    assert page.events == []

    await house.sounds(3)

    (told,) = payloads(page)
    assert told["stats"][0]["outputChannelStats"]["packetsCount"] == 15 * 50, "and no packet is forgotten"


@pytest.mark.parametrize("ended_by", ["far end", "salesforce"])
async def test_the_last_statistics_hold_what_is_left_and_come_before_the_end(ended_by: str) -> None:
    house = House()
    page = await talking(house)
    await house.sounds(7)
    if ended_by == "salesforce":
        page.ask("endCall", **CALL)
        await settled()
    await house.happens(LegEnded(LEG_A))

    end = "HANGUP" if ended_by == "far end" else "result HangupResult"
    assert page.events == [STATS, STATS, end, "AFTER_CALL_WORK_STARTED"]
    last = payloads(page)[-1]
    assert last["isAudioStatsCompleted"] is True
    assert last["stats"][0]["outputChannelStats"]["packetsCount"] == 100
    await house.sounds(10)
    assert len(payloads(page)) == 2, "and nothing comes afterwards"


async def test_a_call_that_never_connected_has_none() -> None:
    house = House()
    page = await house.ready()
    await house.happens(invited())
    await house.sounds(10)
    await house.happens(LegEnded(LEG_A, 487))

    assert STATS not in page.events


async def test_who_was_not_told_of_statistics_gets_none() -> None:
    house = House(changed(SETTINGS, connector=ConnectorSettings(without=("supportsMos",))))
    page = await talking(house)
    await house.sounds(10)
    await house.happens(LegEnded(LEG_A))

    assert page.events == ["HANGUP", "AFTER_CALL_WORK_STARTED"]


async def test_the_figure_that_salesforce_stores_is_known_when_the_page_has_dispatched_it() -> None:
    house = House()
    stored: list[tuple[CallId, float]] = []
    house.desk.mos.listeners.append(lambda call, mos: stored.append((call, mos)))
    await talking(house)
    await house.sounds(7, lost=10)
    await house.happens(LegEnded(LEG_A))
    await settled()

    sent, heard = Told(250, 50, 20, 80), Told(250, 50, 41, 80)
    rest_sent, rest_heard = Told(100, 20, 20, 80), Told(100, 20, 41, 80)
    assert stored == [(CallId("call-a"), Prediction().plus(sent, heard).plus(rest_sent, rest_heard).mos())]


async def test_a_page_that_was_loaded_anew_during_the_call_stores_no_figure() -> None:
    house = House()
    stored: list[tuple[CallId, float]] = []
    house.desk.mos.listeners.append(lambda call, mos: stored.append((call, mos)))
    first = await talking(house)
    await house.sounds(7)
    house.desk.gone(first)
    page = await house.ready("page-2")
    await house.sounds(5)
    await house.happens(LegEnded(LEG_A))
    await settled()

    assert page.events == [STATS, *LAST]
    assert stored == []


async def test_a_page_that_comes_after_the_end_is_not_told_of_the_sound_again() -> None:
    house = House()
    first = await talking(house)
    house.desk.gone(first)
    await house.sounds(7)
    await house.happens(LegEnded(LEG_A))
    page = await house.ready("page-2")
    await settled()

    assert STATS not in page.events


async def test_accepting_in_salesforce_begins_the_sums_too() -> None:
    house = House()
    stored: list[float] = []
    house.desk.mos.listeners.append(lambda _, mos: stored.append(mos))
    page = await house.ready()
    await house.happens(invited())
    page.ask("acceptCall", **CALL)
    await house.happens(LegConnected(LEG_A))
    await house.sounds(5)
    await house.happens(LegEnded(LEG_A))
    await settled()

    assert len(stored) == 1
    assert stored[0] > 4


async def test_what_salesforce_would_make_of_it_is_known_during_the_call() -> None:
    house = House()
    await house.ready()
    await house.happens(invited())
    await house.desk_does(Answer())
    await house.happens(LegConnected(LEG_A))
    reports = house.desk.publishing.reports
    assert reports.predicted(CallId("call-a")) is None

    await house.sounds(2)

    assert reports.predicted(CallId("call-a")) == Prediction().plus(Told(100, 0, 20, 80), Told(100, 0, 41, 80)).mos()
    assert reports.predicted(CallId("nobody")) is None


@pytest.mark.parametrize("way", ["desk", "switched off", "dropped"])
async def test_however_a_call_ends_its_last_statistics_come_once_and_before_the_end(way: str) -> None:
    house = House()
    page = await talking(house)
    await house.sounds(3)
    if way == "desk":
        await house.desk_does(HangUp())
    elif way == "switched off":
        await house.happens(Stopping())
    await house.sounds(1)
    await house.happens(LegEnded(LEG_A))

    assert page.events[:2] == [STATS, "HANGUP"]
    (last,) = payloads(page)
    assert last["isAudioStatsCompleted"] is True
    assert last["stats"][0]["outputChannelStats"]["packetsCount"] == 200


async def test_a_call_that_rings_beside_another_has_no_statistics() -> None:
    house = House(policy=TWO_LINES)
    page = await talking(house)
    await house.happens(invited(CallId("call-b"), LegId("leg-b")))
    await house.sounds(10, LegId("leg-b"))
    await house.sounds(5)

    assert [told["callId"] for told in payloads(page)] == ["call-a"], "nobody has answered the other one"


async def test_what_came_before_a_socket_dropped_and_what_after_is_told_in_order() -> None:
    house = House()
    page = await talking(house)
    await house.sounds(5)
    again = dropped(house, page)
    await house.sounds(5)
    back(again)
    await settled()
    await house.sounds(5)

    assert again.events == [STATS, STATS]
    counted = [told["stats"][0]["outputChannelStats"]["packetsCount"] for told in payloads(again)]
    assert counted == [250, 250]
