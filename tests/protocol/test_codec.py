"""What is written can be read, and the schema file says what the code does."""

import json
import typing
from datetime import UTC, datetime
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from softphone.protocol import codec
from softphone.protocol.answers import Done
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.events import AnyEvent, Event
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.greeting import ClientRole, Hello, PhoneCard
from softphone.protocol.methods import METHODS, Command
from softphone.protocol.phone_events import OfPage, PageChanged
from softphone.protocol.refusals import Fault, problem
from softphone.protocol.schemas import bridge_schema
from softphone.protocol.state import CallState, PageState, State
from softphone.protocol.vocabulary import Origin

KINDS: tuple[type[AnyEvent], ...] = typing.get_args(AnyEvent)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MOMENTS = st.datetimes(timezones=st.just(UTC))
COMMANDS: tuple[type[Command], ...] = typing.get_args(Command)
NUMBERS = st.integers(0, 1 << 40)
TEXTS = st.text(max_size=3)


@cache
def values_of(kind: type[msgspec.Struct]) -> st.SearchStrategy[typing.Any]:
    """Any value of a message that its type allows."""
    fields = msgspec.structs.fields(kind)
    return st.builds(kind, **{field.name: of_type(field.type) for field in fields})


def of_type(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Any value of a type that messages use."""
    match msgspec.inspect.type_info(hint):
        case msgspec.inspect.StructType(cls=cls):
            return values_of(cls)
        case msgspec.inspect.DateTimeType():
            return MOMENTS
        case msgspec.inspect.IntType():
            return NUMBERS
        case msgspec.inspect.StrType():
            return TEXTS
        case msgspec.inspect.AnyType():
            return st.dictionaries(TEXTS, NUMBERS | TEXTS | st.none(), max_size=2)
        case msgspec.inspect.FloatType():
            return st.floats(0, 1e6)
        case msgspec.inspect.UnionType():
            return st.one_of(*(of_type(part) for part in typing.get_args(hint)))
        case msgspec.inspect.VarTupleType():
            return st.lists(of_type(typing.get_args(hint)[0]), max_size=2).map(tuple)
        case _:
            return st.from_type(hint)


def test_each_notification_has_its_name_and_arrives_as_it_was_sent() -> None:
    event = PageChanged(seq=1, at=NOON, origin=Origin.CONNECTOR, payload=OfPage(page=PageState(is_attached=True)))
    state, figures = State(seq=1, at=NOON, sip="sip:agent@127.0.0.1"), Figures(at=NOON)
    exchange = Exchange(id="1", kind="event", name="HANGUP", at=NOON, delivery="sent", payload={"callId": "a"})
    sent = [codec.write_event(event), codec.write_state(state)]
    sent += [codec.write_figures(figures), codec.write_exchange(exchange)]

    come = [codec.read_incoming(frame) for frame in sent]

    assert [message.method for message in come] == ["event", "state", "figures", "exchange"]
    assert codec.read_event(come[0].params) == event
    assert codec.read_state(come[1].params) == state
    assert codec.read_figures(come[2].params) == figures
    assert codec.read_exchange(come[3].params) == exchange


def test_an_answer_and_a_refusal_name_their_request() -> None:
    answer = codec.read_incoming(codec.write_answer("a", Done(seq=3)))
    failure = codec.read_incoming(codec.write_failure(None, problem(Fault.INVALID_PARAMS, "no")))

    assert (answer.id, codec.read_result(answer.result, Done)) == ("a", Done(seq=3))
    assert (failure.id, failure.error) == (None, problem(Fault.INVALID_PARAMS, "no"))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_event_arrives_as_it_was_sent(kind: type[AnyEvent], data: st.DataObject) -> None:
    event = data.draw(values_of(kind))

    message = codec.read_incoming(codec.write_event(event))

    assert message.method == "event"
    assert codec.read_event(message.params) == event


@settings(max_examples=30)
@given(values_of(State))
def test_every_state_arrives_as_it_was_sent(state: State) -> None:
    message = codec.read_incoming(codec.write_state(state))

    assert message.method == "state"
    assert codec.read_state(message.params) == state


@settings(max_examples=50)
@given(st.none() | values_of(CallState))
def test_every_result_arrives_as_it_was_sent(call: CallState | None) -> None:
    done = Done(seq=3, call=call)

    message = codec.read_incoming(codec.write_answer("id", done))

    assert (message.id, codec.read_result(message.result, Done)) == ("id", done)


def test_an_event_has_one_name_for_each_kind() -> None:
    names = [kind.__struct_config__.tag for kind in KINDS]

    assert len(set(names)) == len(names)
    assert all(issubclass(kind, Event) for kind in KINDS)


def test_every_method_has_a_name_of_its_own_and_says_what_it_is_for() -> None:
    assert {kind.METHOD for kind in COMMANDS} | {"hello"} == set(METHODS)
    assert len(COMMANDS) + 1 == len(METHODS)
    assert all(row.says.strip() for row in METHODS.values())


def test_an_older_client_understands_a_newer_phone() -> None:
    card = codec.read_result(msgspec.Raw(b'{"version": "9", "protocol": 1, "sings": true}'), PhoneCard)

    assert card.version == "9"


def test_secrets_do_not_show() -> None:
    hidden = "s3cret"
    told = [Hello(role=ClientRole.DRIVER, instance="i", token=hidden), KeepSecret(account="a", password=hidden)]

    assert all(hidden not in repr(message) for message in told)


def test_the_schema_names_every_method_and_event_and_only_what_it_defines() -> None:
    schema = json.loads(bridge_schema())

    assert set(schema["methods"]) == set(METHODS)
    assert set(schema["events"]) == {kind.__struct_config__.tag for kind in KINDS}
    assert "\\\\A" not in bridge_schema()
    assert schema["$defs"]["Dial"]["properties"]["callId"]["anyOf"][0]["pattern"] == "^[A-Za-z0-9._:@-]+$"
    assert not schema["$defs"]["Dial"]["additionalProperties"]
