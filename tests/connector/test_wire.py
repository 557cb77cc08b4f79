"""Connector messages on the wire: spelling, checking, and what is left out."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as st
from msgspec import Raw

from softphone.connector.asks import (
    AboutCall,
    AgentStatusAsk,
    AskedCall,
    AskedContact,
    DialAsk,
    DialOptions,
    DigitsAsk,
    EndCallAsk,
)
from softphone.connector.commands import command_of
from softphone.connector.errors import Rejection, not_supported, rejection_of
from softphone.connector.frames import read_ask, write_rejection
from softphone.connector.portraits import active_calls, moment
from softphone.connector.table import Method
from softphone.connector.wire import Ack, ConnectorHello
from softphone.connector.words import ContactKind, Failure
from softphone.core.messages.commands import Answer, HangUp, SendDigits, TakeStatus
from softphone.core.messages.refusals import Refusal, Why
from softphone.core.state.presence import Status
from softphone.core.values import Tags
from softphone.settings.sections.connector import ConnectorSettings
from tests.connector.salesforce import Salesforce
from tests.core.scenes import LEG_A, A, invited


def read(frame: bytes) -> Any:
    return json.loads(frame)


def test_a_rejection_says_its_type_or_its_label() -> None:
    typed = read(write_rejection("r1", rejection_of(Method.DIAL, Refusal(Why.BUSY, "busy")), 3))
    labelled = read(write_rejection("r2", not_supported(Method.SWAP, "c.notSupported"), 4))

    assert typed["error"]["data"] == {"seq": 3, "type": "GENERIC_ERROR"}
    assert labelled["error"]["data"]["customError"]["labelName"] == "notSupported"
    assert labelled["error"]["data"]["customError"]["namespace"] == "c"


@pytest.mark.parametrize(
    ("method", "refusal", "kind"),
    [
        (Method.SET_AGENT_STATUS, Refusal(Why.NO_SUCH_STATUS, "no"), Failure.INVALID_AGENT_STATUS),
        (Method.DIAL, Refusal(Why.BAD_TARGET, "no"), Failure.INVALID_DESTINATION),
        (Method.DIAL, Refusal(Why.NETWORK_REFUSED, "no", 404), Failure.INVALID_DESTINATION),
        (Method.DIAL, Refusal(Why.NETWORK_REFUSED, "no", 500), Failure.GENERIC_ERROR),
        (Method.HOLD, Refusal(Why.NO_SUCH_CALL, "no"), Failure.INVALID_PARTICIPANT),
    ],
)
def test_a_refusal_has_the_type_that_says_most(method: Method, refusal: Refusal, kind: Failure) -> None:
    assert rejection_of(method, refusal).type is kind


@pytest.mark.parametrize(
    ("params", "ask"),
    [
        (b'{"call": {"callId": "a", "state": 5, "whatever": {"x": 1}}}', AboutCall(call=AskedCall(call_id="a"))),
        (b'{"call": null}', AboutCall()),
        (b"{}", AboutCall()),
    ],
)
def test_calls_are_taken_as_salesforce_keeps_them(params: bytes, ask: AboutCall) -> None:
    assert read_ask(Method.ACCEPT_CALL, Raw(params)) == ask


@pytest.mark.parametrize("params", [b'{"call": {"callId": 5}}', b"[]", b'"', b"{", b'{"call": [' * 2000])
def test_arguments_that_do_not_fit_are_rejected(params: bytes) -> None:
    rejection = read_ask(Method.ACCEPT_CALL, Raw(params))

    assert isinstance(rejection, Rejection)
    assert rejection.type is Failure.INVALID_PARAMS


@given(st.sampled_from(list(Method)), st.binary(max_size=80))
def test_no_arguments_whatever_break_the_reading(method: Method, params: bytes) -> None:
    assert read_ask(method, Raw(params)) is not None


def test_what_is_not_built_is_rejected() -> None:
    here = Salesforce()

    consult = DialAsk(contact=AskedContact(phone_number="1"), options=DialOptions(is_consult_call=True))
    assert isinstance(command_of(Method.DIAL, consult, here.standpoint()), Rejection)


def test_a_request_without_a_call_means_the_one_there_is() -> None:
    here = Salesforce().happens(invited())

    assert command_of(Method.ACCEPT_CALL, AboutCall(), here.standpoint()) == Answer(None)
    assert command_of(Method.END_CALL, EndCallAsk(), here.standpoint()) == HangUp(None)


def test_digits_and_statuses_are_for_the_machine() -> None:
    here = Salesforce()

    assert command_of(Method.SEND_DIGITS, DigitsAsk(digits="1#"), here.standpoint()) == SendDigits("1#")
    assert command_of(Method.SET_AGENT_STATUS, AgentStatusAsk(agent_status="Away"), here.standpoint()) == TakeStatus(
        Status(id="Away", name="Away")
    )


def test_kinds_of_contact_are_read_in_any_letter_case() -> None:
    assert AskedContact(type="agent").as_contact().type is ContactKind.AGENT
    assert AskedContact(type="robot").as_contact().type is None


@pytest.mark.parametrize(
    ("refusal", "type_"),
    [
        (Refusal(Why.BAD_TARGET, "no"), Failure.INVALID_DESTINATION),
        (Refusal(Why.NETWORK_REFUSED, "no", 404), Failure.INVALID_DESTINATION),
        (Refusal(Why.NETWORK_REFUSED, "no", 503), Failure.GENERIC_ERROR),
        (Refusal(Why.BUSY, "no"), Failure.GENERIC_ERROR),
    ],
)
def test_a_refused_dial_says_whether_there_is_such_a_number(refusal: Refusal, type_: Failure) -> None:
    assert rejection_of(Method.DIAL, refusal).type is type_


def test_naming_the_only_party_means_the_whole_call() -> None:
    here = Salesforce().happens(invited())
    ask = msgspec.convert(
        {"call": {"callId": A, "connectionId": LEG_A, "callAttributes": {"participantType": "Initial_Caller"}}},
        EndCallAsk,
    )

    assert command_of(Method.END_CALL, ask, here.standpoint()) == HangUp(A)


def test_a_softphone_is_never_claimed_and_controls_follow_the_settings() -> None:
    here = Salesforce().happens(invited())
    view = here.view()
    view = type(view)(
        view.now,
        view.wall,
        ConnectorSettings(
            disabled_controls=("accept", "addCaller"),
            hidden_buttons=("mute", "addBlindTransfer"),
            remove_participant="NEVER",
        ),
    )

    (call,) = active_calls(here.phone.phone.conversations, view)

    assert call.call_info
    info = msgspec.to_builtins(call.call_info)
    assert info["isSoftphoneCall"] is False
    assert info["acceptEnabled"] is info["addCallerEnabled"] is False
    assert info["showMuteButton"] is info["showAddBlindTransferButton"] is False
    assert info["removeParticipantVariant"] == "NEVER"
    assert call.call_info.decline_enabled


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1772366400", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("1772366400000", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01T12:00:00", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("", None),
        ("yesterday", None),
        ("9" * 30, None),
    ],
)
def test_queue_times_are_read_in_the_ways_they_are_written(text: str, expected: datetime | None) -> None:
    assert moment(text) == expected


def test_a_call_says_the_queue_it_came_through() -> None:
    tags = Tags(queue_id="q", queue_name="Sales", queue_timestamp="1772366400", voice_call_id="0LQ")
    here = Salesforce().happens(invited(tags=tags))

    (call,) = active_calls(here.phone.phone.conversations, here.view())

    assert call.call_info
    assert (call.call_info.queue_id, call.call_info.queue_name) == ("q", "Sales")
    assert call.call_attributes
    assert call.call_attributes.voice_call_id == "0LQ"


def test_a_hello_keeps_its_secrets_out_of_logs() -> None:
    hello = ConnectorHello(role="connector", instance="i", ticket="t0psecret", session="s0psecret")

    assert "psecret" not in repr(hello)


def test_an_ack_is_strict() -> None:
    assert msgspec.json.decode(b'{"seq": 4}', type=Ack).outcome == "done"
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"seq": 4, "outcome": "perhaps"}', type=Ack)
