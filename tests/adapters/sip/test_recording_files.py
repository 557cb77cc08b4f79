"""The files of a recording: private, playable at any moment, finished also after a crash."""

import json
import stat
import struct
import wave
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from softphone.adapters.sip.recording.recording_files import Mark, Recording, RecordingFiles, files_for, unfinished
from softphone.adapters.sip.recording.wav_files import HEADER_BYTES, is_whole, make_whole, merge, rate_of

STARTED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RATE = 8000


def unclosed(path: Path, samples: list[int]) -> Path:
    """A mono file as a crash leaves it: the header says that nothing is in it."""
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 0, b"WAVE", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16, b"data", 0
    )
    path.write_bytes(header + array("h", samples).tobytes())
    return path


def frames(path: Path) -> tuple[int, int, list[int]]:
    with wave.open(str(path)) as file:
        return file.getnchannels(), file.getframerate(), array("h", file.readframes(file.getnframes())).tolist()


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_an_unclosed_file_becomes_whole_and_stays_so(tmp_path: Path) -> None:
    path = unclosed(tmp_path / "a.wav", [1, -2, 3])
    assert not is_whole(path)

    make_whole(path)
    make_whole(path)

    assert is_whole(path)
    assert frames(path) == (1, RATE, [1, -2, 3])
    assert rate_of(path) == RATE


@pytest.mark.parametrize("held", [b"", b"RIFF", bytes(HEADER_BYTES - 1)])
def test_a_file_without_a_header_is_left_alone(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(held)
    make_whole(path)

    assert path.read_bytes() == held
    assert not is_whole(path)
    assert rate_of(path) == 0


SAMPLES = st.lists(st.integers(-32768, 32767), max_size=50)


@given(left=SAMPLES, right=SAMPLES)
@settings(max_examples=60, deadline=None)
def test_two_sides_become_one_file_and_the_shorter_is_continued_by_silence(
    tmp_path_factory: pytest.TempPathFactory, left: list[int], right: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    one, other = unclosed(folder / "l.wav", left), unclosed(folder / "r.wav", right)
    seconds = merge(one, other, folder / "both.wav", RATE)
    channels, rate, both = frames(folder / "both.wav")
    longest = max(len(left), len(right))

    assert (channels, rate) == (2, RATE)
    assert both[0::2] == left + [0] * (longest - len(left))
    assert both[1::2] == right + [0] * (longest - len(right))
    assert seconds == longest / RATE


def test_long_files_are_merged_in_pieces(tmp_path: Path) -> None:
    left, right = [7] * 20_001, [9] * 8_000
    merge(unclosed(tmp_path / "l.wav", left), unclosed(tmp_path / "r.wav", right), tmp_path / "both.wav", RATE)

    assert frames(tmp_path / "both.wav")[2][0::2] == left


def recorded(folder: Path, call: str = "call-1") -> RecordingFiles:
    files = files_for(folder, call, STARTED)
    files.create(Recording(call, STARTED.isoformat()))
    unclosed(files.mono("agent"), [1] * RATE)
    unclosed(files.mono("far"), [2] * (RATE // 2))
    return files


def test_a_recording_is_private_from_its_first_moment(tmp_path: Path) -> None:
    files = files_for(tmp_path / "recordings", "call-1", STARTED)
    files.create(Recording("call-1", STARTED.isoformat()))

    assert mode_of(files.folder) == 0o700
    assert {mode_of(path) for path in files.folder.iterdir()} == {0o600}


def test_a_finished_recording_is_one_file_and_what_is_known_about_it(tmp_path: Path) -> None:
    files = recorded(tmp_path)
    files.describe(Recording("call-1", STARTED.isoformat(), marks=(Mark(0.5, "paused"), Mark(0.7, "resumed"))))

    finished = files.finish()

    assert finished.seconds == 1.0
    assert sorted(path.name for path in tmp_path.iterdir()) == [files.sidecar.name, files.stereo.name]
    assert {mode_of(path) for path in tmp_path.iterdir()} == {0o600}
    described = json.loads(files.sidecar.read_text())
    assert described["version"] == 1
    assert described["channels"] == ["agent", "far"]
    assert [mark["what"] for mark in described["marks"]] == ["paused", "resumed"]
    assert described["is_complete"]


def test_a_recording_that_cannot_be_made_whole_leaves_nothing_of_it(tmp_path: Path) -> None:
    files = files_for(tmp_path, "call-1", STARTED)
    in_the_way = files.sidecar.with_suffix(".new")
    in_the_way.mkdir()

    with pytest.raises(OSError, match="directory"):
        files.create(Recording("call-1", STARTED.isoformat()))

    assert list(tmp_path.iterdir()) == [in_the_way]


@pytest.mark.parametrize("sidecar", ["", "{}", "[]", '{"call": "x", "started": "", "marks": [1], "channels": []}'])
def test_a_damaged_sidecar_does_not_stop_a_recording_from_being_finished(tmp_path: Path, sidecar: str) -> None:
    files = recorded(tmp_path)
    files.sidecar.write_text(sidecar)

    assert files.finish().is_complete
    assert files.stereo.exists()


def test_a_crash_between_the_last_two_strokes_costs_nothing_of_what_is_complete(tmp_path: Path) -> None:
    files = recorded(tmp_path)
    far = files.mono("far").read_bytes()
    finished = files.finish()
    files.mono("far").write_bytes(far)
    stereo = files.stereo.read_bytes()

    (left,) = unfinished(tmp_path)

    assert left.finish() == finished
    assert files.stereo.read_bytes() == stereo
    assert unfinished(tmp_path) == []


def test_a_recording_that_cannot_be_merged_leaves_its_two_sides_only(tmp_path: Path) -> None:
    files = recorded(tmp_path)
    files.stereo.mkdir()

    with pytest.raises(OSError, match="directory"):
        files.finish()

    assert not list(tmp_path.glob("*.part"))
    assert unfinished(tmp_path) == [files]


def test_a_side_that_is_missing_is_silent(tmp_path: Path) -> None:
    files = recorded(tmp_path)
    files.mono("far").unlink()

    assert files.finish().seconds == 1.0
    assert set(frames(files.stereo)[2][1::2]) == {0}


def test_no_name_is_taken_twice_and_none_leaves_the_folder(tmp_path: Path) -> None:
    first = recorded(tmp_path)
    second = files_for(tmp_path, "call-1", STARTED)
    strange = files_for(tmp_path, "../../etc/passwd:ü", STARTED)

    assert second.stem != first.stem
    assert strange.stereo.parent == tmp_path
    assert strange.stem != files_for(tmp_path, "../../etc/passwd:ö", STARTED).stem
    assert files_for(tmp_path / "nowhere", "call-1", STARTED).stem == first.stem


def test_what_a_crash_left_behind_is_found(tmp_path: Path) -> None:
    files = recorded(tmp_path)
    done = recorded(tmp_path, "call-2")
    done.finish()

    assert unfinished(tmp_path) == [files]
    assert unfinished(tmp_path / "nowhere") == []
