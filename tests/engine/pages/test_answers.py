"""Every request gets an answer of the class that the base connector insists on, or a rejection."""

from typing import Any

import pytest

from softphone.connector.rows import REQUESTS
from softphone.connector.table import Method
from tests.engine.pages.office_hours import House, settled
from tests.engine.pages.test_ledger import CALL, talking

NEEDED: dict[Method, dict[str, Any]] = {
    Method.DIAL: {"contact": {"phoneNumber": "sip:x@127.0.0.1"}},
    Method.SEND_DIGITS: {"digits": "1"},
    Method.ADD_PARTICIPANT: {"contact": {"phoneNumber": "1"}},
    Method.SET_AGENT_CONFIG: {"config": {"selectedPhone": {"type": "DESK_PHONE", "number": "1"}}},
    Method.INIT: {"connectorConfig": {}},
    Method.DOWNLOAD_LOGS: {"lines": ["one"]},
}


@pytest.mark.parametrize("method", sorted(set(Method) - {Method.LOG_MESSAGE_TO_VENDOR}))
async def test_a_request_is_answered_with_its_class(method: Method) -> None:
    house = House()
    page = await house.ready()

    request = page.ask(method, **NEEDED.get(method, {}))
    await settled()

    answers = [frame for frame in page.frames if frame.get("id") == request]
    allowed = {kind.__name__ for kind in REQUESTS[method].results}
    assert all(answer["result"]["type"] in allowed for answer in answers if "result" in answer)
    assert len(answers) == 1 or method is Method.DIAL, "a dialled call waits for a sign of life"


async def test_the_calls_that_go_on_are_told_to_who_asks() -> None:
    house = House()
    page = await talking(house)

    request = page.ask(Method.GET_ACTIVE_CALLS)
    await settled()

    (call,) = page.answer_to(request)["result"]["value"]["activeCalls"]
    assert (call["callId"], call["state"]) == (CALL["call"]["callId"], "connected")
