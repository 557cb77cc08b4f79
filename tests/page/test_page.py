"""The connector page in a real browser, between a page that stands for Salesforce and a phone without a network."""

from collections.abc import Callable
from functools import partial

import pytest

from softphone.connector.table import Method
from softphone.core.messages.commands import Answer, Decline, HangUp, SetHold, SetMute
from softphone.core.messages.events import HoldConfirmed, HoldRefused, LegConnected, LegEnded, PageAttached
from tests.core.scenes import LEG_A, A, dial, invited
from tests.fakes.connector_engine import ConnectorEngine
from tests.page.lightning import Lightning
from tests.peers.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="session")]
BOTH = pytest.mark.parametrize("base", ["", "?base=3"], ids=["4.x", "3.x"])
STATS = "UPDATE_AUDIO_STATS_COMPLETED"
Deed = Callable[[ConnectorEngine], object] | tuple[str, Method]


def ring(engine: ConnectorEngine) -> None:
    engine.happens(PageAttached(), invited())


def pick_up(engine: ConnectorEngine) -> None:
    engine.desk(Answer(A)).happens(LegConnected(LEG_A))


def ack(engine: ConnectorEngine) -> None:
    engine.happens(LegConnected(LEG_A))


def over(engine: ConnectorEngine) -> None:
    engine.happens(LegEnded(LEG_A, 200))


def cancel(engine: ConnectorEngine) -> None:
    engine.happens(LegEnded(LEG_A, 487))


def decline(engine: ConnectorEngine) -> None:
    engine.desk(Decline(A)).happens(LegEnded(LEG_A, 486))


def hang_up(engine: ConnectorEngine) -> None:
    engine.desk(HangUp(A)).happens(LegEnded(LEG_A, 200))


def refuse_hold(engine: ConnectorEngine) -> None:
    engine.happens(HoldRefused(LEG_A, 488, "No"))


def confirm_hold(engine: ConnectorEngine) -> None:
    engine.happens(HoldConfirmed(LEG_A, is_held=True))


def has_asked(engine: ConnectorEngine, method: Method) -> bool:
    return any(said["method"] == method for said in engine.heard)


ACCEPT, END = ("ACCEPT_CALL", Method.ACCEPT_CALL), ("END_CALL", Method.END_CALL)
DECLINE, HOLD = ("DECLINE_CALL", Method.DECLINE_CALL), ("HOLD", Method.HOLD)
ENDED = [STATS, "HANGUP", "AFTER_CALL_WORK_STARTED"]
ROWS: dict[str, tuple[list[Deed], list[str]]] = {
    "I2 I9": ([ring, pick_up, hang_up], ["CALL_STARTED", "CALL_CONNECTED", *ENDED]),
    "I3 I10": ([ring, ACCEPT, ack, END, over], ["CALL_STARTED", "CALL_CONNECTED", *ENDED]),
    "I4": ([ring, decline], ["CALL_STARTED", "HANGUP"]),
    "I5": ([ring, DECLINE, cancel], ["CALL_STARTED", "HANGUP"]),
    "I6": ([ring, cancel], ["CALL_STARTED", "HANGUP"]),
    "O1 O6": ([lambda here: here.desk(dial()), END, cancel], ["CALL_STARTED", "HANGUP"]),
    "T1": (
        [ring, pick_up, lambda here: here.desk(SetMute(is_muted=True))],
        ["CALL_STARTED", "CALL_CONNECTED", "MUTE_TOGGLE"],
    ),
    "T2": ([ring, pick_up, HOLD, confirm_hold], ["CALL_STARTED", "CALL_CONNECTED", "HOLD_TOGGLE"]),
    "T3": ([ring, pick_up, HOLD, refuse_hold], ["CALL_STARTED", "CALL_CONNECTED", "ERROR"]),
    "T3 desk": (
        [ring, pick_up, lambda here: here.desk(SetHold(is_held=True)), refuse_hold],
        ["CALL_STARTED", "CALL_CONNECTED", "ERROR"],
    ),
    "accept after the desk": (
        [ring, lambda here: here.desk(Answer(A)), ACCEPT, ack],
        ["CALL_STARTED", "INFO", "CALL_CONNECTED"],
    ),
    "accept after a cancel": ([ring, cancel, ACCEPT], ["CALL_STARTED", "HANGUP", "INFO"]),
    "hold of a call that is gone": ([ring, pick_up, over, HOLD], ["CALL_STARTED", "CALL_CONNECTED", *ENDED, "ERROR"]),
}


