"""Remembers what went between Salesforce and the phone lately, and what has become of each thing, for those who watch.

Only a view: nothing is decided by it, and nothing kept; what has to outlive the engine is in the journal. It stays JSON
until somebody looks: mostly nobody does, and a call must not wait while it is read.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from msgspec import Raw, structs

from softphone.core.values import RequestId
from softphone.engine.clock import now, wall
from softphone.engine.pages.kept import Kept, KeptError, KeptEvent, KeptRejection, KeptResult, call_of, encode
from softphone.protocol.exchanges import Delivery, Exchange

KEPT = 1000
MOST_BYTES = 4 << 20
"""All of it goes to whoever asks as one message, which must not be longer than what a line may owe its client."""
LARGEST_BYTES = 64 << 10
"""A larger payload is told by its size: who watches a storm must not be drowned in it."""

Tell = Callable[[Exchange], None]


def _nobody(_: Exchange) -> None:
    """Nobody watches."""


class Traffic:
    """The latest exchanges, oldest first."""

    def __init__(self) -> None:
        self.tell: Tell = _nobody
        self._kept: OrderedDict[str, Exchange] = OrderedDict()
        self._of_seq: dict[int, str] = {}
        self._bytes = 0

    def latest(self, limit: int, call: str | None = None) -> tuple[Exchange, ...]:
        """Give the latest ones, or those of a call."""
        found = [one for one in self._kept.values() if call in (None, one.call_id)]
        return tuple(found[-limit:])

    def asked(self, request: RequestId, method: str, params: Raw) -> None:
        """A page asks for something; one that asks again is no news."""
        if request not in self._kept:
            payload, call = _asked(params)
            self._note(
                Exchange(
                    id=request,
                    kind="request",
                    name=method,
                    at=wall(now()),
                    delivery="waiting",
                    call_id=call,
                    payload=payload,
                )
            )

    def kept(self, seq: int, kept: Kept, at: datetime) -> None:
        """Something is about to be sent."""
        match kept:
            case KeptEvent(event=event, payload=payload):
                self._note(_published(seq, event, kept, _shown(payload), at), seq)
            case KeptError(event=event, says=says, type=kind):
                self._note(_published(seq, event, kept, _raw({"message": says, "type": kind}), at), seq)
            case KeptResult(request=request, type=name, value=value):
                self._answered(request, seq, kept, _raw({"type": name, "value": _shown(value)}))
            case KeptRejection(request=request, says=says, type=kind):
                self._answered(request, seq, kept, _raw({"message": says, "type": kind}))

    def settled(self, seqs: Iterable[int], delivery: Delivery, by: str) -> None:
        """These have reached their end."""
        for seq in seqs:
            known = self._kept.get(self._of_seq.pop(seq, ""))
            if known is not None:
                self._note(structs.replace(known, delivery=delivery, settled_at=wall(now()), by=by))

    def _answered(self, request: str, seq: int, kept: KeptResult | KeptRejection, answer: Raw) -> None:
        """A request has its answer; of one that is not remembered any more, that is all there is to tell."""
        known = self._kept.get(request) or Exchange(
            id=request,
            kind="request",
            name=kept.method if isinstance(kept, KeptResult) else "",
            at=wall(now()),
            delivery="sent",
        )
        answered = structs.replace(
            known,
            delivery="sent",
            seq=seq,
            call_id=known.call_id or call_of(kept),
            answer=answer,
            is_rejected=isinstance(kept, KeptRejection),
        )
        self._note(answered, seq)

    def _note(self, exchange: Exchange, seq: int | None = None) -> None:
        if seq is not None:
            self._of_seq[seq] = exchange.id
        self._bytes += _size(exchange) - _size(self._kept.get(exchange.id))
        self._kept[exchange.id] = exchange
        while len(self._kept) > KEPT or self._bytes > MOST_BYTES:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _size(gone)
            self._of_seq.pop(gone.seq or 0, None)
        self.tell(exchange)


def _published(seq: int, event: str, kept: Kept, payload: Raw, at: datetime) -> Exchange:
    return Exchange(
        id=str(seq),
        kind="event" if isinstance(kept, KeptEvent) else "error",
        name=event,
        at=at,
        delivery="sent",
        seq=seq,
        call_id=call_of(kept),
        payload=payload,
    )


def _asked(params: Raw) -> tuple[Raw, str | None]:
    """Take what a page asks, and the call that it names; a page may write what nobody who watches could read."""
    shown = _shown(params)
    try:
        read = msgspec.json.decode(shown)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _sized(params), None
    call = read.get("callId") if isinstance(read, dict) else None
    return shown, call if isinstance(call, str) else None


def _shown(payload: Raw) -> Raw:
    """Take what is told, without the message that it came in; what is too long to be looked at is told by its size."""
    return payload.copy() if len(payload) <= LARGEST_BYTES else _sized(payload)


def _sized(payload: Raw) -> Raw:
    return _raw({"bytes": len(payload)})


def _raw(told: object) -> Raw:
    return Raw(encode(told))


def _size(exchange: Exchange | None) -> int:
    """What a watcher is sent of it that may be long."""
    return sum(len(told) for told in (exchange.payload, exchange.answer) if told) if exchange else 0
