"""Recordings under a secret address: for as long as it is good, whole or in parts, for a player on another page."""

import asyncio
import socket
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from softphone.adapters.bridge import downloads, recordings
from softphone.adapters.bridge.recordings import Lending, Part, part_of, span_of
from tests.adapters.bridge.conftest import House, a_driver, a_house
from tests.adapters.bridge.fetching import Fetched, fetch
from tests.peers.waiting import until

SOUND = bytes(range(256)) * 40


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    file = tmp_path / "call.wav"
    file.write_bytes(SOUND)
    return file


@pytest.fixture
def long_wav(tmp_path: Path) -> Path:
    """More than sockets hold, and more than is ever read at once."""
    file = tmp_path / "long.wav"
    file.write_bytes(SOUND * 1000)
    return file


async def play(house: House, url: str, **headers: str) -> Fetched:
    start = f"http://127.0.0.1:{house.port}"
    assert url.startswith(f"{start}/recordings/")
    return await fetch(house, url.removeprefix(start), **headers)


async def test_a_lent_recording_can_be_played_by_a_page_of_another_site(house: House, wav: Path) -> None:
    answer = await play(house, house.server.lend(wav, 60), **{"Sec-Fetch-Site": "cross-site"})

    assert (answer.status, answer.body) == (200, SOUND)
    assert answer.headers["Content-Type"] == "audio/wav"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert not any(name.lower().startswith("access-control") for name in answer.headers)
    assert house.server.refusals == {}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, 10239), ("bytes=0-0", 0, 0), ("bytes=100-199", 100, 199), ("bytes=10000-99999", 10000, 10239)],
)
async def test_a_player_gets_the_part_it_asks_for(asked: str, first: int, last: int, house: House, wav: Path) -> None:
    answer = await play(house, house.server.lend(wav, 60), Range=asked)

    assert (answer.status, answer.body) == (206, SOUND[first : last + 1])
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/10240"


async def test_a_part_that_is_not_there_is_said_so(house: House, wav: Path) -> None:
    answer = await play(house, house.server.lend(wav, 60), Range="bytes=10240-")

    assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize("asked", ["bytes=1-2,5-6", "lines=1-2", "bytes=-", "bytes=9-3", "bytes=" + "9" * 40 + "-"])
async def test_what_is_no_range_is_not_looked_at(asked: str, house: House, wav: Path) -> None:
    assert (await play(house, house.server.lend(wav, 60), Range=asked)).body == SOUND


async def test_a_guessed_or_void_address_plays_nothing(house: House, wav: Path) -> None:
    void = house.server.lend(wav, 0)

    assert (await play(house, void)).status == 404
    assert (await fetch(house, "/recordings/guessed")).status == 404
    assert (await fetch(house, "/recordings/")).status == 404
    assert (await fetch(house, "/recordings/../engine.json")).status == 404


async def test_guessing_addresses_is_counted(house: House) -> None:
    await fetch(house, "/recordings/guessed")

    assert house.server.refusals == {"not_found": 1}


async def test_a_recording_that_was_deleted_meanwhile_is_gone(house: House, wav: Path) -> None:
    url = house.server.lend(wav, 60)
    wav.unlink()  # noqa: ASYNC240 - a moment

    assert (await play(house, url)).status == 410


async def test_a_long_recording_is_sent_whole_to_who_asks_for_the_whole(house: House, long_wav: Path) -> None:
    url = house.server.lend(long_wav, 60)
    answers = [await play(house, url), await play(house, url)]

    size = str(long_wav.stat().st_size)  # noqa: ASYNC240 - a moment
    assert [(answer.status, answer.headers["Content-Length"]) for answer in answers] == [(200, size)] * 2
    assert all(answer.body == long_wav.read_bytes() for answer in answers)  # noqa: ASYNC240 - the same
    assert answers[0].headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answers[0].headers["X-Content-Type-Options"] == "nosniff"
    assert "media-src 'self'" in answers[0].headers["Content-Security-Policy"]


