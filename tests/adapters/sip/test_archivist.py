"""The thread behind recordings: what it finishes, what it tells, and that no recording keeps it from another."""

import os
from pathlib import Path

import pytest

from softphone.adapters.sip.recording.archivist import Archivist
from softphone.adapters.sip.recording.wav_files import HEADER_BYTES, is_whole, make_whole
from softphone.core.messages.events import RecordingFailed, RecordingSaved
from softphone.core.values import CallId
from tests.adapters.sip.test_recording_files import recorded
from tests.peers.waiting import until


async def test_the_archivist_finishes_what_a_crash_left_and_what_ends(tmp_path: Path) -> None:
    told: list[RecordingSaved | RecordingFailed] = []
    remains = recorded(tmp_path)
    archivist = Archivist(tmp_path, 0, told.append, lambda _: None)
    archivist.start()
    files = recorded(tmp_path, "call-2")
    make_whole(files.mono("agent"))
    make_whole(files.mono("far"))
    archivist.begin(CallId("call-2"), files)
    archivist.end(CallId("call-2"), files)
    await until(lambda: len(told) == 2, "both are saved")
    archivist.stop(5)

    assert told == [
        RecordingSaved(CallId("call-1"), str(remains.stereo), 1.0),
        RecordingSaved(CallId("call-2"), str(files.stereo), 1.0),
    ]


async def test_a_running_recording_is_kept_playable_and_watched_for_space(tmp_path: Path) -> None:
    short: list[CallId] = []
    archivist = Archivist(tmp_path, 10**9, lambda _: None, short.append)
    archivist.start()
    files = recorded(tmp_path)
    archivist.begin(CallId("call-1"), files)
    await until(lambda: short, "space is short")
    archivist.stop(5)

    assert is_whole(files.mono("agent"))
    assert short == [CallId("call-1")]


async def test_a_recording_that_cannot_be_completed_is_told(tmp_path: Path) -> None:
    told: list[RecordingSaved | RecordingFailed] = []
    archivist = Archivist(tmp_path, 0, told.append, lambda _: None)
    archivist.start()
    files = recorded(tmp_path)
    make_whole(files.mono("agent"))
    make_whole(files.mono("far"))
    files.stereo.mkdir()
    archivist.end(CallId("call-1"), files)
    await until(lambda: told, "it is told")
    archivist.stop(5)

    assert isinstance(told[0], RecordingFailed)
    assert files.mono("agent").exists()


IN_THE_WAY = "a folder is where its sound should be"
TOO_LONG = "longer than the header of a WAV file can say"


@pytest.mark.parametrize("what", [IN_THE_WAY, TOO_LONG])
async def test_a_left_over_that_cannot_be_finished_is_told_and_keeps_no_other_from_it(
    tmp_path: Path, what: str
) -> None:
    told: list[RecordingSaved | RecordingFailed] = []
    broken, whole = recorded(tmp_path, "call-1"), recorded(tmp_path, "call-2")
    sound = broken.mono("agent")
    if what == IN_THE_WAY:
        sound.unlink()
        sound.mkdir()
    else:
        os.truncate(sound, 2**32 + HEADER_BYTES)
    archivist = Archivist(tmp_path, 0, told.append, lambda _: None)
    archivist.start()
    await until(lambda: len(told) == 2, "both are told")
    archivist.stop(5)

    failed, saved = told
    assert isinstance(failed, RecordingFailed)
    assert failed.call == "call-1"
    assert broken.stem in failed.why
    assert saved == RecordingSaved(CallId("call-2"), str(whole.stereo), 1.0)


async def test_the_thread_outlives_whatever_a_recording_does_to_it(tmp_path: Path) -> None:
    told: list[RecordingSaved | RecordingFailed] = []
    archivist = Archivist(tmp_path, 0, told.append, lambda _: None)
    archivist.start()
    broken, gone, whole = (recorded(tmp_path, name) for name in ("call-1", "call-2", "call-3"))
    os.truncate(broken.mono("far"), 2**32 + HEADER_BYTES)
    gone.mono("far").unlink()
    for files in (broken, gone, whole):
        make_whole(files.mono("agent"))
    make_whole(whole.mono("far"))
    for name, files in (("call-1", broken), ("call-2", gone), ("call-3", whole)):
        archivist.end(CallId(name), files)
    await until(lambda: len(told) == 3, "all are told", within_s=20)
    archivist.stop(5)

    assert [type(event) for event in told] == [RecordingFailed, RecordingSaved, RecordingSaved]


async def test_a_mistake_of_ours_does_not_end_the_thread(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told: list[RecordingSaved | RecordingFailed] = []

    def tell(event: RecordingSaved | RecordingFailed) -> None:
        told.append(event)
        if len(told) == 1:
            raise ValueError

    archivist = Archivist(tmp_path, 0, tell, lambda _: None)
    archivist.start()
    for name in ("call-1", "call-2"):
        files = recorded(tmp_path, name)
        make_whole(files.mono("agent"))
        make_whole(files.mono("far"))
        archivist.end(CallId(name), files)
    await until(lambda: len(told) == 2, "both are told")
    archivist.stop(5)

    assert "Traceback" in caplog.text


async def test_a_recording_whose_files_vanished_keeps_no_other_from_being_looked_after(tmp_path: Path) -> None:
    short: list[CallId] = []
    archivist = Archivist(tmp_path, 10**9, lambda _: None, short.append)
    archivist.start()
    gone, files = recorded(tmp_path, "call-1"), recorded(tmp_path, "call-2")
    gone.mono("agent").unlink()
    archivist.begin(CallId("call-1"), gone)
    archivist.begin(CallId("call-2"), files)
    await until(lambda: len(short) > 1, "space is short for both")
    archivist.stop(5)

    assert short[:2] == ["call-1", "call-2"]
    assert is_whole(files.mono("far"))
