"""Clients that may not know the machine find its words, all that messages carry, beside the messages."""

import enum
import typing
from collections.abc import Iterator

import msgspec

from softphone.core.messages.refusals import Why
from softphone.protocol import vocabulary
from softphone.protocol.events import AnyEvent
from softphone.protocol.methods import METHODS
from softphone.protocol.state import State


def words_in(hint: typing.Any, seen: set[object]) -> Iterator[type[enum.Enum]]:
    """All enumerations that a type is made of."""
    if hint in seen:
        return
    seen.add(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        yield hint
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        for field in msgspec.structs.fields(hint):
            yield from words_in(field.type, seen)
    for part in typing.get_args(hint):
        yield from words_in(part, seen)


def test_every_word_of_the_machine_that_messages_carry_is_there_and_no_other() -> None:
    messages = (AnyEvent, State, *(part for row in METHODS.values() for part in (row.asks, row.answers)))
    seen: set[object] = set()
    words = {word for message in messages for word in words_in(message, seen)}
    of_the_machine = {word for word in words if word.__module__.startswith("softphone.core.")}
    of_the_machine.add(Why)  # a refusal carries it as the text that it is

    assert {getattr(vocabulary, name) for name in vocabulary.__all__} == of_the_machine
