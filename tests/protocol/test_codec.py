"""What is written can be read, and the schema file says what the code does."""

import json
import typing
from datetime import UTC
from functools import cache

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from softphone.protocol import codec
from softphone.protocol.answers import Done
from softphone.protocol.enquiries import KeepSecret
from softphone.protocol.events import AnyEvent, Event
from softphone.protocol.greeting import ClientRole, Hello, PhoneCard
from softphone.protocol.methods import METHODS, Command
from softphone.protocol.schemas import bridge_schema
from softphone.protocol.state import CallState, State

KINDS: tuple[type[AnyEvent], ...] = typing.get_args(AnyEvent)
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
