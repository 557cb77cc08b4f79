"""Keeps the agent's favourites in a small file of their own, in the user's data: contact files may come and go."""

import contextlib
import logging
from pathlib import Path

import msgspec

from softphone.adapters.storage.private_files import replace_file
from softphone.contacts.entries import Entry

log = logging.getLogger(__name__)


class FavouritesFile:
    """A `FavouriteMemory`."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> tuple[Entry, ...]:
        """Read what is kept; a file that cannot be understood is put aside, so that nothing overwrites it."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=tuple[Entry, ...])
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.DecodeError) as error:
            log.warning("the favourites in %s cannot be read: %s", self._file, error)
            self._put_aside()
            return ()

    def _put_aside(self) -> None:
        with contextlib.suppress(OSError):
            self._file.replace(self._file.with_suffix(".broken"))

    def keep(self, entries: tuple[Entry, ...]) -> None:
        """Keep these instead; raises OSError."""
        replace_file(self._file, msgspec.json.format(msgspec.json.encode(entries), indent=2))
