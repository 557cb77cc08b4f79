"""Every request gets an answer of the class that the base connector insists on, or a rejection."""

from typing import Any

import pytest
from msgspec import structs

from softphone.connector.rows import REQUESTS
from softphone.connector.table import Method
from softphone.settings.sections.keeping import PrivacySettings
from tests.engine.pages.office_hours import SETTINGS, House, settled
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


@pytest.mark.parametrize("is_redacted", [True, False])
async def test_the_pages_own_log_is_given_back_without_people_unless_they_may_stay(is_redacted: bool) -> None:
    house = House(settings=structs.replace(SETTINGS, privacy=PrivacySettings(redact=is_redacted)))
    page = await house.ready()

    line = 'CALL_STARTED {"phoneNumber":"+4930123456","contact":{"name":"Anna Berg"},"password":"between us"}'
    request = page.ask(Method.DOWNLOAD_LOGS, lines=[line, "CONNECTOR_READY"])
    while not any(frame.get("id") == request for frame in page.frames):
        await settled()

    engine, call, ready = page.answer_to(request)["result"]["value"]["lines"]
    assert (engine, ready) == ("engine line", "CONNECTOR_READY")
    assert call.startswith("CALL_STARTED")
    assert "between us" not in call
    assert [secret in call for secret in ("+4930123456", "Anna")] == [not is_redacted] * 2


class HouseWithoutLog(House):
    """An engine whose log cannot be read."""

    async def _log_lines(self) -> tuple[str, ...]:
        raise PermissionError(13, "Permission denied", "/somewhere/private")


async def test_an_answer_that_cannot_be_found_out_is_a_rejection(caplog: pytest.LogCaptureFixture) -> None:
    house = HouseWithoutLog()
    page = await house.ready()
    request = page.ask(Method.DOWNLOAD_LOGS, lines=["one"])
    await settled()

    says = page.answer_to(request)["error"]["message"]
    assert "log" in says
    assert "private" not in says
    assert [str(Method.DOWNLOAD_LOGS) in line.getMessage() for line in caplog.records if line.exc_info] == [True]
    page.ask_as(request, Method.DOWNLOAD_LOGS, lines=["one"])
    first, again = [frame["error"] for frame in page.frames if frame.get("id") == request]
    assert first == again


async def test_the_calls_that_go_on_are_told_to_who_asks() -> None:
    house = House()
    page = await talking(house)

    request = page.ask(Method.GET_ACTIVE_CALLS)
    await settled()

    (call,) = page.answer_to(request)["result"]["value"]["activeCalls"]
    assert (call["callId"], call["state"]) == (CALL["call"]["callId"], "connected")
