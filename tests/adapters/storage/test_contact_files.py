"""Contact files on disk: watched, replaced at one stroke, written to while read, too large, not there."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from softphone.adapters.storage import contact_reading
from softphone.adapters.storage.contact_files import ContactFiles
from softphone.adapters.storage.contact_reading import StillChanging, read_file
from softphone.adapters.storage.private_files import replace_file
from softphone.contacts.csv_rows import read_csv
from softphone.contacts.searching import Sought
from softphone.engine.ports.contacts import Shelf

LOOK_S = 0.02


class Watch:
    """Contact files that are watched, and what was told of them."""

    def __init__(self, folder: Path) -> None:
        self.csv, self.json = folder / "people.csv", folder / "queues.json"
        self.told: asyncio.Queue[Shelf] = asyncio.Queue()
        self.files = ContactFiles((self.csv, self.json), "DE", 100, LOOK_S)

    async def hears(self, *names: str) -> Shelf:
        """Wait until exactly these contacts are there."""
        async with asyncio.timeout(10):
            while True:
                shelf = await self.told.get()
                if tuple(entry.name for entry in shelf.book.find(Sought())) == names:
                    return shelf


@pytest_asyncio.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    watch = Watch(tmp_path)
    yield watch
    await watch.files.stop()


async def test_files_are_read_at_once_and_again_when_they_are_replaced(watch: Watch) -> None:
    watch.csv.write_text("name,number\nAnna,1\n,2\n")
    watch.json.write_text(json.dumps([{"name": "Support", "id": "7", "kind": "Queue"}]))
    watch.files.start(watch.told.put_nowait)

    first = await watch.hears("Anna", "Support")
    replace_file(watch.csv, b"name,number\nBert,3\n")
    await watch.hears("Bert", "Support")
    watch.json.unlink()
    last = await watch.hears("Bert")

    assert [(file.contacts, file.bad_rows) for file in first.files] == [(1, 1), (1, 0)]
    assert [row.line for row in first.files[0].first_bad] == [3]
    assert "No such file" in last.files[1].says


async def test_a_file_that_comes_later_is_read_then(watch: Watch) -> None:
    watch.files.start(watch.told.put_nowait)
    await watch.hears()

    watch.csv.write_text("name,number\nAnna,1\n")

    await watch.hears("Anna")


def test_a_file_that_is_written_to_while_it_is_read_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,number\nAnna,1\n")

    def read_and_write(lines: object) -> object:
        with file.open("a") as more:
            more.write("Bert,2\n")
        return read_csv(lines)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_reading, "read_csv", read_and_write)

    with pytest.raises(StillChanging):
        read_file(file, 100)


def test_a_file_that_is_replaced_while_it_is_read_is_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,number\nAnna,1\n")

    def read_and_replace(lines: object) -> object:
        replace_file(file, b"name,number\nBert,2\n")
        return read_csv(lines)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_reading, "read_csv", read_and_replace)

    assert [entry.name for entry in read_file(file, 100).entries] == ["Anna"]


def test_of_a_million_rows_as_many_are_taken_as_there_may_be(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,number\n" + "".join(f"Name {place},{place}\n" for place in range(1_000_000)))

    contents = read_file(file, 1000)

    assert len(contents.entries) == 1000
    assert "only the first 1000 contacts" in contents.read.says


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.csv", b"name,number\n\xff\xfe,1\n"),
        ("people.csv", b"x" * 300_000),
        ("people.csv", b"\x00" * 5000),
        ("people.vcf", b"BEGIN:VCARD\nFN:\x00\n" * 500),
        ("people.json", b"[" * 100_000),
        ("people.json", b"\xff"),
    ],
)
def test_nonsense_is_told_and_nothing_else(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    contents = read_file(file, 1000)

    assert contents.entries == ()
    assert contents.read.bad_rows > 0


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "large.csv").write_text("name,number\n")
    monkeypatch.setattr(contact_reading, "MOST_BYTES", 5)

    assert "cannot be read" in read_file(tmp_path, 10).read.says
    assert "too large" in read_file(tmp_path / "large.csv", 10).read.says