@BOTH
@pytest.mark.parametrize("row", ROWS)
async def test_a_row_of_the_ledger(engine: ConnectorEngine, salesforce: Lightning, base: str, row: str) -> None:
    deeds, expected = ROWS[row]
    await salesforce.load(engine.url + base)
    await salesforce.hears("CONNECTOR_READY")

    for deed in deeds:
        if isinstance(deed, tuple):
            message, method = deed
            await salesforce.says(message, call={"callId": A, "callType": "Inbound"})
            await until(partial(has_asked, engine, method), method)
        else:
            deed(engine)

    await salesforce.hears(*expected)
    await until(lambda: len(engine.acks) == engine.seq, "all acks")
    assert [ack["seq"] for ack in engine.acks] == list(range(1, engine.seq + 1))
    assert {ack["outcome"] for ack in engine.acks} == {"done"}
    await salesforce.hears_nothing_more()


@BOTH
async def test_salesforce_learns_what_the_phone_is(engine: ConnectorEngine, salesforce: Lightning, base: str) -> None:
    await salesforce.load(engine.url + base)

    (ready,) = await salesforce.hears("CONNECTOR_READY")
    engine.happens(invited())
    (started,) = await salesforce.hears("CALL_STARTED")

    assert ready["payload"]["agentConfig"]["SELECTED_PHONE"] == {"type": "DESK_PHONE", "number": "4711"}
    assert ready["payload"]["capabilities"]["MERGE"] is True
    assert started["payload"]["callInfo"]["isSoftphoneCall"] is False
    assert started["payload"]["contact"]["name"] == "Bob"


@BOTH
async def test_a_reloaded_page_is_told_what_goes_on(engine: ConnectorEngine, salesforce: Lightning, base: str) -> None:
    await salesforce.load(engine.url + base)
    await salesforce.hears("CONNECTOR_READY")
    ring(engine)
    pick_up(engine)
    await salesforce.hears("CALL_STARTED", "CALL_CONNECTED")

    await salesforce.reload(engine.url + base)

    (ready,) = await salesforce.hears("CONNECTOR_READY")
    assert ready["payload"]["callInProgress"]["callId"] == A
    hellos = [said["params"] for said in engine.heard if said["method"] == "hello"]
    assert hellos[-1]["resumeFrom"] == {"journal": "journal-1", "seq": 3}
    assert hellos[-1]["instance"] != hellos[0]["instance"]
    await salesforce.says("AGENT_AVAILABLE", isAvailable=True)
    (replayed,) = await salesforce.hears("CALL_CONNECTED")
    assert replayed["payload"]["isReplayedCall"] is True


@BOTH
async def test_an_engine_that_starts_again_finds_its_page(
    engine: ConnectorEngine, salesforce: Lightning, base: str
) -> None:
    await salesforce.load(engine.url + base)
    await salesforce.hears("CONNECTOR_READY")
    ring(engine)
    await salesforce.hears("CALL_STARTED")

    await engine.stop()
    await salesforce.shows("The phone is not connected")
    pick_up(engine)
    await salesforce.says("MUTE")
    await engine.start()

    await salesforce.shows("Phone connected")
    told = await salesforce.hears("CALL_CONNECTED", "MUTE_TOGGLE")
    assert told[1]["payload"]["isMuted"] is True
    hellos = [said["params"] for said in engine.heard if said["method"] == "hello"]
    assert hellos[0]["instance"] == hellos[-1]["instance"]
    assert "session" in hellos[-1]
    await salesforce.hears_nothing_more()


async def test_a_phone_that_stays_away_is_a_failure_that_names_itself(
    engine: ConnectorEngine, salesforce: Lightning
) -> None:
    engine.wait_ms = 500
    await salesforce.load(engine.url)
    await salesforce.hears("CONNECTOR_READY")
    await engine.stop()
    await salesforce.shows("The phone is not connected")

    await salesforce.says("MUTE")

    (error,) = await salesforce.hears("ERROR")
    assert error["payload"] == {"message": "CAN_NOT_MUTE_CALL"}
