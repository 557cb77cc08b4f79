"""Favourites are a small private file; one that cannot be understood is put aside and not overwritten."""

from pathlib import Path

import pytest

from softphone.adapters.storage.favourites_file import FavouritesFile
from softphone.contacts.entries import Entry, Kind

ANNA = Entry(name="Änna", number="+4930", kind=Kind.AGENT, watch="sip:anna@pbx")


def test_what_is_kept_is_read_back_and_private(tmp_path: Path) -> None:
    file = tmp_path / "favourites.json"
    assert FavouritesFile(file).read() == ()

    FavouritesFile(file).keep((ANNA,))

    assert FavouritesFile(file).read() == (ANNA,)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_understood_is_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "favourites.json"
    file.write_text("nonsense")

    assert FavouritesFile(file).read() == ()
    assert (tmp_path / "favourites.broken").read_text() == "nonsense"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="file"):
        FavouritesFile(tmp_path / "file" / "favourites.json").keep((ANNA,))
