"""What the journal keeps of a message to the page: enough to send it again, and to know what Salesforce believes then.

A message's number is the journal's, so it is not part of what is kept; nor is the snapshot, which is always fresh.
"""

from functools import cache

import msgspec
from msgspec import Raw, Struct

from softphone.connector.answers import dispatched_by
from softphone.connector.calls import PhoneCall
from softphone.connector.errors import CustomError, Rejection
from softphone.connector.frames import write_answer, write_rejection, write_unasked
from softphone.connector.outbox import Answered
from softphone.connector.publications import ErrorPublication, Publication, Told
from softphone.connector.results import (
    CallResult,
    HangupResult,
    HoldToggleResult,
    ParticipantResult,
    SuperviseCallResult,
    SupervisorHangupResult,
)
from softphone.connector.rows import EVENTS, REQUESTS
from softphone.connector.table import EventType, Method
from softphone.connector.told import Beliefs
from softphone.connector.wire import Outcome, PublishError, PublishEvent, Snapshot
from softphone.connector.words import Failure
from softphone.core.values import CallId

encode = msgspec.json.Encoder(order="deterministic").encode


class KeptEvent(Struct, frozen=True, kw_only=True, tag_field="kept", tag="event"):
    """A publication."""

    event: EventType
    payload: Raw
    call: CallId | None = None
    follow_up: tuple[PhoneCall, ...] | None = None


class KeptError(Struct, frozen=True, kw_only=True, tag_field="kept", tag="error"):
    """A failure that was published."""

    event: EventType
    says: str
    type: Failure | None = None
    custom: CustomError | None = None
    call: CallId | None = None


class KeptResult(Struct, frozen=True, kw_only=True, tag_field="kept", tag="result"):
    """The result of a request. `dispatches` is what the base connector makes of it."""

    request: str
    method: Method
    type: str
    value: Raw
    follow_up: tuple[PhoneCall, ...] | None = None
    dispatches: EventType | None = None


class KeptRejection(Struct, frozen=True, kw_only=True, tag_field="kept", tag="rejection"):
    """The rejection of a request."""

    request: str
    says: str
    type: Failure | None = None
    custom: CustomError | None = None


Kept = KeptEvent | KeptError | KeptResult | KeptRejection
_decoder: msgspec.json.Decoder[Kept] = msgspec.json.Decoder(Kept)


def ends_supervision(kept: Kept) -> bool:
    """Whether the base connector may believe, once it has dealt with this, that nothing is supervised."""
    match kept:
        case KeptEvent(event=EventType.SUPERVISOR_HANGUP) | KeptResult(dispatches=EventType.SUPERVISOR_HANGUP):
            return True
        case _:
            return isinstance(kept, KeptRejection)


def read(payload: bytes) -> Kept:
    """Read what was kept; raises `msgspec.DecodeError` for what another version wrote."""
    return _decoder.decode(payload)


def publication(told: Told) -> KeptEvent | KeptError:
    """Keep a publication."""
    match told:
        case Publication(event=event, payload=payload, call=call, follow_up=follow_up):
            return KeptEvent(event=event, payload=Raw(encode(payload)), call=call, follow_up=follow_up)
        case ErrorPublication(event=event, says=says, call=call, type=kind, custom=custom):
            return KeptError(event=event, says=says, call=call, type=kind, custom=custom)


def result(answered: Answered) -> KeptResult:
    """Keep a result."""
    return KeptResult(
        request=answered.request,
        method=answered.method,
        type=type(answered.result).__name__,
        value=Raw(encode(answered.result)),
        follow_up=answered.follow_up,
        dispatches=dispatched_by(answered.method, answered.result, answered.follow_up),
    )


def rejection(request: str, why: Rejection) -> KeptRejection:
    """Keep a rejection."""
    return KeptRejection(request=request, says=why.says, type=why.type, custom=why.custom)


