"""What Salesforce is told about the sound of calls, and the figure that its own base connector makes of it."""

import time

import pytest

from softphone.quality.salesforce import Prediction, Told
from tests.e2e.desks import engine_at
from tests.e2e.engine import Engine, Message
from tests.page.lightning import Lightning
from tests.peers import Peers
from tests.salesforce.phone import ENDED, Phone, phone_at

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]

FIELDS = ("packetsCount", "packetsLost", "jitterBufferMillis", "roundTripTimeMillis")
REPORT_WITHIN_S = 20.0


async def called_by_an_engine(phone: Phone, peers: Peers) -> tuple[Engine, str]:
    """Another phone, which reports as the far end, calls; the agent picks up at the desk."""
    far = await engine_at(peers, 900, name="far")
    await far.ctl("dial", phone.engine.uri)
    (started,) = await phone.salesforce.hears("CALL_STARTED")
    await phone.engine.ctl("answer")
    await phone.salesforce.hears("CALL_CONNECTED")
    return far, started["payload"]["callId"]


def told(channel: dict[str, int] | None) -> Told | None:
    """One direction in the words of the formula."""
    return Told(*(channel[name] for name in FIELDS)) if channel else None


def predicted(events: list[Message]) -> Prediction:
    """What the formula makes of all statistics that Salesforce was told."""
    sums = Prediction()
    for event in events:
        for element in event["payload"]["audioStats"]["stats"]:
            sums = sums.plus(told(element.get("inputChannelStats")), told(element.get("outputChannelStats")))
    return sums


@pytest.mark.parametrize("ended_by", ["salesforce", "far end", "desk"])
async def test_the_mos_that_the_base_stores_is_what_the_formula_predicts(
    peers: Peers, salesforce: Lightning, ended_by: str
) -> None:
    phone = await phone_at(peers, salesforce, quality={"stats_interval_s": 2})
    far, call = await called_by_an_engine(phone, peers)
    await salesforce.page.wait_for_function(
        "told.filter(({ type }) => type === 'AUDIO_STATS').length >= 3", timeout=REPORT_WITHIN_S * 1000
    )
    match ended_by:
        case "salesforce":
            await salesforce.says("END_CALL", call={"callId": call, "callType": "Inbound"})
        case "far end":
            await far.ctl("hangup")
        case _:
            await phone.engine.ctl("hangup")
    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'AFTER_CALL_WORK_STARTED')")

    names = await salesforce.names()
    reports = names.count("AUDIO_STATS")
    assert names == [*["AUDIO_STATS"] * reports, *ENDED]
    *stats, completed, _, _ = await salesforce.hears(*names)
    sums = predicted(stats)
    assert sums.received.packets_count > 100
    assert completed["payload"]["callId"] == call
    assert completed["payload"]["mos"] == pytest.approx(sums.mos())
    assert await kept_figure(phone.engine, call) == pytest.approx(sums.mos())
    await salesforce.hears_nothing_more()


async def kept_figure(engine: Engine, call: str) -> float:
    """The figure that the history has as Salesforce's, once the page has acked it."""
    deadline = time.monotonic() + REPORT_WITHIN_S
    while time.monotonic() < deadline:
        entries = (await engine.ctl("history")).result["entries"]
        (entry,) = [entry for entry in entries if entry["callId"] == call]
        quality = entry.get("quality") or {}
        if quality.get("salesforceMos") is not None:
            assert quality["mos"] > 3
            return float(quality["salesforceMos"])
    pytest.fail("the history never learned Salesforce's figure")


async def reports(salesforce: Lightning, how_many: int) -> None:
    """Wait until Salesforce has been told statistics so many times altogether."""
    await salesforce.page.wait_for_function(
        "(count) => told.filter(({ type }) => type === 'AUDIO_STATS').length >= count",
        arg=how_many,
        timeout=REPORT_WITHIN_S * 1000,
    )


async def test_a_consultation_and_a_transfer_leave_a_call_its_own_statistics(
    peers: Peers, salesforce: Lightning
) -> None:
    phone = await phone_at(peers, salesforce, quality={"stats_interval_s": 2})
    far, call = await called_by_an_engine(phone, peers)
    third = await engine_at(peers, 1150, name="third")
    await reports(salesforce, 1)
    await phone.engine.ctl("consult", third.uri)
    await third.event("CALL_STARTED")
    await third.ctl("answer")
    await phone.engine.event("PARTICIPANT_CONNECTED", callId=call)
    await phone.engine.ctl("merge")
    so_far = (await salesforce.names()).count("AUDIO_STATS")
    await reports(salesforce, so_far + 2)
    await phone.engine.ctl("leave")
    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'AFTER_CALL_WORK_STARTED')")

    events = await salesforce.told()
    stats = [event for event in events if event["type"] == "AUDIO_STATS"]
    assert {event["payload"]["audioStats"].get("callId") for event in stats} == {call}
    (completed,) = [event for event in events if event["type"] == "UPDATE_AUDIO_STATS_COMPLETED"]
    assert completed["payload"] == {"callId": call, "mos": pytest.approx(predicted(stats).mos())}
    assert [event["type"] for event in events][-3:] == list(ENDED), "and nothing comes afterwards"
    await far.hears(1150)
    await third.hears(900)
    await salesforce.hears(*[event["type"] for event in events])
    await salesforce.hears_nothing_more()


async def test_a_page_loaded_anew_in_the_call_is_told_the_rest_and_stores_no_figure(
    peers: Peers, salesforce: Lightning
) -> None:
    phone = await phone_at(peers, salesforce, quality={"stats_interval_s": 2})
    far, _ = await called_by_an_engine(phone, peers)
    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'AUDIO_STATS')", timeout=20_000)
    await salesforce.reload(phone.url)
    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'CONNECTOR_READY')", timeout=20_000)
    await far.ctl("hangup")
    await salesforce.page.wait_for_function("told.some(({ type }) => type === 'HANGUP')")

    events = await salesforce.told()
    completed = [event for event in events if event["type"] == "UPDATE_AUDIO_STATS_COMPLETED"]
    assert [event["payload"].get("mos") for event in completed] == [None]


async def test_an_alarm_reaches_lightning_components_where_the_settings_want_it(
    peers: Peers, salesforce: Lightning
) -> None:
    quality = {"alarm_mos": 4.5, "alarm_after_s": 1, "alarm_to_salesforce": True}
    phone = await phone_at(peers, salesforce, quality=quality)
    far, call = await called_by_an_engine(phone, peers)

    (told_of,) = await salesforce.hears("MESSAGE")
    await far.ctl("hangup")

    message = told_of["payload"]["message"]
    assert (message["type"], message["callId"], message["isBad"]) == ("qualityAlarm", call, True)
    assert 1 <= message["mos"] < 4.5
