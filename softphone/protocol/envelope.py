"""JSON-RPC 2.0: requests, answers and notifications, without what they are about."""

from typing import Annotated, Literal

from msgspec import Meta, Raw, field

from softphone.protocol.refusals import Problem
from softphone.protocol.words import MAX_NAME, Asked, Told

SAFE_INTEGER = (1 << 53) - 1
"""The largest whole number that every JSON reader keeps exact."""

Id = (
    Annotated[int, Meta(ge=-SAFE_INTEGER, le=SAFE_INTEGER)]
    | Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=r"\A[^\x00-\x1f\x7f]+\Z")]
)
"""Names a request of one client; it is used once."""

NO_PARAMS = Raw(b"{}")
NO_RESULT = Raw()


class Request(Asked, frozen=True, kw_only=True):
    """Something a client wants to be done or to know. `params` is read when the method is known."""

    jsonrpc: Literal["2.0"]
    id: Id
    method: Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
    params: Raw = field(default_factory=lambda: NO_PARAMS)


class Answer(Told, frozen=True, kw_only=True):
    """The request was carried out."""

    jsonrpc: Literal["2.0"] = "2.0"
    id: Id
    result: Raw


class Failure(Told, frozen=True, kw_only=True):
    """The request was refused, or the message was none. `id` is null where it could not be read."""

    jsonrpc: Literal["2.0"] = "2.0"
    id: Id | None
    error: Problem


class Notification(Told, frozen=True, kw_only=True):
    """Something the phone says unasked."""

    jsonrpc: Literal["2.0"] = "2.0"
    method: str
    params: Raw


class Incoming(Told, frozen=True, kw_only=True):
    """Any message from the phone, before it is known which; the three above are what it can be."""

    jsonrpc: Literal["2.0"]
    id: Id | None = None
    method: str | None = None
    params: Raw = NO_PARAMS
    result: Raw = NO_RESULT
    error: Problem | None = None
