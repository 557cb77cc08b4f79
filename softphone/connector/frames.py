"""Connector messages to bytes and back, checked against their types both ways.

The envelope is JSON-RPC 2.0, as for every client of the bridge. May not know who is connected.
"""

from functools import cache

import msgspec
from msgspec import Raw

from softphone.connector.asks import Ask
from softphone.connector.errors import Rejection
from softphone.connector.rows import REQUESTS
from softphone.connector.table import Method
from softphone.connector.wire import (
    ChargeChanged,
    PublishError,
    PublishEvent,
    RejectionReason,
    Sent,
    SnapshotChanged,
)
from softphone.connector.words import Failure
from softphone.protocol.refusals import Code

_encode = msgspec.json.Encoder(order="deterministic").encode
Unasked = PublishEvent | PublishError | SnapshotChanged | ChargeChanged


def read_ask(method: Method, params: Raw) -> Ask | Rejection:
    """Read the arguments of a request; what does not fit is rejected with the reason."""
    try:
        return _asks(method).decode(params)
    except (msgspec.DecodeError, RecursionError) as wrong:
        return Rejection(f"{method}: {wrong}", type=Failure.INVALID_PARAMS)


@cache
def _asks(method: Method) -> msgspec.json.Decoder[Ask]:
    return msgspec.json.Decoder(REQUESTS[method].ask)


def write_answer(request: str | int, result: Sent) -> bytes:
    """Write the answer to a request."""
    return _encode({"jsonrpc": "2.0", "id": request, "result": result})


def write_rejection(request: str | int, rejection: Rejection, seq: int) -> bytes:
    """Write that a request is rejected."""
    reason = RejectionReason(seq=seq, type=rejection.type, custom_error=rejection.custom)
    error = {"code": Code.REFUSED, "message": rejection.says, "data": reason}
    return _encode({"jsonrpc": "2.0", "id": request, "error": error})


def write_unasked(message: Unasked) -> bytes:
    """Write a notification."""
    return _encode({"jsonrpc": "2.0", "method": message.METHOD, "params": message})
