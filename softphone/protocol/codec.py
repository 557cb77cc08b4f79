"""Bytes to messages and back. Everything that comes in is checked against its type before anybody sees it."""

from functools import cache
from typing import TypeVar, cast

import msgspec

from softphone.protocol.envelope import Answer, Failure, Id, Incoming, Notification, Request
from softphone.protocol.events import AnyEvent
from softphone.protocol.exchanges import Exchange
from softphone.protocol.figures import Figures
from softphone.protocol.methods import METHODS
from softphone.protocol.refusals import Fault, Problem, Refused, problem
from softphone.protocol.state import State
from softphone.protocol.words import Asked, Told

T = TypeVar("T", bound=Told)

_encode = msgspec.json.Encoder().encode
_request = msgspec.json.Decoder(Request)
_incoming = msgspec.json.Decoder(Incoming)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
_state = msgspec.json.Decoder(State)
_figures = msgspec.json.Decoder(Figures)
_exchange = msgspec.json.Decoder(Exchange)


class _Identified(msgspec.Struct):
    """Just the id of a message that is wrong otherwise, so that its sender knows which one."""

    id: Id | None = None


def read_request(frame: str) -> Request:
    """Read a request's envelope; raises `Refused`."""
    try:
        return _request.decode(frame)
    except msgspec.ValidationError as wrong:
        raise Refused(problem(Fault.INVALID_REQUEST, f"not a JSON-RPC 2.0 request: {wrong}")) from None
    except (msgspec.DecodeError, UnicodeEncodeError) as wrong:
        raise Refused(problem(Fault.PARSE_ERROR, f"not JSON: {wrong}")) from None
    except RecursionError:
        raise Refused(problem(Fault.PARSE_ERROR, "nested too deeply")) from None


def read_id(frame: str) -> Id | None:
    """Find the id of a message that could not be read, if it has a proper one."""
    try:
        return msgspec.json.decode(frame, type=_Identified).id
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return None


def read_params(request: Request) -> Asked:
    """Read what a request asks for; raises `Refused`."""
    if (row := METHODS.get(request.method)) is None:
        raise Refused(_unknown(request.method))
    try:
        return _params(row.asks).decode(request.params)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise Refused(problem(Fault.INVALID_PARAMS, f"{request.method}: {wrong}")) from None


def _unknown(method: str) -> Problem:
    """Say that a method does not exist."""
    return problem(Fault.UNKNOWN_METHOD, f"there is no method {method[:40]!r}")


@cache
def _params(asks: type[Asked]) -> msgspec.json.Decoder[Asked]:
    """Build the reader of one kind of params when it is first needed."""
    return msgspec.json.Decoder(asks)


def write_request(identity: Id, method: str, params: Asked) -> bytes:
    """Write a request."""
    return _encode(Request(jsonrpc="2.0", id=identity, method=method, params=msgspec.Raw(_encode(params))))


def write_answer(identity: Id, result: Told) -> bytes:
    """Write the answer to a request."""
    return _encode(Answer(id=identity, result=msgspec.Raw(_encode(result))))


def write_failure(identity: Id | None, error: Problem) -> bytes:
    """Write that a request is refused."""
    return _encode(Failure(id=identity, error=error))


def write_event(event: AnyEvent) -> bytes:
    """Write the notification of an event."""
    return _encode(Notification(method="event", params=msgspec.Raw(_encode(event))))


def write_state(state: State) -> bytes:
    """Write the notification of a new state."""
    return _encode(Notification(method="state", params=msgspec.Raw(_encode(state))))


def write_figures(figures: Figures) -> bytes:
    """Write the notification of new figures."""
    return _encode(Notification(method="figures", params=msgspec.Raw(_encode(figures))))


def write_exchange(exchange: Exchange) -> bytes:
    """Write the notification of an exchange with Salesforce."""
    return _encode(Notification(method="exchange", params=msgspec.Raw(_encode(exchange))))


def text_of(message: Told) -> str:
    """Write a message by itself, for people's pipes."""
    return _encode(message).decode()


def read_incoming(frame: str | bytes) -> Incoming:
    """Read the envelope of anything that the phone sent; raises `msgspec.DecodeError`."""
    return _incoming.decode(frame)


def read_result(result: msgspec.Raw, kind: type[T]) -> T:
    """Read the result of a request; raises `msgspec.DecodeError`."""
    return cast("T", _results(kind).decode(result))


@cache
def _results(kind: type[Told]) -> msgspec.json.Decoder[Told]:
    """Build the reader of one kind of result when it is first needed."""
    return msgspec.json.Decoder(kind)


def read_event(params: msgspec.Raw) -> AnyEvent:
    """Read an event; raises `msgspec.DecodeError`."""
    return _events.decode(params)


def read_state(params: msgspec.Raw) -> State:
    """Read a state; raises `msgspec.DecodeError`."""
    return _state.decode(params)


def read_figures(params: msgspec.Raw) -> Figures:
    """Read figures; raises `msgspec.DecodeError`."""
    return _figures.decode(params)


def read_exchange(params: msgspec.Raw) -> Exchange:
    """Read an exchange with Salesforce; raises `msgspec.DecodeError`."""
    return _exchange.decode(params)
