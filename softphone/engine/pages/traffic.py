"""Remembers what went between Salesforce and the phone lately, and what has become of each thing, for those who watch.

Only a view: nothing is decided by it, and nothing kept; what has to outlive the engine is in the journal.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from msgspec import Raw, structs

from softphone.core.values import RequestId
from softphone.engine.clock import now, wall
from softphone.engine.pages.kept import Kept, KeptError, KeptEvent, KeptRejection, KeptResult, call_of
from softphone.protocol.exchanges import Delivery, Exchange

KEPT = 1000
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

    def latest(self, limit: int, call: str | None = None) -> tuple[Exchange, ...]:
        """Give the latest ones, or those of a call."""
        found = [one for one in self._kept.values() if call in (None, one.call_id)]
        return tuple(found[-limit:])

    def asked(self, request: RequestId, method: str, params: Raw) -> None:
        """A page asks for something; one that asks again is no news."""
        if request not in self._kept:
            payload = _shown(params)
            call = payload.get("callId") if isinstance(payload, dict) else None
            self._note(
                Exchange(
                    id=request,
                    kind="request",
                    name=method,
                    at=wall(now()),
                    delivery="waiting",
                    call_id=call if isinstance(call, str) else None,
                    payload=payload,
                )
            )

    def kept(self, seq: int, kept: Kept, at: datetime) -> None:
        """Something is about to be sent."""
        match kept:
            case KeptEvent(event=event, payload=payload):
                self._note(_published(seq, event, kept, _shown(payload), at), seq)
            case KeptError(event=event, says=says, type=kind):
                self._note(_published(seq, event, kept, {"message": says, "type": kind}, at), seq)
            case KeptResult(request=request, type=name, value=value):
                self._answered(request, seq, kept, {"type": name, "value": _shown(value)})
            case KeptRejection(request=request, says=says, type=kind):
                self._answered(request, seq, kept, {"message": says, "type": kind})

    def settled(self, seqs: Iterable[int], delivery: Delivery, by: str) -> None:
        """These have reached their end."""
        for seq in seqs:
            known = self._kept.get(self._of_seq.pop(seq, ""))
            if known is not None:
                self._note(structs.replace(known, delivery=delivery, settled_at=wall(now()), by=by))

    def _answered(self, request: str, seq: int, kept: KeptResult | KeptRejection, answer: object) -> None:
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
        self._kept[exchange.id] = exchange
        while len(self._kept) > KEPT:
            _, gone = self._kept.popitem(last=False)
            self._of_seq.pop(gone.seq or 0, None)
        self.tell(exchange)


def _published(seq: int, event: str, kept: Kept, payload: object, at: datetime) -> Exchange:
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


def _shown(payload: Raw) -> object:
    """Read what is told; what is no JSON, or too long to be looked at, is told by its size."""
    size = len(payload)
    if size <= LARGEST_BYTES:
        try:
            return msgspec.json.decode(payload)
        except msgspec.DecodeError:
            pass
    return {"bytes": size}
