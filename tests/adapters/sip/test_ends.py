"""Why the far end let go, as its messages tell."""

import pytest

from softphone.adapters.sip.legs.ends import cause_of_answer, cause_of_cancel, cause_of_goodbye, redirect_target
from softphone.adapters.sip.messages.headers import Headers, gathered
from softphone.core.values import EndReason

ABANDONED = "X-Call-Abandoned"


def reason(*values: str) -> Headers:
    return gathered(("reason", value) for value in values)


@pytest.mark.parametrize(
    ("headers", "cause"),
    [
        (reason('SIP;cause=200;text="Call completed elsewhere"'), EndReason.ANSWERED_ELSEWHERE),
        (reason("Q.850;cause=26"), EndReason.ANSWERED_ELSEWHERE),
        (reason("Q.850;cause=16"), None),
        (reason("nonsense;cause=200"), None),
        (reason("SIP"), None),
        (gathered(((ABANDONED.lower(), "true"),)), EndReason.ABANDONED),
        (gathered(((ABANDONED.lower(), "No"),)), None),
        (Headers(), None),
    ],
)
def test_a_cancel_tells_of_an_answer_elsewhere_or_of_a_customer_who_gave_up(
    headers: Headers, cause: EndReason | None
) -> None:
    assert cause_of_cancel(headers, ABANDONED) is cause


@pytest.mark.parametrize(
    ("code", "headers", "cause"),
    [
        (603, Headers(), EndReason.DECLINED),
        (480, reason("Q.850;cause=17"), EndReason.BUSY),
        (480, reason("Q.850;cause=19, SIP;cause=486"), EndReason.NO_ANSWER),
        (480, reason("SIP;cause=200"), None),
        (486, Headers(), None),
    ],
)
def test_a_final_answer_may_tell_more_than_its_code(code: int, headers: Headers, cause: EndReason | None) -> None:
    assert cause_of_answer(code, headers) is cause


def test_a_redirect_goes_to_the_contact_in_full() -> None:
    contacts = gathered((("contact", "<sip:a@x:5070;transport=tcp>;q=1, <sip:b@y:6000>"), ("contact", "???")))

    assert redirect_target(contacts, "<sip:b@y>") == "sip:b@y:6000"
    assert redirect_target(contacts, "<sip:a@x>") == "sip:a@x:5070;transport=tcp"
    assert redirect_target(contacts, "<sip:c@z>") == "sip:c@z"


def test_a_goodbye_may_say_why_nobody_was_brought() -> None:
    assert cause_of_goodbye(reason("Q.850;cause=19")) is EndReason.NO_ANSWER
    assert cause_of_goodbye(reason("SIP;cause=480")) is EndReason.NO_ANSWER
    assert cause_of_goodbye(reason("SIP;cause=200")) is cause_of_goodbye(reason("Q.850;cause=16")) is None