def frame(kept: Kept, seq: int, snapshot: Snapshot | None) -> bytes:
    """Write a kept message as it goes to the page."""
    match kept:
        case KeptEvent(event=event, payload=payload, call=call, follow_up=follow_up):
            return write_unasked(
                PublishEvent(
                    seq=seq, event_type=event, payload=payload, call_id=call, snapshot=snapshot, follow_up=follow_up
                )
            )
        case KeptError(event=event, says=says, type=kind, custom=custom, call=call):
            return write_unasked(
                PublishError(
                    seq=seq,
                    event_type=event,
                    message=says,
                    type=kind,
                    custom_error=custom,
                    call_id=call,
                    snapshot=snapshot,
                )
            )
        case KeptResult(request=request, type=kind, value=value, follow_up=follow_up):
            outcome = Outcome(type=kind, value=value, seq=seq, snapshot=snapshot, follow_up=follow_up)
            return write_answer(request, outcome)
        case KeptRejection(request=request, says=says, type=kind, custom=custom):
            return write_rejection(request, Rejection(says, kind, custom), seq)


def believed_after(beliefs: Beliefs, kept: Kept) -> Beliefs:
    """Say what Salesforce believes when this has been dispatched to it."""
    match kept:
        case KeptEvent(event=event, payload=payload):
            kind = EVENTS[event].payload
            return beliefs.after(event, _reader(kind).decode(payload)) if kind else beliefs
        case KeptResult(method=method, type=name, value=value, dispatches=EventType() as event):
            kind = next(kind for kind in REQUESTS[method].results if kind.__name__ == name)
            return beliefs.after(event, _as_published(event, _reader(kind).decode(value)))
        case _:
            return beliefs


def republished(kept: KeptResult) -> Publication | None:
    """What is to be published where a result came too late for its request."""
    if kept.dispatches is None:
        return None
    kind = next(kind for kind in REQUESTS[kept.method].results if kind.__name__ == kept.type)
    payload = _as_published(kept.dispatches, _reader(kind).decode(kept.value))
    if kept.dispatches is EventType.HANGUP and isinstance(payload, ParticipantResult):
        return None  # a call that is over without Salesforce knowing it is one of the corrections
    return Publication(kept.dispatches, payload, call_of(kept), kept.follow_up)


def call_of(kept: Kept) -> CallId | None:
    """The call that a message is about, if one."""
    match kept:
        case KeptEvent(call=call) | KeptError(call=call):
            return call
        case KeptResult(type="CallResult", value=value):
            return CallId(msgspec.json.decode(value, type=CallResult).call.call_id)
        case KeptResult(type="HangupResult", value=value):
            calls = msgspec.json.decode(value, type=HangupResult).calls
            return CallId(calls[0].call_id) if calls else None
        case KeptResult(type="SuperviseCallResult", value=value):
            return CallId(msgspec.json.decode(value, type=SuperviseCallResult).call.call_id)
        case KeptResult(type="SupervisorHangupResult", value=value):
            gone = msgspec.json.decode(value, type=SupervisorHangupResult).calls
            return CallId(gone[0].call_id) if gone else None
        case KeptResult(type="HoldToggleResult", value=value):
            legs = msgspec.json.decode(value, type=HoldToggleResult).calls
            return CallId(legs[0].call_id) if legs else None
        case KeptResult(type="ParticipantResult", value=value):
            return CallId(msgspec.json.decode(value, type=ParticipantResult).call_id)
        case _:
            return None


def _as_published(event: EventType, value: Struct) -> Struct:
    """A declined call is dispatched from one call; published, a HANGUP has a list. A removed party has one call."""
    if event is EventType.HANGUP and isinstance(value, CallResult):
        return HangupResult(calls=(value.call,))
    if event is EventType.PARTICIPANT_REMOVED and isinstance(value, HangupResult):
        return CallResult(call=value.calls[0])
    return value


@cache
def _reader(kind: type[Struct]) -> msgspec.json.Decoder[Struct]:
    return msgspec.json.Decoder(kind)
