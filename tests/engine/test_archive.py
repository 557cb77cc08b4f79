"""The archive answers from what was just written and from what lies on disk, and gives calls away in files."""

from pathlib import Path

import pytest

from softphone.core.messages.facts import CallEnded, CallStarted, Fact, RecordingKept
from softphone.core.state.phone import new_phone
from softphone.core.values import Asked, CallId, EndReason, Instant, Origin
from softphone.engine.archive import PIECE, Archive
from softphone.engine.runner import Announced
from softphone.protocol.enquiries import ExportHistory, History
from softphone.protocol.refusals import Refused
from tests.core.scenes import ONE_LINE
from tests.engine.stories import HUNG_UP, over, ringing
from tests.fakes.records import a_call
from tests.fakes.storage import FakeHistory


async def test_calls_are_written_into_a_file_with_their_figures(tmp_path: Path) -> None:
    history = FakeHistory()
    history.save(a_call(1))
    target = tmp_path / "calls.csv"

    answer = await Archive(history).export(ExportHistory(path=str(target)))

    assert (answer.calls, answer.path) == (1, str(target))
    head, line = target.read_text().splitlines()
    assert head.split(",")[-1] == "bad_side"
    assert line.startswith(a_call(1).call)


@pytest.mark.parametrize("limit", [1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 50, 1000])
async def test_a_page_that_is_read_in_pieces_is_as_long_as_asked_and_leaves_nothing_out(limit: int) -> None:
    history = FakeHistory()
    calls = [a_call(number) for number in range(2 * PIECE + 50)]
    for call in calls:
        history.save(call)
    archive = Archive(history)

    page = await archive.page(History(limit=limit))
    rest = await archive.page(History(limit=1000, before=page.next)) if page.next is not None else None

    assert len(page.entries) == min(limit, len(calls))
    named = [entry.call_id for entry in (*page.entries, *(rest.entries if rest else ()))]
    assert named == [call.call for call in reversed(calls)]


@pytest.mark.parametrize("path", ["calls.csv", "/nonexistent/calls.csv"])
async def test_a_file_that_cannot_be_written_is_refused_with_the_reason(path: str) -> None:
    with pytest.raises(Refused, match=r"whole path|cannot be written"):
        await Archive(FakeHistory()).export(ExportHistory(path=path))


async def test_what_lies_beside_a_record_is_found_by_call_and_start() -> None:
    history = FakeHistory()
    one, same_name = a_call(1), a_call(2)
    history.save_series(one, "quality", b"one")
    history.save_series(same_name, "quality", b"two")
    archive = Archive(history)

    assert await archive.series_of(one.call, "quality", one.started_at) == b"one"
    assert await archive.series_of(one.call, "quality", same_name.started_at) is None
    assert await archive.series_of(CallId("nobody"), "quality") is None
    archive.keep_series(CallId("nobody"), "quality", b"of a call that was never written down")
    assert len(history.kept_series) == 2


def told(fact: Fact) -> Announced:
    """What the machine tells."""
    return Announced(fact, Asked(Origin.REMOTE), Instant(0), new_phone(ONE_LINE))


def kept(call: CallId) -> Announced:
    """A recording was completed, at the start of a phone that knows nothing of its call but by the history."""
    return told(RecordingKept(call, "/recordings/late.wav", 3.0))


def test_of_a_call_that_only_rings_it_is_kept_that_nobody_answered_in_case_nothing_more_is_heard_of_it() -> None:
    history, call = FakeHistory(), ringing()
    archive = Archive(history)

    archive.listen(told(CallStarted(call, call.initial.id)))
    begun = history.going_on[call.id]
    archive.listen(told(CallEnded(over(call), HUNG_UP)))

    assert (begun.reason, begun.connected_at, begun.is_missed) == (EndReason.LOST, None, True)
    assert not history.going_on


async def test_a_recording_that_an_earlier_run_had_begun_is_added_to_its_call() -> None:
    history = FakeHistory()
    older, lost = a_call(1), a_call(2, call=a_call(1).call)
    missed = a_call(3, call=lost.call, connected_at=None)
    for record in (older, lost, missed):
        history.save(record)
    archive = Archive(history)

    archive.listen(kept(lost.call))
    await archive.settle()

    found = await archive.page(History())
    assert [entry.recording for entry in found.entries] == ["", "/recordings/late.wav", ""]
    assert await archive.recording_of(lost.call, lost.started_at) == "/recordings/late.wav"
    assert history.records[lost.call, lost.started_at].recording_s == 3.0


@pytest.mark.parametrize("call", [a_call(1).call, CallId("nobody")])
async def test_a_recording_that_is_known_already_or_nobodys_changes_nothing(call: CallId) -> None:
    history = FakeHistory()
    history.save(a_call(1, recording_path="/recordings/one.wav"))
    before = dict(history.records)
    archive = Archive(history)

    archive.listen(kept(call))
    await archive.settle()

    assert history.records == before
