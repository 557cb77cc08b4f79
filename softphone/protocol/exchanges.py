"""What goes between Salesforce and the phone, for people who look for what went wrong, and what came of each thing."""

from typing import Annotated, Any, ClassVar, Literal

from msgspec import Meta

from softphone.protocol.state import Moment
from softphone.protocol.words import Asked, Count, Name, Told

Delivery = Literal["waiting", "sent", "acked", "failed", "written_off", "assumed"]


class Exchange(Told, frozen=True, kw_only=True):
    """Something that Salesforce asked (`request`), or was told (`event`, `error`). Told again when it has got on.

    `payload` is what was asked or published. A request's `answer` is its result (`type` and `value`), or why it was
    rejected (`isRejected`). `seq` is the number under which event or answer is kept in the journal.

    `delivery`: `waiting` has no answer yet; `sent` was, or will be when the page is back; `acked` was dispatched by the
    page; `failed` reached the page and not Salesforce; `written_off` will never be sent, its page has gone; `assumed`
    is what Salesforce learns by itself, from what the base connector replays. `by` is the page, or why it was given up.
    """

    id: str
    kind: Literal["request", "event", "error"]
    name: str
    at: Moment
    delivery: Delivery
    seq: Count | None = None
    call_id: str | None = None
    payload: Any = None
    answer: Any = None
    is_rejected: bool = False
    settled_at: Moment | None = None
    by: str = ""


class Exchanges(Asked, frozen=True, kw_only=True):
    """List the latest exchanges between Salesforce and the phone, oldest first. The journal keeps more."""

    METHOD: ClassVar[str] = "exchanges"

    limit: Annotated[int, Meta(ge=1, le=1000)] = 200
    call_id: Name | None = None


class ExchangesPage(Told, frozen=True, kw_only=True):
    """The latest exchanges."""

    exchanges: tuple[Exchange, ...] = ()