async def test_downloads_that_nobody_reads_have_few_places_and_hold_up_nobody_else(
    house: House, long_wav: Path, wav: Path
) -> None:
    path = house.server.lend(long_wav, 60).removeprefix(f"http://127.0.0.1:{house.port}")
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n\r\n".encode()
    lazy = [await a_lazy_reader(house, request) for _ in range(downloads.MOST_AT_ONCE)]
    await until(lambda: downloads_of(house).is_full, "all places are taken")

    refused = await fetch(house, path)
    assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
    assert (await play(house, house.server.lend(wav, 60))).body == SOUND
    async with a_driver(house) as driver:
        assert "result" in await driver.ask("ping")
    for one in lazy:
        one.close()
    await until(lambda: not downloads_of(house).is_full, "there are places again")


async def test_stopping_breaks_downloads_off(long_wav: Path) -> None:
    async with a_house() as house:
        path = house.server.lend(long_wav, 60).removeprefix(f"http://127.0.0.1:{house.port}")
        lazy = await a_lazy_reader(house, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n\r\n".encode())
        under_way = downloads_of(house)
        await until(lambda: under_way._under_way, "the download has begun")
        await house.server.stop()
        await until(lambda: not under_way._under_way, "the download is over")
    lazy.close()


def downloads_of(house: House) -> downloads.Downloads:
    """What the bridge sends beside the event loop."""
    assert house.server._inside
    return house.server._inside.site._downloads


async def a_lazy_reader(house: House, request: bytes) -> socket.socket:
    """Ask, and read nothing."""
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(reader, ("127.0.0.1", house.port))
    await loop.sock_sendall(reader, request)
    return reader


def test_a_long_recording_is_given_to_players_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "long.wav"
    file.write_bytes(SOUND)
    monkeypatch.setattr(recordings, "PART_BYTES", 1000)

    assert part_of(file, None) == Part(HTTPStatus.OK, headers={"Accept-Ranges": "bytes"}, whole_bytes=len(SOUND))
    assert part_of(file, "bytes=0-").body == SOUND[:1000]
    assert part_of(file, "bytes=-5000").body == SOUND[-1000:]
    assert part_of(file, "bytes=-5000").headers["Content-Range"] == "bytes 9240-10239/10240"


@given(st.integers(0, 300), st.lists(st.integers(1, 400), max_size=30))
def test_parts_one_after_the_other_are_the_whole(size: int, steps: list[int]) -> None:
    have = bytearray()
    whole = bytes(number % 256 for number in range(size))
    for step in [*steps, 1000]:
        span = span_of(f"bytes={len(have)}-{len(have) + step - 1}", size)
        assert span is not None
        have += whole[span.start : span.stop]
    assert have == whole


@given(st.text(max_size=30) | st.from_regex(r"bytes=\d{0,16}-\d{0,16}", fullmatch=True), st.integers(0, 10_000_000))
def test_no_range_leads_outside(asked: str, size: int) -> None:
    span = span_of(asked, size)

    assert span is None or (0 <= span.start <= span.stop and (not span or span.stop <= size))
    assert span is None or len(span) <= recordings.PART_BYTES


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), max_size=50))
def test_an_address_is_good_until_its_time_and_never_again(steps: list[tuple[bool, int]]) -> None:
    lending, known, now = Lending(), dict[str, float](), 0.0
    for is_lent, number in steps:
        now += number / 4
        if is_lent:
            known[lending.lend(Path("x"), now + number)] = now + number
        for name, void_at in known.items():
            assert lending.find(name, now) == (Path("x") if now < void_at else None)


def test_no_more_than_so_many_are_lent_at_once() -> None:
    lending = Lending()
    names = [lending.lend(Path("x"), 1) for _ in range(recordings.MOST_LENT + 1)]

    assert lending.find(names[0], 0) is None
    assert lending.find(names[1], 0) == Path("x")
    assert len(set(names)) == len(names)
