"""Call records and journal entries to store: plain ones, and strategies for any."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from softphone.core.values import AccountName, CallId, CallType, Direction, EndReason, Origin, RequestId
from softphone.engine.call_record import CallQuality, CallRecord, Party
from softphone.engine.ports.storage import EntryKind, NewEntry

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def event(number: int = 1, *, call: str | None = "call-1", at: datetime = NOON) -> NewEntry:
    """An event that could go out to a page."""
    return NewEntry(EntryKind.EVENT, "CALL_STARTED", b'{"n":%d}' % number, at, CallId(call) if call else None)


def result(request: str, *, at: datetime = NOON) -> NewEntry:
    """The answer to a page's request."""
    return NewEntry(EntryKind.RESULT, "CallResult", b"{}", at, CallId("call-1"), RequestId(request))


def a_call(number: int = 1, **changes: object) -> CallRecord:
    """An answered inbound call; the higher the number, the later."""
    start = NOON + timedelta(seconds=number)
    fields: dict[str, object] = {
        "call": CallId(f"call-{number}"),
        "call_type": CallType.INBOUND,
        "direction": Direction.IN,
        "started_at": start,
        "ended_at": start + timedelta(seconds=60),
        "connected_at": start + timedelta(seconds=4),
        "party": Party("+4930123456", "Anna Müller", "sip:+4930123456@pbx.example"),
        "reason": EndReason.HUNG_UP,
        "ended_by": Origin.REMOTE,
        "ring_s": 4.0,
    }
    return CallRecord(**{**fields, **changes})  # type: ignore[arg-type]


NAMES = st.text(st.sampled_from("abÄöß é+0149-().\"'*%_"), max_size=6)
PARTIES = st.builds(Party, number=NAMES, name=NAMES, uri=NAMES)
QUALITIES = st.none() | st.builds(CallQuality, mos=st.none() | st.floats(1, 4.5), bad_side=NAMES)


@st.composite
def records(draw: st.DrawFn) -> CallRecord:
    """Any record; those of one call start at whole seconds, so that half seconds are between them."""
    number = draw(st.integers(0, 20))
    start = NOON + timedelta(seconds=number)
    return a_call(
        number,
        call=CallId(f"call-{number}"),
        direction=draw(st.sampled_from(Direction)),
        connected_at=draw(st.none() | st.just(start + timedelta(seconds=1))),
        reason=draw(st.sampled_from(EndReason)),
        party=draw(PARTIES),
        others=tuple(draw(st.lists(PARTIES, max_size=2))),
        account=draw(st.none() | st.just(AccountName("main"))),
        queue_name=draw(NAMES),
        quality=draw(QUALITIES),
    )
